import assert from "node:assert/strict";
import { describe, test } from "node:test";
import jsQr from "jsqr";
import { pdfPicture, pdfTags, pdfTexts } from "../../test/support/pdf-reader.ts";
import { SAMPLE_URL, samplePaper } from "../../test/support/sample-paper.ts";
import { lazyFonts } from "./fonts.ts";
import { printPdf } from "./print-pdf.ts";
import { type PaperJob, resolvePaper } from "./resolve-paper.ts";

describe("a paper as PDF", () => {
  const fonts = lazyFonts();
  const print = (changes: Partial<PaperJob> = {}) =>
    printPdf(resolvePaper(samplePaper(changes)), fonts, new Date("2026-03-06T02:00:00Z"));

  test("keeps its text, amounts in capitals and rare characters included", async () => {
    const [text = ""] = await pdfTexts(await print());
    for (const part of ["股权奖励的公示", "12,500,000.00 元（大写：壹仟贰佰伍拾万元整）", "龘𬭎", "3,125,000.00", "㛃"])
      assert.ok(text.includes(part), `${part} is missing in ${text}`);
  });

  test("writes a character that no font has as its code point", async () => {
    const [text = ""] = await pdfTexts(await print());
    assert.ok(text.includes("㛃〔U+20000〕"), text);
  });

  test("numbers over paragraphs that are left out", async () => {
    const [text = ""] = await pdfTexts(await print());
    assert.ok(text.includes("二、分配。"), text);
    assert.ok(!text.includes("理由"), text);
    const { data } = samplePaper();
    const [longer = ""] = await pdfTexts(
      await print({ data: { ...data, fields: { ...data.fields, reason: "依约" } } }),
    );
    assert.ok(longer.includes("二、理由。依约三、分配。"), longer);
  });

  test("shows a code that opens the verification and says nothing else", async () => {
    const { pixels, width, height } = await pdfPicture(await print(), 1, 3);
    assert.equal(jsQr.default(pixels, width, height)?.data, SAMPLE_URL);
  });

  test("has the band of a demonstration and its page number on every page", async () => {
    const people = Array.from({ length: 50 }, (_, index) => ({
      name: `团队成员${index}`,
      share: "1%",
      amount: "1.00",
    }));
    const { data } = samplePaper();
    const texts = await pdfTexts(await print({ data: { ...data, lists: { people } } }));
    assert.equal(texts.length, 3);
    texts.forEach((text, index) => {
      assert.ok(text.includes("演示材料，模拟时间，不具效力"), text);
      assert.ok(text.includes(`第 ${index + 1} 页，共 3 页`), text);
    });
    assert.equal(texts.slice(0, 2).filter((text) => text.includes("姓名")).length, 2, "headings repeat");
    const [real = ""] = await pdfTexts(await print({ isDemonstration: false }));
    assert.ok(!real.includes("演示"), real);
  });

  test("never leaves the signature alone on a page", async () => {
    const { data, layout } = samplePaper();
    const short = { ...layout, blocks: layout.blocks.filter(({ kind }) => kind !== "form") };
    for (let count = 10; count < 32; count++) {
      const people = Array.from({ length: count }, () => ({ name: "成员", share: "1%", amount: "1.00" }));
      const texts = await pdfTexts(await print({ layout: short, data: { ...data, lists: { people } } }));
      assert.match(texts.at(-1) ?? "", /成员.*北京交通大学/s, `${count} rows`);
    }
  });

  test("is tagged in reading order", async () => {
    const tags = await pdfTags(await print());
    assert.deepEqual(tags.slice(0, 10), ["Root", "Document", "H1", "P", "P", "P", "P", "Table", "TR", "TH"]);
    assert.ok(tags.includes("Figure"));
  });

  test("is complete in English", async () => {
    const [text = ""] = await pdfTexts(await print({ lang: "en" }));
    for (const part of ["Notice of shares awarded", "1. Achievement and route.", "Scan to verify", "Page 1 of 1"])
      assert.ok(text.includes(part), text);
  });
});
