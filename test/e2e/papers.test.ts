import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { readSheet } from "read-excel-file/node";
import { docxText } from "../support/docx-reader.ts";
import { pdfTexts } from "../support/pdf-reader.ts";
import { WebHarness } from "../support/web-harness.ts";

const MATTER = /轨道智能巡检算法/;
/** What the plan of the case awards: 97 % of 600,000 yuan. */
const AWARD = "582,000.00";
const AWARD_CAPITALS = "伍拾捌万贰仟元整";

describe("papers and tables that a page offers", () => {
  let web: WebHarness;
  before(async () => {
    web = await WebHarness.start();
  });
  after(() => web.close());

  test("the notice of an award comes as Word file and as PDF with the amounts of the page", async () => {
    const visit = await web.visit("/at/bjtu/notices", { role: "bjtu/transfer-officer" });
    const { page } = visit;
    await page.getByRole("row", { name: MATTER }).getByRole("link").first().click();
    await page.getByRole("heading", { level: 1, name: MATTER }).waitFor();
    assert.match((await page.textContent("main")) ?? "", new RegExp(AWARD));
    const word = docxText(await visit.download(page.getByRole("link", { name: "DOCX" })));
    const printed = (await pdfTexts(await visit.download(page.getByRole("link", { name: "PDF" })))).join("");
    for (const text of [word, printed]) {
      assert.match(text, MATTER);
      for (const part of ["600,000.00", AWARD, AWARD_CAPITALS]) assert.ok(text.includes(part), `${part} in ${text}`);
    }
    await visit.close();
  });

  test("a case offers its plan with what is awarded, in figures and in capitals", async () => {
    const visit = await web.visit("/at/bjtu/cases", { role: "bjtu/transfer-officer" });
    const { page } = visit;
    await page.getByRole("link", { name: MATTER }).first().click();
    const papers = page.getByRole("region", { name: "文件" });
    const word = docxText(await visit.download(papers.getByRole("link", { name: /分配方案, DOCX/ }).last()));
    const printed = (
      await pdfTexts(await visit.download(papers.getByRole("link", { name: /分配方案, PDF/ }).last()))
    ).join("");
    for (const text of [word, printed]) {
      assert.match(text, MATTER);
      for (const part of [AWARD, AWARD_CAPITALS]) assert.ok(text.includes(part), `${part} in ${text}`);
    }
    await visit.close();
  });

  test("who was paid gets a certificate of it from the amount, and a decision gets one from its minutes", async () => {
    const visit = await web.visit("/at/bjtu/cases", { role: "bjtu/finance-officer" });
    const { page } = visit;
    await page.getByRole("row", { name: "3,000,000.00" }).getByRole("link").first().click();
    await page
      .getByRole("link", { name: /第 1 期/ })
      .first()
      .click();
    await page
      .getByRole("row", { name: /成员甲.*%/ })
      .getByRole("button")
      .first()
      .click();
    const paid = page.getByRole("dialog").getByRole("link", { name: "凭证, DOCX" });
    const papers = page.getByRole("region", { name: "文件" });
    const decision = papers
      .getByRole("listitem")
      .filter({ hasText: "会议纪要" })
      .getByRole("link", { name: "凭证, DOCX" });
    assert.match(docxText(await visit.download(paid)), /成员甲.*198,913\.20.元.*壹拾玖万捌仟玖佰壹拾叁元贰角/s);
    await page.keyboard.press("Escape");
    assert.match(docxText(await visit.download(decision)), /登记集体决策/);
    await visit.close();
  });

  test("a statement comes as a workbook with every amount to the fen", async () => {
    const visit = await web.visit("/at/bjtu/cases", { role: "bjtu/finance-officer" });
    const { page } = visit;
    await page.getByRole("row", { name: "3,000,000.00" }).getByRole("link").first().click();
    const table = await visit.download(page.getByRole("link", { name: "XLSX" }));
    const rows = await readSheet(table);
    const cells = rows.flat();
    for (const amount of [3_000_000, 1_932_114.33, 904_150.9]) assert.ok(cells.includes(amount), JSON.stringify(rows));
    await visit.close();
  });

  test("papers of a page in English are in English", async () => {
    const visit = await web.visit("/at/bjtu/notices", { role: "bjtu/transfer-officer", language: "en" });
    const { page } = visit;
    await page.getByRole("row", { name: MATTER }).getByRole("link").first().click();
    const printed = (await pdfTexts(await visit.download(page.getByRole("link", { name: "PDF" })))).join("");
    assert.match(printed, /award/i);
    assert.ok(printed.includes(AWARD), printed);
    await visit.close();
  });
});
