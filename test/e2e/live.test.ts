import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Visit, WebHarness } from "../support/web-harness.ts";

const MATTER = /轨旁声学传感器/;

/** Opens the objection that waits for the discipline office, and answers it up to the sheet that is to be signed. */
async function answerUpToSheet({ page }: Visit): Promise<void> {
  await page.getByRole("row", { name: MATTER }).getByRole("link", { name: "去办" }).click();
  await page.getByRole("radio", { name: "不成立" }).check();
  await page.getByRole("textbox", { name: /答复内容/ }).fill("同类成果的比较已经附上。");
  await page.getByRole("button", { name: "去签名" }).click();
}

describe("pages that are live", () => {
  let web: WebHarness;
  before(async () => {
    web = await WebHarness.start();
  });
  after(() => web.close());

  test("a lost connection is shown, signing waits for it, and what somebody else did meanwhile comes by itself", async () => {
    const reader = await web.visit("/at/bjtu/notices", { role: "bjtu/transfer-officer" });
    await reader.page.getByRole("row", { name: MATTER }).getByRole("link").first().click();
    await reader.page.getByText("共 1 件，待答复 1 件").waitFor();
    await reader.page.evaluate("globalThis.isSamePage = true");
    const second = await web.visit("/at/bjtu/work", { role: "bjtu/discipline-officer" });
    const { page } = second;
    await answerUpToSheet(second);
    const sign = second.dialog.getByRole("button", { name: "签名", exact: true });
    await sign.waitFor();

    await second.setOffline(true);
    await second.dialog.getByText(/连接断开，连上后才能签名/).waitFor();
    assert.ok(await sign.isDisabled());
    await page.getByText(/连接断开 \d\d:\d\d，正在重连。草稿照存，签名要等连上。/).waitFor();
    const band = page.locator(".connection-note");
    assert.deepEqual(await second.axe(), []);

    await second.setOffline(false);
    await band.waitFor({ state: "detached" });
    await second.dialog.getByText(/连接断开/).waitFor({ state: "detached" });
    await second.sign();
    await page.getByText("共 1 件，待答复 0 件").waitFor();

    await reader.page.getByText("共 1 件，待答复 0 件").waitFor();
    assert.equal(await reader.page.evaluate("globalThis.isSamePage"), true, "the page was not loaded again");
    await reader.close();
    await second.close();
  });

  test("a page that was cut off catches up with what it missed", async () => {
    const reader = await web.visit("/at/bjtu/ledger", { role: "bjtu/auditor", language: "en" });
    const { page } = reader;
    await page.getByRole("status").filter({ hasText: "Live" }).waitFor();
    await reader.setOffline(true);
    await page.getByText(/Connection lost for \d\d:\d\d/).waitFor();
    const administrator = web.demo.client("bjtu", "bjtu/administrator");
    const { now } = await administrator.link.info();
    const done = await administrator.call("council.advance-clock", { to: now + 60_000 });
    await reader.setOffline(false);
    await page.getByText(/Connection lost/).waitFor({ state: "detached" });
    await page.getByText(String(done.position), { exact: true }).first().waitFor();
    await reader.close();
  });
});
