import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WebHarness } from "../support/web-harness.ts";

const FORM = "/at/bjtu/commands/transfer.record-cost";

describe("a draft", () => {
  let web: WebHarness;
  before(async () => {
    web = await WebHarness.start();
  });
  after(() => web.close());

  test("is there again for whoever left the page in the middle of typing, and for nobody else", async () => {
    const visit = await web.visit(FORM, { role: "bjtu/finance-officer" });
    const voucher = visit.page.getByLabel("凭证号");
    const saved = visit.page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok());
    await voucher.fill("凭证-写到一半");
    // At once: the pause after which a draft is saved by itself has not passed.
    await visit.page.getByRole("link", { name: "全部事项" }).first().click();
    await visit.page.getByRole("heading", { level: 1, name: "全部事项" }).waitFor();
    await saved;
    await visit.page.goto(web.demo.url + FORM);
    await voucher.waitFor();
    assert.equal(await voucher.inputValue(), "凭证-写到一半");
    await visit.close();

    const other = await web.visit(FORM, { role: "bjtu/transfer-officer" });
    const empty = other.page.getByLabel("凭证号");
    await empty.waitFor();
    assert.equal(await empty.inputValue(), "");
    await other.close();
  });
});
