import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { WebHarness } from "../support/web-harness.ts";
import { choose, chooseCosigner, sign, WebWalk } from "../support/web-walk.ts";

const TITLE = "要更正的成果";
const DEMO_TITLE = "轨道车辆用钢质制动盘开发及应用研究";
const LICENCE = "演示-许可-1";
const COMPANY = /示例轨道装备/;

describe("whatever was done can be put right through the pages", () => {
  let web: WebHarness;
  let walk: WebWalk;
  let achievement = "";
  let deal = "";
  let licence = "";
  before(async () => {
    web = await WebHarness.start();
    walk = new WebWalk(web);
  });
  after(() => web.close());

  test("a disclosure is returned, revised, withdrawn, and another is made in its place", async () => {
    achievement = await disclose();
    await walk.follow("bjtu/transfer-officer", achievement, "退回披露", because);
    assert.match(await shown(achievement), /已退回修改/);
    await walk.follow("bjtu/team-leader", achievement, "修改披露", (page) =>
      page.getByLabel("成果名称").fill(`${TITLE}（改）`),
    );
    await walk.follow("bjtu/team-leader", achievement, "撤回披露", because);
    assert.match(await shown(achievement), /已撤回/);
    achievement = await disclose();
    await walk.follow("bjtu/transfer-officer", achievement, "登记成果");
  });

  test("a deal is revised, its decision reversed, and its contract void by both sides", async () => {
    deal = await walk.follow("bjtu/transfer-officer", achievement, "拟定转化协议", async (page) => {
      await choose(page, "对方单位", COMPANY);
      await page.getByRole("radio", { name: "拍卖" }).check();
      await page.getByLabel("挂牌或拍卖编号").fill("测试拍卖-1");
      await page.getByLabel("价格或作价金额").fill("20 万");
      await page.getByRole("button", { name: /增加一项/ }).click();
      await page.getByLabel("应付日期").fill("2027-12-31");
      await page.getByLabel("金额", { exact: true }).last().fill("20 万");
    });
    await walk.follow("bjtu/transfer-officer", deal, "修改协议条件", async (page) => {
      await page.getByLabel("价格或作价金额").fill("30 万");
      await page.getByLabel("金额", { exact: true }).last().fill("30 万");
      await because(page);
    });
    await decide();
    await walk.follow("bjtu/leadership", deal, "撤销集体决策", because);
    await decide();
    await walk.follow("bjtu/transfer-officer", deal, "签署合同", async (page) => {
      await page.getByLabel("合同编号").fill("测试-作废-1");
      await chooseCosigner(page, COMPANY);
    });
    await walk.cosign("bjtu/licensee-manager", /签署合同/);
    await walk.follow("bjtu/transfer-officer", deal, "作废合同", async (page) => {
      await page.getByLabel("作废理由").fill("条件未谈妥（测试）");
      await chooseCosigner(page, COMPANY);
    });
    await walk.cosign("bjtu/licensee-manager", /作废合同/);
    assert.match(await shown(deal), /已作废/);
  });

  test("a signed step of an approval is taken back, the plan is returned, and then withdrawn", async () => {
    licence = await walk.as("bjtu/transfer-officer", "cases", async (page) => {
      const row = page.getByRole("row").filter({ hasText: LICENCE });
      const address = await row.getByRole("link", { name: DEMO_TITLE }).getAttribute("href");
      return (address ?? "").replace("/at/bjtu/", "");
    });
    await walk.follow("bjtu/transfer-director", licence, "撤回审批", because);
    await walk.follow("bjtu/finance-officer", licence, "退回修改", because);
    assert.match(await shown(licence), /待公示|待团队分配/);
    await walk.follow("bjtu/transfer-officer", licence, "撤回分配方案", because);
    const after = await shown(licence);
    assert.match(after, /撤回分配方案.*退回修改.*撤回审批/);
    // What the plan would have distributed waits for another one.
    assert.match(after, /轮到你提出分配方案1,000,000\.00/);
  });

  test("a cost and a payment are reversed, each from the entry in the history", async () => {
    await walk.follow("bjtu/finance-officer", licence, "登记成本", async (page) => {
      await page.getByLabel("成本类别").selectOption("valuation");
      await page.getByLabel("金额").fill("123.45");
      await page.getByLabel("凭证号").fill("测试凭证-9");
    });
    await walk.as("bjtu/finance-officer", licence, async (page) => {
      const entry = page.getByRole("row").filter({ hasText: "登记成本" }).first();
      await entry.getByRole("link", { name: "可冲正" }).click();
      await page.getByRole("button", { name: "去签名" }).waitFor();
      await because(page);
      await sign(page);
    });
    await walk.follow("bjtu/finance-officer", licence, "冲销发放", async (page) => {
      await page.getByLabel("人员").selectOption({ label: "成员甲" });
      await because(page);
    });
    const history = await shown(licence);
    assert.match(history, /冲销成本/);
    assert.match(history, /冲销发放/);
  });

  async function disclose(): Promise<string> {
    return walk.act("bjtu/team-leader", "disclose-achievement", (page) => page.getByLabel("成果名称").fill(TITLE));
  }

  async function decide(): Promise<void> {
    await walk.follow("bjtu/leadership", deal, "登记集体决策", async (page) => {
      await page.getByLabel("会议纪要编号").fill("测试纪要-4");
      await page.getByLabel("出席人数").fill("9");
    });
  }

  async function shown(path: string): Promise<string> {
    return walk.as("bjtu/transfer-officer", path, async (page) => (await page.locator("main").textContent()) ?? "");
  }
});

async function because(page: Page): Promise<void> {
  await page.getByLabel(/^(原因|冲销理由|撤回理由|作废理由)$/).fill("录入有误（测试）");
}
