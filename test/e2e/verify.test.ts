import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import jsQr from "jsqr";
import { pdfPicture } from "../support/pdf-reader.ts";
import { type Visit, WebHarness } from "../support/web-harness.ts";

const CASE_TITLE = "轨道智能巡检算法";
const WRONG_HASH = "5e".repeat(32);

/** Opens the case whose title holds a text, as an office finds it. */
async function openCase({ page }: Visit, title: string): Promise<void> {
  await page.getByRole("link", { name: title }).first().click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

/** Gives a file to the page that checks receipts. */
async function bringFile({ page }: Visit, name: string, text: string): Promise<void> {
  await page.getByLabel("选文件").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

/** Trusts a genesis hash on the page that checks receipts. */
async function bringHash({ page }: Visit, hash: string): Promise<void> {
  await page.getByLabel(/我自己带来的创世哈希/).fill(hash);
  await page.getByRole("button", { name: "信任它" }).click();
}

function failing({ page }: Visit) {
  return page.locator(".check.is-failed");
}

describe("checking a receipt in the browser", () => {
  let web: WebHarness;
  let receipt = "";
  const geneses = { bjtu: "", alliance: "" };
  before(async () => {
    web = await WebHarness.start();
    for (const ledger of ["bjtu", "alliance"] as const) {
      const { ref } = await web.demo.client(ledger).link.info();
      geneses[ledger] = ref.slice(ref.indexOf("@") + 1);
    }
  });
  after(() => web.close());

  test("a receipt opened by 证 is checked here, turns solid, and every step of it passes", async () => {
    const visit = await web.visit("/at/bjtu/cases", { role: "bjtu/finance-officer" });
    const { page } = visit;
    await openCase(visit, CASE_TITLE);
    const act = page.getByRole("row", { name: /确认到账/ });
    await act.getByRole("button", { name: "打开回执" }).click();
    await visit.dialog.getByRole("img", { name: "核验相符" }).waitFor();
    assert.deepEqual(await visit.axe(), []);
    receipt = (await visit.download(visit.dialog.getByRole("button", { name: "下载回执" }))).toString();
    await visit.dialog.getByRole("button", { name: "关闭" }).click();
    await act.getByRole("button", { name: "打开回执，本机已验" }).click();

    await visit.dialog.getByRole("link", { name: "逐步核验" }).click();
    await page.getByRole("heading", { level: 1, name: "核验一份回执" }).waitFor();
    await page.getByRole("heading", { name: /^相符/ }).waitFor();
    const checks = page.locator(".check");
    assert.equal(await checks.count(), await page.locator(".check.is-passed, .check.is-absent").count());
    assert.ok((await page.locator(".check.is-passed").count()) >= 8);
    await visit.close();
  });

  test("one changed byte breaks one check of the copy and none of the original, wherever it is", async () => {
    const visit = await web.visit("/verify");
    const { page } = visit;
    await bringFile(visit, "receipt.json", receipt);
    await page.getByRole("heading", { name: /^相符/ }).waitFor();
    assert.equal(await page.locator(".check-ms").count(), await page.locator(".check.is-passed").count());
    // What the node says of its ledgers is compared with a paper once and remembered.
    const same = page.getByRole("button", { name: "与纸件一致" });
    assert.equal(await same.count(), 2);
    await same.first().click();
    await same.first().click();
    await page.locator(".roots").waitFor({ state: "detached" });
    assert.equal(await page.getByRole("listitem").filter({ hasText: "由你提供" }).count(), 2);
    await page.getByRole("switch", { name: "改一个字节" }).click();
    const panel = (name: string) =>
      page.locator(".panel").filter({ has: page.getByRole("heading", { name, exact: true }) });
    const original = panel("原件");
    const copy = panel("改动的副本");
    await copy.getByRole("heading", { name: /^不符/ }).waitFor();
    assert.deepEqual(await visit.axe(), []);
    const spots = await copy.getByRole("group", { name: "改哪里" }).getByRole("button").all();
    assert.ok(spots.length >= 8, `${spots.length} places to change`);
    assert.equal(await copy.locator(".check.is-failed").count(), 1);
    for (const spot of spots) {
      await spot.click();
      assert.ok((await copy.locator(".check.is-failed").count()) > 0, `noticed at ${await spot.textContent()}`);
    }
    assert.equal(await original.locator(".check.is-failed").count(), 0);
    await original.getByRole("heading", { name: /^相符/ }).waitFor();
    await visit.close();
  });

  test("a receipt file is checked without any connection, against the genesis hash that one brings", async () => {
    const visit = await web.visit("/verify", { isWithoutApi: true });
    const { page } = visit;
    await bringFile(visit, "half.json", receipt.slice(0, receipt.length / 2));
    await page.getByText("half.json").waitFor();
    await page.getByRole("heading", { name: /^不符/ }).waitFor();
    assert.match((await failing(visit).first().textContent()) ?? "", /JSON|读|格式|完整/);
    await page.getByText("这份文件什么也不证明。").waitFor();

    // What checks has come with the first file; from here on there is nothing but the browser.
    await visit.setOffline(true);
    await bringHash(visit, WRONG_HASH);
    await bringFile(visit, "receipt.json", receipt);
    await page.getByText("receipt.json").waitFor();
    await page.getByRole("heading", { name: /^还不能断定/ }).waitFor();
    const [root = "", anchor = "", ...others] = await failing(visit).allTextContents();
    assert.match(root, /信任根/);
    assert.ok(root.includes(geneses.bjtu) && root.includes(WRONG_HASH), "both hashes are shown, whole");
    assert.match(anchor, /锚/, "the ledger that holds the head is not known either");
    assert.deepEqual(others, []);

    await bringHash(visit, `bjtu@${geneses.bjtu}`);
    await page.getByRole("listitem").filter({ hasText: geneses.bjtu }).filter({ hasText: "由你提供" }).waitFor();
    assert.equal(await failing(visit).count(), 1);
    await bringHash(visit, geneses.alliance);
    await page.getByRole("heading", { name: /^相符/ }).waitFor();
    assert.equal(await failing(visit).count(), 0);
    await visit.close();
  });

  test("in the list of leaves one reads what one may read, and checks of the rest that it is recorded", async () => {
    const reader = await web.visit("/at/bjtu/ledger", { role: "bjtu/auditor" });
    const row = reader.page.getByRole("row", { name: /确认到账/ }).first();
    await row.getByRole("cell", { name: "财务经办人 · 北京交通大学" }).waitFor();
    await row.getByRole("link").click();
    await reader.page.getByRole("heading", { level: 1, name: CASE_TITLE }).waitFor();
    await reader.close();

    const visit = await web.visit("/at/bjtu/ledger", { role: "bjtu/company-manager" });
    const sealed = visit.page.getByRole("row", { name: /不对你公开/ }).first();
    await sealed.getByRole("button", { name: "打开回执" }).click();
    await visit.dialog.getByRole("img", { name: "核验相符" }).waitFor();
    assert.deepEqual(await visit.axe(), []);
    await visit.close();
  });

  test("the code on a paper opens the public page, which shows nothing beyond the paper", async () => {
    const office = await web.visit("/at/bjtu/cases", { role: "bjtu/transfer-officer" });
    await openCase(office, CASE_TITLE);
    const pdf = await office.download(office.page.getByRole("link", { name: "PDF" }).first());
    await office.close();
    const { pixels, width, height } = await pdfPicture(pdf, 1, 3);
    const link = new URL(jsQr.default(pixels, width, height)?.data ?? "");
    assert.equal(link.origin, web.demo.url);
    assert.match(link.pathname + link.hash, /^\/verify#bjtu\/[0-9a-f]{80}$/);

    for (const language of ["zh", "en"] as const) {
      const told: Promise<string>[] = [];
      const visit = await web.visit(`${link.pathname}${link.hash}`, { language });
      visit.page.on("response", (answer) => {
        if (/json/.test(answer.headers()["content-type"] ?? "")) told.push(answer.text());
      });
      await visit.page.reload();
      await visit.page
        .getByRole("heading", { name: language === "zh" ? "账上有这一笔" : "The ledger has this entry" })
        .waitFor();
      await visit.page.getByRole("img", { name: language === "zh" ? "核验相符" : "Verified: it holds" }).waitFor();
      assert.deepEqual(await visit.axe(), []);
      const seen = [(await visit.page.textContent("main")) ?? "", ...(await Promise.all(told))].join("\n");
      for (const secret of [CASE_TITLE, "600,000", "60000000", "团队成员", /deal_[0-9a-f]{8}/, /"args":/]) {
        const isTold = typeof secret === "string" ? seen.includes(secret) : secret.test(seen);
        assert.ok(!isTold, `${secret} is not told to whoever holds the paper`);
      }
      await visit.close();
    }
  });
});
