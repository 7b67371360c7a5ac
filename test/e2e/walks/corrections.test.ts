import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { COMPANIES } from "../../../src/demo/demo-members.ts";
import { soon } from "../../support/soon.ts";
import type { WalkPage } from "../../support/walk-page.ts";
import { WebWalk } from "../../support/web-walk.ts";

const TITLE = "要更正的成果";
const COMPANY = COMPANIES.licensee.name.zh;

describe("whatever was done can be put right through the pages", () => {
  let walk: WebWalk;
  let achievement = "";
  let deal = "";
  before(async () => {
    walk = await WebWalk.start("zh");
  });
  after(() => walk.close());

  test("a disclosure is returned, revised, withdrawn, and another is made in its place", async () => {
    achievement = await disclose();
    await walk.follow("bjtu/transfer-officer", achievement, "退回披露", because);
    assert.match(await shown(achievement), /已退回修改/);
    await walk.follow("bjtu/team-leader", achievement, "修改披露", (page) =>
      page.field("成果名称").fill(`${TITLE}（改）`),
    );
    await walk.follow("bjtu/team-leader", achievement, "撤回披露", because);
    assert.match(await shown(achievement), /已撤回/);
    achievement = await disclose();
    await walk.follow("bjtu/transfer-officer", achievement, "登记成果");
  });

  test("a deal is revised, its decision reversed, and its contract void by both sides", async () => {
    deal = await walk.follow("bjtu/transfer-officer", achievement, "拟定转化协议", async (page) => {
      await page.choose("对方单位", COMPANY);
      await page.field("拍卖").check();
      await page.field("挂牌或拍卖编号").fill("测试拍卖-1");
      await page.fillYuan(page.field("价格或作价金额"), 200_000);
      await page.button("增加一项：分期付款").click();
      await page.field("应付日期").fill("2027-12-31");
      await page.fillYuan(page.field("金额"), 200_000);
    });
    await walk.follow("bjtu/transfer-officer", deal, "修改协议条件", async (page) => {
      await page.fillYuan(page.field("价格或作价金额"), 300_000);
      await page.fillYuan(page.field("金额"), 300_000);
      await because(page);
    });
    await decide();
    await walk.follow("bjtu/leadership", deal, "撤销集体决策", because);
    await decide();
    await walk.follow("bjtu/transfer-officer", deal, "签署合同", async (page) => {
      await page.field("合同编号").fill("测试-作废-1");
      await page.chooseCosigner(COMPANY);
    });
    await walk.cosign("bjtu/licensee-manager", "签署合同");
    await walk.correct("bjtu/transfer-officer", deal, "签署合同", "可作废", async (page) => {
      await page.field("作废理由").fill("条件未谈妥（测试）");
      await page.chooseCosigner(COMPANY);
    });
    await walk.cosign("bjtu/licensee-manager", "作废合同");
    assert.match(await shown(deal), /已作废/);
  });

  test("a plan whose notice has run out is returned and then withdrawn", async () => {
    const path = await caseOf("演示-合同-inspection");
    const planId = await walk.as("bjtu/transfer-officer", path, async (page) => {
      const address = await page.link("撤回分配方案").first().getAttribute("href");
      return new URLSearchParams(address?.split("?")[1]).get("planId") ?? "";
    });
    await walk.clockUntil(`approve-plan?planId=${planId}`, "公示已满：{number}");
    await walk.follow("bjtu/transfer-director", path, "退回修改", because);
    assert.match(await shown(path), /待团队分配/);
    await walk.correct("bjtu/transfer-officer", path, "提出分配方案", "可撤回", because);
    const after = await shown(path);
    assert.match(after, /撤回分配方案.*退回修改/);
    // What the plan would have distributed waits for another one.
    assert.match(after, /轮到你提出分配方案600,000\.00/);
  });

  test("a signed step of an approval is taken back and given again, and the approved plan is made void", async () => {
    const path = await caseOf("演示-许可-1");
    await walk.correct("bjtu/transfer-director", path, "审批分配方案", "可撤回", because);
    await walk.follow("bjtu/transfer-director", path, "审批分配方案");
    await walk.follow("bjtu/finance-officer", path, "审批分配方案");
    await walk.follow("bjtu/leadership", path, "审批分配方案", async (page) => {
      await page.field("会议纪要编号").fill("测试纪要-5");
      await page.attach("纪要.pdf");
    });
    await walk.follow("bjtu/leadership", path, "作废分配方案", because);
    assert.match(await shown(path), /作废分配方案.*审批分配方案.*撤回审批/);
  });

  test("a cost, a receipt and a payment are reversed, each from the entry in the history", async () => {
    const path = await caseOf("演示-许可-1");
    await walk.follow("bjtu/finance-officer", path, "登记成本", async (page) => {
      await page.field("成本类别").selectOption("valuation");
      await page.field("金额").fill("123.45");
      await page.field("凭证号").fill("测试凭证-9");
    });
    await walk.correct("bjtu/finance-officer", path, "登记成本", "可冲正", because);
    await walk.correct("bjtu/finance-officer", path, "确认到账", "可冲正", because);
    await walk.follow("bjtu/finance-officer", path, "冲销发放", async (page) => {
      await page.field("人员").selectOption({ label: "成员甲" });
      await because(page);
    });
    assert.match(await shown(path), /冲销发放.*冲销到账.*冲销成本/);
  });

  test("a slip imported by mistake is taken out, and a list for the bank is cancelled before its release", async () => {
    await walk.as("bjtu/finance-officer", "slips", async (page) => {
      // Its receipt is reversed, so nothing rests on it any more.
      const slip = page.page.getByRole("row").filter({ hasText: "演示回单-2" });
      await slip.getByRole("link", { name: "撤回" }).click();
      await because(page);
      await page.sign();
    });
    const batch = await walk.act("bjtu/finance-officer", "create-payment-batch");
    await walk.follow("bjtu/finance-officer", batch, "取消付款批次", because);
    assert.match(await walk.shown("bjtu/finance-officer", batch), /已取消/);
  });

  test("a closed case is opened again", async () => {
    const path = await caseOf("演示-2019-作价-1");
    await walk.correct("bjtu/transfer-officer", path, "办结", "可重新打开", because);
    assert.match(await shown(path), /履行中/);
  });

  async function disclose(): Promise<string> {
    return walk.act("bjtu/team-leader", "disclose-achievement", async (page) => {
      // The form begins with the discloser's own line, once the page knows who that is.
      await soon(page.text("合计 100 %"));
      await page.field("成果名称").fill(TITLE);
    });
  }

  async function decide(): Promise<void> {
    await walk.follow("bjtu/leadership", deal, "登记集体决策", async (page) => {
      await page.field("会议纪要编号").fill("测试纪要-4");
      await page.field("出席人数").fill("9");
    });
  }

  /** Address of the case of a contract, from the list of cases. */
  async function caseOf(contract: string): Promise<string> {
    return walk.as("bjtu/transfer-officer", "cases", async ({ page }) => {
      const link = page.getByRole("row").filter({ hasText: contract }).getByRole("link").first();
      return ((await link.getAttribute("href")) ?? "").replace("/at/bjtu/", "");
    });
  }

  async function shown(path: string): Promise<string> {
    return walk.shown("bjtu/transfer-officer", path);
  }
});

async function because(page: WalkPage): Promise<void> {
  const reasons = ["原因", "理由", "冲销理由", "撤回理由", "作废理由"].map((words) => page.field(words));
  await reasons.reduce((all, each) => all.or(each)).fill("录入有误（测试）");
}
