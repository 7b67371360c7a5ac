import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WebHarness } from "../support/web-harness.ts";

describe("the first ten minutes", () => {
  let web: WebHarness;
  before(async () => {
    web = await WebHarness.start();
  });
  after(() => web.close());

  for (const language of ["zh", "en"] as const) {
    test(`every step stands on the real case and passes axe, in ${language}`, async () => {
      const visit = await web.visit("/at/bjtu/tour/1", { language, role: "bjtu/team-leader" });
      const { page } = visit;
      for (const step of [1, 2, 3, 4, 5, 6]) {
        await page.getByRole("heading", { level: 1 }).waitFor();
        await visit.settle();
        assert.equal(new URL(page.url()).pathname, `/at/bjtu/tour/${step}`);
        assert.deepEqual(await visit.axe(), [], `step ${step}`);
        if (step < 6) await page.locator(".tour-foot .primary").click();
        if (step < 6) await page.waitForURL(`**/tour/${step + 1}`);
      }
      await visit.close();
    });
  }

  test("a visitor steps into a role and sees 12,500,000 part into 11,250,000 and 1,250,000", async () => {
    const visit = await web.visit("/at/bjtu/tour/1");
    await visit.page.getByRole("button", { name: "以团队负责人的身份继续" }).click();
    const sum = visit.page.locator(".tour-sum .amount");
    await sum.nth(2).waitFor();
    assert.deepEqual(await sum.allTextContents(), ["12,500,000.00", "11,250,000.00", "1,250,000.00"]);
    await visit.close();
  });

  test("an amount says why it is what it is, and gives the place back when closed", async () => {
    const visit = await web.visit("/at/bjtu/tour/2", { role: "bjtu/team-leader" });
    const { page } = visit;
    await page.locator("[data-row=award] .ask").click();
    const why = page.getByRole("dialog");
    await why.getByText("单位自定").first().waitFor();
    const said = (await why.textContent()) ?? "";
    for (const part of ["932,114.33", "97 %", "904,150.9001", "提出分配方案"]) assert.ok(said.includes(part), part);
    assert.deepEqual(await visit.axe(), []);
    await page.keyboard.press("Escape");
    await why.waitFor({ state: "detached" });
    assert.equal(await page.evaluate("document.activeElement.className"), "ask");
    await visit.close();
  });

  test("a member objects to the own line, and that line alone is put on hold", async () => {
    const visit = await web.visit("/at/bjtu/tour/3", { role: "bjtu/team-leader" });
    const { page } = visit;
    await page.getByRole("button", { name: "以团队成员甲的身份打开公示，提异议" }).click();
    await page.waitForURL("**/notices/**");
    assert.match((await page.locator("#object select").textContent()) ?? "", /成员甲/);
    await page.locator("#object textarea, #object input[type=text]").first().fill("比例与确认书不符（测试）");
    await page.locator("#object").getByRole("button", { name: "去签名" }).click();
    await visit.sign();
    await page.goto(page.url().replace(/\/notices\/.*/, "/work"));
    await visit.close();

    const office = await web.visit("/at/bjtu/cases?q=轨道智能巡检", { role: "bjtu/transfer-officer" });
    await office.page.locator(".cases-name a").first().click();
    await office.page.locator(".statement .is-held").waitFor();
    const held = await office.page.locator(".statement .is-held th").allTextContents();
    assert.deepEqual(
      held.map((name) => name.replace("暂缓", "")),
      ["成员甲"],
    );
    await office.close();
  });

  test("packs are compared with another amount, and nothing is written", async () => {
    const visit = await web.visit("/at/bjtu/tour/4", { role: "bjtu/team-leader" });
    const { page } = visit;
    await page.getByLabel("净收入或作价（元）").fill("2932114.33");
    await page.getByRole("button", { name: "试算" }).click();
    await page.getByText("2,844,150.90").waitFor();
    const team = await page.locator(".comparison-columns .is-team .amount").allTextContents();
    assert.deepEqual(team, ["2,844,150.90", "2,052,480.03", "1,466,057.17", "1,466,057.17"]);
    await visit.close();
  });
});
