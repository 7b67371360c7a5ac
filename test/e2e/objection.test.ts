import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Visit, WebHarness } from "../support/web-harness.ts";

const MATTER = /轨道智能巡检算法/;
const REASON = "本人的比例与会议记录不一致，请核对。";
const ANSWER = "已核对会议记录，比例无误。";

const WORDS = {
  zh: { object: "对这一行提异议", consequence: /只有这一行暂缓/, toSign: "去签名", reason: /理由/ },
  en: {
    object: "Object to this line",
    consequence: /this line alone is frozen/,
    toSign: "Go on to sign",
    reason: /Reason/,
  },
} as const;

/** Opens the notice of the award from the list of notices, which is in the same place in both languages. */
async function openNotice({ page }: Visit): Promise<void> {
  await page.getByRole("row", { name: MATTER }).getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: MATTER }).waitFor();
}

/** Rows of the statement that are frozen. */
function frozen({ page }: Visit) {
  return page.getByRole("row").filter({ hasText: "暂缓" });
}

describe("an objection to one line of an award", () => {
  let web: WebHarness;
  before(async () => {
    web = await WebHarness.start();
  });
  after(() => web.close());

  for (const language of ["en", "zh"] as const) {
    test(`the form says what an objection does before it is signed, in ${language}`, async () => {
      const words = WORDS[language];
      const visit = await web.visit("/at/bjtu/notices", { role: "bjtu/team-member-1", language });
      await openNotice(visit);
      await visit.page.getByRole("button", { name: words.object }).first().click();
      await visit.page.getByText(words.consequence).waitFor();
      await visit.page.getByRole("button", { name: words.toSign }).click();
      const reason = visit.page.getByRole("textbox", { name: words.reason });
      assert.equal(await reason.getAttribute("aria-invalid"), "true", "an objection without a reason is not signed");
      assert.deepEqual(await visit.axe(), []);
      await visit.close();
    });
  }

  test("it freezes one line and no other, the discipline office answers it, and the line goes on", async () => {
    const member = await web.visit("/at/bjtu/notices", { role: "bjtu/team-member-1" });
    await openNotice(member);
    await member.page.getByRole("button", { name: WORDS.zh.object }).first().click();
    await member.page.getByRole("textbox", { name: WORDS.zh.reason }).fill(REASON);
    await member.page.getByRole("button", { name: WORDS.zh.toSign }).click();
    await member.dialog.getByRole("button", { name: "签名", exact: true }).waitFor();
    assert.deepEqual(await member.axe(), []);
    const said = await member.sign();
    assert.ok(said.includes(REASON), said);
    await member.page.getByText("共 1 件，待答复 1 件").waitFor();
    await member.page.getByText(REASON).waitFor();

    const office = await web.visit("/at/bjtu/cases", { role: "bjtu/transfer-officer" });
    await office.page.getByRole("link", { name: MATTER }).first().click();
    await office.page.getByText("暂缓").first().waitFor();
    assert.equal(await frozen(office).count(), 1);

    const discipline = await web.visit("/at/bjtu/work", { role: "bjtu/discipline-officer" });
    const todo = discipline.page.getByRole("row", { name: MATTER });
    await todo.getByRole("link", { name: "去办" }).click();
    await discipline.page.getByText(REASON).waitFor();
    await discipline.page.getByRole("radio", { name: "不成立" }).check();
    await discipline.page.getByRole("textbox", { name: /答复内容/ }).fill(ANSWER);
    await discipline.page.getByRole("button", { name: WORDS.zh.toSign }).click();
    await discipline.sign();
    await discipline.page.getByText("共 1 件，待答复 0 件").waitFor();

    // Both pages that were open hear of it by themselves.
    await member.page.getByText(ANSWER).waitFor();
    await frozen(office).waitFor({ state: "detached" });
    for (const visit of [member, office, discipline]) await visit.close();
  });
});
