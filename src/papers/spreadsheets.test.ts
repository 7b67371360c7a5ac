import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { yuanText } from "#kernel/money";
import { BANK_SLIPS } from "../../test/support/bank-slips.ts";
import { officeXml } from "../../test/support/docx-reader.ts";
import { randomSeed } from "../../test/support/random-seed.ts";
import { excelDecimal } from "./cell-values.ts";
import { columnLetter, readImport } from "./read-import.ts";
import { type SheetTable, writeCsv } from "./write-csv.ts";
import { writeXlsx } from "./write-xlsx.ts";

const TABLE: SheetTable = {
  title: "回单/2026",
  columns: [
    { title: "流水号", kind: "text" },
    { title: "入账日期", kind: "day" },
    { title: "金额（元）", kind: "amount" },
    { title: "付款人", kind: "text" },
    { title: "页数", kind: "whole" },
  ],
  rows: [
    ["0012-7", "2026-03-06", "1230", "龘𬭎", "2"],
    ["6222020200112233445", "2026-03-07", "9223372036854775807", '=1+"1"', ""],
    ["R, 3", "2028-02-29", "1", "", "0"],
  ],
};

const EXPECTED = [
  { reference: "0012-7", day: "2026-03-06", amount: "1230", payer: "龘𬭎", pages: "2" },
  { reference: "6222020200112233445", day: "2026-03-07", amount: "9223372036854775807", payer: '=1+"1"', pages: "" },
  { reference: "R, 3", day: "2028-02-29", amount: "1", payer: "", pages: "0" },
];

/** GB18030 of the few characters that the tests need; Node.js decodes the encoding and does not write it. */
const GB18030: Readonly<Record<string, readonly number[]>> = {
  回: [0xbb, 0xd8],
  单: [0xb5, 0xa5],
  编: [0xb1, 0xe0],
  号: [0xba, 0xc5],
  入: [0xc8, 0xeb],
  账: [0xd5, 0xcb],
  日: [0xc8, 0xd5],
  期: [0xc6, 0xda],
  金: [0xbd, 0xf0],
  额: [0xb6, 0xee],
};

function gb18030(text: string): Buffer {
  return Buffer.from([...text].flatMap((character) => GB18030[character] ?? [character.charCodeAt(0)]));
}

const csv = (...lines: readonly string[]): Buffer => Buffer.from(lines.join("\r\n"));
const HEADINGS = "回单编号,入账日期,金额";

/** A workbook with one number in it, written as it stands. */
async function workbookWith(number: string): Promise<Buffer> {
  const bytes = await writeXlsx({ ...TABLE, rows: [["A-1", "2026-03-06", "77700", "", ""]] });
  const parts = unzipSync(new Uint8Array(bytes));
  const path = "xl/worksheets/sheet1.xml";
  const xml = strFromU8(parts[path] ?? new Uint8Array()).replace("<v>777</v>", `<v>${number}</v>`);
  return Buffer.from(zipSync({ ...parts, [path]: strToU8(xml) }));
}

async function problems(bytes: Buffer): Promise<readonly string[]> {
  const { rows, issues } = await readImport(BANK_SLIPS, bytes);
  assert.deepEqual(rows, [], "nothing is half-imported");
  return issues.map(({ row, letter, column, code }) => `${row}${letter} ${column} ${code}`);
}

describe("tables as spreadsheets", () => {
  test("come back from Excel as they went there", async () => {
    assert.deepEqual(await readImport(BANK_SLIPS, await writeXlsx(TABLE)), { rows: EXPECTED, issues: [], ignored: [] });
  });

  test("come back from CSV as they went there", async () => {
    assert.deepEqual(await readImport(BANK_SLIPS, writeCsv(TABLE)), { rows: EXPECTED, issues: [], ignored: [] });
  });

  test("never hold a formula", async () => {
    const rows = [["=1+1"], ["+1"], ["-1"], ["@x"], ["\tx"], ["＝1"], ["a=1"]];
    const table: SheetTable = { title: "t", columns: [{ title: "=h", kind: "text" }], rows };
    const lines = writeCsv(table).toString("utf8").slice(1).split("\r\n");
    assert.deepEqual(lines, ["'=h", "'=1+1", "'+1", "'-1", "'@x", "'\tx", "'＝1", "a=1", ""]);
    assert.doesNotMatch(officeXml(await writeXlsx(table), "xl/worksheets/sheet1.xml"), /<f[ >]/);
  });

  test("hold amounts that Excel can add up, and text where it would round", async () => {
    const xml = officeXml(await writeXlsx(TABLE), "xl/worksheets/sheet1.xml");
    assert.match(xml, /<v>12\.3<\/v>/);
    assert.doesNotMatch(xml, /92233720368547758/);
  });
});

