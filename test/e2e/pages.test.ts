import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { DemoLabel } from "#kernel/demo-keys";
import type { JsonObject } from "#kernel/json";
import { type Visit, WebHarness } from "../support/web-harness.ts";

const SCRIPT_BYTES_MAX = 250_000;

/** Pages that stand by themselves, each with a role that has something to see there. */
const PAGES: readonly (readonly [path: string, role?: DemoLabel])[] = [
  ["/"],
  ["/enrol"],
  ["/verify"],
  ["/at/bjtu/work", "bjtu/transfer-officer"],
  ["/at/bjtu/cases", "bjtu/transfer-officer"],
  ["/at/bjtu/notices", "bjtu/team-member-1"],
  ["/at/bjtu/rules", "bjtu/team-leader"],
  ["/at/bjtu/ledger", "bjtu/auditor"],
  ["/at/bjtu/verify", "bjtu/auditor"],
  ["/at/bjtu/members", "bjtu/administrator"],
  ["/at/bjtu/commands", "bjtu/finance-officer"],
  ["/at/bjtu/commands/transfer.record-cost", "bjtu/finance-officer"],
  ["/at/bjtu/commands/transfer.disclose-achievement", "bjtu/team-leader"],
  ["/at/bjtu/acts/disclose-achievement", "bjtu/team-leader"],
  ["/at/bjtu/acts/propose-deal", "bjtu/transfer-officer"],
  ["/at/bjtu/acts/create-payment-batch", "bjtu/finance-officer"],
  ["/at/bjtu/approvals", "bjtu/finance-officer"],
  ["/at/bjtu/payments", "bjtu/leadership"],
  ["/at/bjtu/slips", "bjtu/finance-officer"],
  ["/at/bjtu/owed", "bjtu/finance-officer"],
  ["/at/bjtu/rounds", "bjtu/company-manager"],
  ["/at/bjtu/members?view=organisations", "bjtu/administrator"],
  ["/at/bjtu/node", "bjtu/node-operator"],
  ["/at/alliance/ledger", "alliance/programme-officer"],
  ["/at/bjtu/nowhere", "bjtu/auditor"],
  ["/nowhere"],
];

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 800 };

describe("every page", { concurrency: 2 }, () => {
  let web: WebHarness;
  before(async () => {
    web = await WebHarness.start();
  });
  after(() => web.close());

  for (const [at, [path, role]] of PAGES.entries()) {
    test(`${path} passes axe, fits a phone and loads little, in both languages`, async () => {
      // Half of them begin in English, so that neither language comes with more scripts than is promised.
      const [first, second] = at % 2 === 0 ? (["zh", "en"] as const) : (["en", "zh"] as const);
      const visit = await web.visit(path, { language: first, ...(role === undefined ? {} : { role }) });
      await visit.settle();
      // Counted before anything is opened: charts, documents and checks come when they are asked for.
      assert.ok(visit.scriptBytes() <= SCRIPT_BYTES_MAX, `${visit.scriptBytes()} bytes of scripts`);
      await isUsableIn(first, visit);
      await visit.switchTo(second);
      await isUsableIn(second, visit);
      await visit.close();
    });
  }

  test("a list is searched, narrowed and turned round in its address; where nothing fits it leads back", async () => {
    const visit = await web.visit("/at/bjtu/notices?order=oldest", { role: "bjtu/transfer-officer" });
    const { page } = visit;
    const numbers = async () => (await page.locator("tbody tr td:first-child").allTextContents()).join(" ");
    const shows = async (wanted: RegExp) => {
      await page.locator("table").filter({ hasText: wanted }).waitFor();
      return numbers();
    };
    const all = (await shows(/2027/)).split(" ");
    assert.deepEqual(all, all.toSorted());
    await page.getByRole("columnheader", { name: "编号" }).getByRole("button").click();
    await page.locator('th[aria-sort="descending"]').waitFor();
    await page
      .locator("tbody tr")
      .first()
      .filter({ hasText: all.at(-1) ?? "" })
      .waitFor();
    assert.deepEqual((await numbers()).split(" "), all.toReversed());
    const words = page.getByRole("searchbox", { name: "公示编号、成果名称、合同号" });
    await words.fill(all[0] ?? "");
    await words.press("Enter");
    await page.getByText("本页 1 条").waitFor();
    assert.equal(await numbers(), all[0]);
    assert.equal(new URL(page.url()).searchParams.get("q"), all[0]);
    await page.getByRole("combobox", { name: "状态" }).selectOption({ label: "公示中" });
    await page.getByText("没有符合的条目").waitFor();
    assert.deepEqual(await visit.axe(), []);
    await page.getByRole("button", { name: "去掉筛选" }).click();
    await page.getByText(`本页 ${all.length} 条`).waitFor();
    assert.equal(new URL(page.url()).searchParams.get("q"), null);
    await visit.close();
  });

  test("every case and notice of the demo passes axe and fits a phone, in both languages", async () => {
    const officer = web.demo.client("bjtu", "bjtu/transfer-officer");
    const idsOf = async (query: string) =>
      ((await officer.query(query))["items"] as readonly JsonObject[]).map(({ id }) => String(id));
    const paths = [
      ...(await idsOf("transfer.cases")).map((id) => `/at/bjtu/cases/${id}`),
      ...(await idsOf("transfer.notices")).map((id) => `/at/bjtu/notices/${id}`),
    ];
    assert.ok(paths.length >= 10, paths.join(" "));
    const visit = await web.visit("/at/bjtu/cases", { role: "bjtu/transfer-officer" });
    for (const path of paths) {
      await visit.page.goto(web.demo.url + path);
      await visit.settle();
      for (const language of ["zh", "en"] as const) {
        await visit.switchTo(language);
        await isUsableIn(language, visit);
      }
    }
    await visit.close();
  });
});

/** Passes axe on a desk, and fits a phone. */
async function isUsableIn(language: "zh" | "en", visit: Visit): Promise<void> {
  const where = `${visit.page.url()} in ${language}`;
  assert.equal(await visit.page.getAttribute("html", "lang"), language === "zh" ? "zh-CN" : "en");
  assert.deepEqual(await visit.axe(), [], where);
  await visit.page.setViewportSize(PHONE);
  assert.ok((await visit.overflow()) <= 0, `${where} is ${await visit.overflow()} px too wide`);
  await visit.page.setViewportSize(DESK);
}
