import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WebHarness } from "../support/web-harness.ts";

describe("changing the language", () => {
  let web: WebHarness;
  before(async () => {
    web = await WebHarness.start();
  });
  after(() => web.close());

  test("a list keeps its page, its filter and what is searched for, and the title changes", async () => {
    const visit = await web.visit("/at/bjtu/cases", { role: "bjtu/transfer-officer" });
    const { page } = visit;
    await page.getByRole("combobox", { name: "状态" }).selectOption({ index: 1 });
    await page.waitForURL(/state=/);
    const address = page.url();
    const chosen = await page.getByRole("combobox", { name: "状态" }).inputValue();
    assert.match(await page.title(), /成果转化/);
    await visit.switchTo("en");
    await page.getByRole("heading", { level: 1, name: /transfer/i }).waitFor();
    assert.equal(page.url(), address);
    assert.equal(await page.getByRole("combobox", { name: "State" }).inputValue(), chosen);
    assert.match(await page.title(), /transfer/i);
    await page.reload();
    await page.getByRole("heading", { level: 1, name: /transfer/i }).waitFor();
    assert.equal(await page.getAttribute("html", "lang"), "en", "the choice is remembered");
    await visit.switchTo("zh");
    await page.getByRole("heading", { level: 1, name: "成果转化案件" }).waitFor();
    assert.equal(page.url(), address);
    await visit.close();
  });

  test("a form keeps what was typed, and says its labels anew", async () => {
    const visit = await web.visit("/at/bjtu/commands/transfer.withdraw-deal", {
      role: "bjtu/transfer-officer",
      language: "en",
    });
    const { page } = visit;
    await page.getByRole("textbox", { name: /Reason/ }).fill("合作方改变计划");
    await visit.switchTo("zh");
    await page.getByRole("heading", { level: 1, name: "撤回转化协议" }).waitFor();
    assert.equal(await page.getByRole("textbox", { name: /原因|理由/ }).inputValue(), "合作方改变计划");
    await visit.close();
  });

  test("a note that is open stays open with the same figures", async () => {
    const visit = await web.visit("/at/bjtu/cases", { role: "bjtu/finance-officer" });
    const { page } = visit;
    await page.getByRole("row", { name: "3,000,000.00" }).getByRole("link").first().click();
    await page.locator("[data-row=award] .ask").click();
    await visit.dialog.getByText("规则", { exact: true }).first().waitFor();
    const address = page.url();
    await visit.switchTo("en");
    await visit.dialog.getByText("Rule", { exact: true }).first().waitFor();
    assert.match(address, /why=award/);
    assert.equal(page.url(), address);
    // Amounts and days of both languages are the same figures.
    assert.ok(((await page.textContent("main")) ?? "").includes("1,932,114.33"));
    await visit.close();
  });
});
