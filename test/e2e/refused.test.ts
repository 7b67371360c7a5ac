import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { WebHarness } from "../support/web-harness.ts";

const MATTER = "轨道智能巡检算法";

const WORDS = {
  zh: {
    toSign: "去签名",
    sign: "签名",
    recorded: /这次被拒已记为叶 \d+，没有动任何钱、任何行。/,
    receipt: "打开回执",
    outcome: "被规则拒绝，已记录",
    seal: "核验相符",
    steps: "逐步核验",
    proves: /按规则被拒绝，没有办成.*把这次拒绝记为/,
    close: "关闭",
  },
  en: {
    toSign: "Go on to sign",
    sign: "Sign",
    recorded: /This refusal is recorded as leaf \d+\. No money and no row has changed\./,
    receipt: "Open the receipt",
    outcome: "refused by the rules, recorded",
    seal: "Verified: it holds",
    steps: "Check step by step",
    proves: /the rules refused it and it did not take effect.*recorded the refusal/,
    close: "Close",
  },
} as const;

describe("an act that the rules refuse", () => {
  let web: WebHarness;
  let planId = "";
  let dealId = "";
  before(async () => {
    web = await WebHarness.start();
    const office = web.demo.client("bjtu", "bjtu/transfer-officer");
    const { items } = (await office.query("transfer.cases", {})) as { readonly items: readonly JsonObject[] };
    dealId = String(items.find(({ title }) => String(title).includes(MATTER))?.["id"]);
    const { plans } = (await office.query("transfer.case", { dealId })) as { readonly plans: readonly JsonObject[] };
    planId = String(plans[0]?.["id"]);
  });
  after(() => web.close());

  /** What the plan and the money of the case are, to whoever sees all of it. */
  async function standing(): Promise<unknown> {
    const office = web.demo.client("bjtu", "bjtu/transfer-officer");
    const { plans, steps } = await office.query("transfer.case", { dealId });
    return { plans, steps, statement: await office.query("transfer.statement", { dealId }) };
  }

  for (const language of ["zh", "en"] as const) {
    test(`finance approves a plan that is still in its notice: refused with its reason and a receipt, in ${language}`, async () => {
      const words = WORDS[language];
      const before = await standing();
      const visit = await web.visit(`/at/bjtu/acts/approve-plan?planId=${planId}`, {
        role: "bjtu/finance-officer",
        language,
      });
      const { page } = visit;
      await page.getByRole("button", { name: words.toSign }).click();
      await visit.dialog.getByRole("button", { name: words.sign, exact: true }).click();
      const refusal = visit.dialog.getByRole("alert");
      await refusal.waitFor();
      const said = (await refusal.textContent()) ?? "";
      assert.match(said, words.recorded);
      assert.ok(said.includes("approval_not_asked"), `the code that programs know it by: ${said}`);
      assert.deepEqual(await visit.axe(), []);
      assert.deepEqual(await standing(), before, "nothing of the case has changed");

      await refusal.getByRole("button", { name: words.receipt }).click();
      const receipt = visit.dialog.filter({ hasText: words.outcome });
      await receipt.getByRole("img", { name: words.seal }).waitFor();
      assert.deepEqual(await visit.axe(), []);
      await receipt.getByRole("link", { name: words.steps }).click();
      await page.getByText(words.proves).waitFor();
      assert.equal(await page.locator(".check.is-failed").count(), 0);
      await visit.close();
    });
  }

  test("a notice that is over takes no objection, through the form of the command either", async () => {
    const member = web.demo.client("bjtu", "bjtu/team-member-1");
    const { items } = (await member.query("transfer.notices", { state: "closed" })) as {
      readonly items: readonly JsonObject[];
    };
    const noticeId = String(items[0]?.["id"]);
    const visit = await web.visit(`/at/bjtu/commands/transfer.object?noticeId=${noticeId}&target=whole`, {
      role: "bjtu/team-member-1",
    });
    await visit.page.getByRole("textbox", { name: /理由/ }).fill("公示期满之后才看到");
    await visit.page.getByRole("button", { name: "去签名" }).click();
    await visit.dialog.getByRole("button", { name: "签名", exact: true }).click();
    const refusal = visit.dialog.getByRole("alert");
    await refusal.waitFor();
    assert.match((await refusal.textContent()) ?? "", WORDS.zh.recorded);
    await visit.dialog.getByRole("button", { name: "回去修改" }).click();
    assert.equal(await visit.page.getByRole("textbox", { name: /理由/ }).inputValue(), "公示期满之后才看到");
    await visit.close();
  });
});
