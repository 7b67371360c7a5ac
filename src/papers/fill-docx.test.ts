import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import jsQr from "jsqr";
import { docxText, officeParts, officeXml } from "../../test/support/docx-reader.ts";
import { pngPicture } from "../../test/support/pdf-reader.ts";
import { SAMPLE_LAYOUT, SAMPLE_TAGS, SAMPLE_URL, samplePaper } from "../../test/support/sample-paper.ts";
import { docxTemplate } from "./docx-template.ts";
import { fillDocx, TemplateProblem } from "./fill-docx.ts";
import type { PaperJob } from "./resolve-paper.ts";

const fill = (changes: Partial<PaperJob> = {}, template = docxTemplate(SAMPLE_LAYOUT, changes.lang ?? "zh")) =>
  fillDocx(template, samplePaper(changes), SAMPLE_TAGS);

/** The template as a clerk changed it. */
function edited(change: (document: string) => string, path = "word/document.xml"): Buffer {
  const parts = unzipSync(new Uint8Array(docxTemplate(SAMPLE_LAYOUT, "zh")));
  const text = change(strFromU8(parts[path] ?? new Uint8Array()));
  return Buffer.from(zipSync({ ...parts, [path]: strToU8(text) }));
}

function expectProblem(code: TemplateProblem["code"], tag: RegExp) {
  return (error: unknown): boolean => error instanceof TemplateProblem && error.code === code && tag.test(error.tag);
}

describe("a paper as a Word file", () => {
  test("holds the text, a row a payee, and rare characters as they are", async () => {
    const text = docxText(await fill());
    for (const part of [
      "关于“轨道车辆用钢质制动盘”股权奖励的公示",
      "壹仟贰佰伍拾万元整",
      "团队负责人",
      "龘𬭎",
      "㛃𠀀",
      "3,125,000.00",
    ])
      assert.ok(text.includes(part), text);
    assert.ok(!/[{}]/.test(text.replace("{title} 不是标签", "")), text);
  });

  test("writes signs of XML and of templates inside a value as text", async () => {
    assert.ok(docxText(await fill()).includes("A < B & {title} 不是标签。"));
  });

  test("replaces what XML cannot hold, so that Word opens it", async () => {
    const { data } = samplePaper();
    const bytes = await fill({ data: { ...data, fields: { ...data.fields, note: "前\u0001后" } } });
    assert.ok(docxText(bytes).includes("前\ufffd后"));
  });

  test("leaves out a paragraph whose field is empty, without an empty number", async () => {
    const numbered = async (reason: string): Promise<number> => {
      const { data } = samplePaper();
      const bytes = await fill({ data: { ...data, fields: { ...data.fields, reason } } });
      return officeXml(bytes, "word/document.xml").split('w:val="PaperNumbered"').length - 1;
    };
    assert.deepEqual([await numbered(""), await numbered("依约")], [2, 3]);
  });

  test("leaves out tables and forms whose field is empty", async () => {
    const blocks = SAMPLE_LAYOUT.blocks.map((block) =>
      block.kind === "paragraph" ? block : { ...block, when: "reason" },
    );
    const template = docxTemplate({ ...SAMPLE_LAYOUT, blocks }, "zh");
    const told = async (reason: string): Promise<readonly boolean[]> => {
      const { data } = samplePaper();
      const text = docxText(await fill({ data: { ...data, fields: { ...data.fields, reason } } }, template));
      return ["对应作价（元）", "不是标签", "科技成果转化办公室"].map((part) => text.includes(part));
    };
    assert.deepEqual(await told("依约"), [true, true, true]);
    assert.deepEqual(await told(""), [false, false, true]);
  });

  test("consists of well-formed parts and uses styles with Chinese fonts", async () => {
    const bytes = await fill();
    const parts = Object.keys(officeParts(bytes)).filter((path) => /\.(xml|rels)$/.test(path));
    assert.ok(parts.length >= 9);
    for (const path of parts) officeXml(bytes, path);
    assert.match(officeXml(bytes, "word/styles.xml"), /w:eastAsia="仿宋"/);
    assert.doesNotMatch(officeXml(bytes, "word/document.xml"), /wp:anchor|w:framePr/);
  });

  test("has a picture of the code that opens the verification", async () => {
    const picture = Object.entries(officeParts(await fill())).find(([path]) => path.endsWith(".png"));
    assert.ok(picture !== undefined);
    const { pixels, width, height } = await pngPicture(Buffer.from(picture[1]));
    assert.equal(jsQr.default(pixels, width, height)?.data, SAMPLE_URL);
  });

  test("has the band of a demonstration and page numbers that Word counts", async () => {
    const bytes = await fill();
    assert.match(docxText(bytes, "word/header1.xml"), /演示材料，模拟时间，不具效力/);
    assert.match(officeXml(bytes, "word/footer1.xml"), / PAGE .* NUMPAGES /s);
    assert.match(docxText(bytes, "word/footer1.xml"), /案件编号 2026-0007/);
    assert.doesNotMatch(docxText(await fill({ isDemonstration: false }), "word/header1.xml"), /演示/);
  });

  test("is complete in English", async () => {
    const text = docxText(await fill({ lang: "en" }));
    for (const part of ["Notice of shares awarded", "Achievement and route.", "Scan to verify"])
      assert.ok(text.includes(part), text);
  });
});

describe("a unit's own template", () => {
  test("may say it in other words and leave things out", async () => {
    const own = edited((xml) => xml.replace("依据本单位办法，现将", "按照校长办公会决定，").replace("{price}", "壹"));
    assert.ok(docxText(await fill({}, own)).includes("按照校长办公会决定，下列事项予以公示。"));
  });

  test("is refused with the tag that the paper does not know", async () => {
    const own = edited((xml) => xml.replace("{price}", "{pirce}"));
    await assert.rejects(fill({}, own), expectProblem("template_tag_unknown", /^\{pirce\}$/));
  });

  test("is refused with the tag that is not closed", async () => {
    const own = edited((xml) => xml.replace("{/people}", ""));
    await assert.rejects(fill({}, own), expectProblem("template_tag_broken", /people/));
  });

  test("is refused where a brace stands open", async () => {
    const own = edited((xml) => xml.replace("{priceCapitals}", "{priceCapitals"));
    await assert.rejects(fill({}, own), expectProblem("template_tag_broken", /priceCapitals/));
  });

  test("is refused for a demonstration that it does not name as one", async () => {
    const own = edited((xml) => xml.replace("{band}", ""), "word/header1.xml");
    await assert.rejects(fill({}, own), expectProblem("template_tag_missing", /band/));
    await fill({ isDemonstration: false }, own);
  });

  test("is refused when it is no Word file", async () => {
    await assert.rejects(fill({}, Buffer.from("not a zip")), expectProblem("template_unreadable", /./));
  });
});