describe("lists from spreadsheets", () => {
  test("are found below what a bank prints above them", async () => {
    const bytes = csv("某银行,,", "账号,123,", "", "Slip number*,备注,金额 (元),入账日期", "A-1,x,12.3,2026/3/6");
    const { rows, ignored } = await readImport(BANK_SLIPS, bytes);
    assert.deepEqual(rows, [{ reference: "A-1", amount: "1230", day: "2026-03-06" }]);
    assert.deepEqual(ignored, ["备注"]);
  });

  test("may be CSV in GB18030, UTF-8 with a mark, or with semicolons", async () => {
    const text = `${HEADINGS}\r\nA-1,20260306,1.20\r\n`;
    const files = [gb18030(text), Buffer.from(`\ufeff${text}`), Buffer.from(text.replaceAll(",", ";"))];
    for (const bytes of files) {
      const { rows } = await readImport(BANK_SLIPS, bytes);
      assert.deepEqual(rows, [{ reference: "A-1", day: "2026-03-06", amount: "120" }]);
    }
  });

  test("name every unfit cell and hand on no row", async () => {
    const bytes = csv(
      HEADINGS,
      "A-1,2026-03-06,1.00",
      ",2026-02-30,1.234",
      "A-1,gestern,-5",
      "6.22202E+18,2026-03-06,abc",
      "A-9,2026-03-06,99999999999999999999",
    );
    assert.deepEqual(await problems(bytes), [
      "3A reference cell_missing",
      "3B day day_not_readable",
      "3C amount amount_below_a_fen",
      "4B day day_not_readable",
      "4C amount amount_not_positive",
      "5A reference number_shortened",
      "5C amount amount_not_a_number",
      "6C amount amount_too_large",
      "4A reference value_repeated",
    ]);
  });

  test("name columns that are missing or twice there", async () => {
    assert.deepEqual(await problems(csv("回单编号,金额", "A-1,1")), ["1 day columns_missing"]);
    assert.deepEqual(await problems(csv(`${HEADINGS},流水号`, "A-1,2026-03-06,1,B")), ["1D reference column_repeated"]);
    assert.deepEqual(await problems(csv(HEADINGS)), ["1  rows_missing"]);
  });

  test("may be broken in every way a file can be", async () => {
    assert.deepEqual(await problems(Buffer.from("")), ["0  file_empty"]);
    assert.deepEqual(await problems(Buffer.from([0xff, 0x00, 0xff])), ["0  file_unreadable"]);
    assert.deepEqual(await problems(Buffer.from("PK\u0003\u0004 nothing")), ["0  file_unreadable"]);
    assert.deepEqual(await problems(Buffer.alloc(2_097_153)), ["0  file_too_large"]);
    assert.deepEqual(await problems(csv(HEADINGS, 'A-1,"2026-03-06,1')), ["2  csv_quote_open"]);
    assert.deepEqual(await problems(csv(HEADINGS, ...Array(1_001).fill("A,2026-03-06,1"))), ["0  too_many_rows"]);
  });

  test("read a workbook that unpacks to more than memory holds as too large", async () => {
    const parts = unzipSync(new Uint8Array(await writeXlsx(TABLE)));
    const bomb = zipSync({ ...parts, "xl/media/image1.png": new Uint8Array(70 * 1_048_576) });
    assert.deepEqual(await problems(Buffer.from(bomb)), ["0  file_too_large"]);
  });
});

describe("numbers of Excel", () => {
  test("are read as Excel shows them", async () => {
    for (const [stored, fen] of [
      ["12.3", "1230"],
      ["0.30000000000000004", "30"],
      ["1.25E7", "1250000000"],
      ["1234567890123.45", "123456789012345"],
      ["4.1500000000000004", "415"],
    ] as const) {
      const { rows, issues } = await readImport(BANK_SLIPS, await workbookWith(stored));
      assert.deepEqual(issues, []);
      assert.equal(rows[0]?.["amount"], fen, stored);
    }
  });

  test("with more than two decimals are refused and not rounded", async () => {
    assert.deepEqual(await problems(await workbookWith("12.345")), ["2C amount amount_below_a_fen"]);
    assert.deepEqual(await problems(await workbookWith("1E-3")), ["2C amount amount_below_a_fen"]);
  });

  test("of up to fifteen digits come back exactly from the binary number", (t) => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), (fen) => {
        const text = yuanText(fen);
        assert.equal(excelDecimal(String(Number(text))), text.replace(/\.?0+$/, "") || "0");
        assert.equal(excelDecimal(Number(text).toExponential()), excelDecimal(text));
      }),
      randomSeed(t),
    );
  });

  test("stand in columns with letters", () => {
    assert.deepEqual([0, 25, 26, 701, 702].map(columnLetter), ["A", "Z", "AA", "ZZ", "AAA"]);
  });
});
