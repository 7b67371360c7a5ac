import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { WebHarness } from "../support/web-harness.ts";
import { attach, choose, chooseCosigner, signSheet, WebWalk } from "../support/web-walk.ts";

const TITLE = "浏览器里走完的成果";
const CONTRACT = "测试-许可-1";
const SLIP = "测试回单-0001";

describe("a licence goes from disclosure to payout through the pages alone", () => {
  let web: WebHarness;
  let walk: WebWalk;
  let achievement = "";
  let deal = "";
  let plan = "";
  let batch = "";
  before(async () => {
    web = await WebHarness.start();
    walk = new WebWalk(web);
  });
  after(() => web.close());

  test("the leader discloses a result with three contributors", async () => {
    achievement = await walk.act("bjtu/team-leader", "disclose-achievement", async (page) => {
      await page.getByLabel("成果名称").fill(TITLE);
      const add = page.getByRole("button", { name: /增加一项/ });
      await add.click();
      await add.click();
      await choose(page, "人员", /成员甲/, 1);
      await choose(page, "人员", /成员乙/, 2);
      for (const [at, percent] of ["50", "30", "20"].entries()) {
        await page.getByLabel("贡献比例").nth(at).fill(percent);
      }
      await page.getByText("合计 100 %").waitFor();
    });
    assert.match(achievement, /^achievements\/achievement_/);
  });

  test("the others confirm their lines, and the office registers it", async () => {
    await walk.work("bjtu/team-member-1", "确认本人贡献", TITLE);
    await walk.work("bjtu/team-member-2", "确认本人贡献", TITLE);
    await walk.work("bjtu/transfer-officer", "登记成果", TITLE);
  });

  test("the office proposes a licence and publishes its price", async () => {
    deal = await walk.as("bjtu/transfer-officer", achievement, async (page) => {
      await page.getByRole("link", { name: "拟定转化协议" }).click();
      await choose(page, "对方单位", /示例轨道装备/);
      await page.getByLabel("价格或作价金额").fill("100 万");
      await page.getByRole("button", { name: /增加一项/ }).click();
      await page.getByLabel("应付日期").fill("2027-12-31");
      await page.getByLabel("金额", { exact: true }).last().fill("100 万");
      await page.getByRole("button", { name: "去签名" }).click();
      await signSheet(page);
      const shown = await page.getByRole("link", { name: "去看结果" }).getAttribute("href");
      return (shown ?? "").replace("/at/bjtu/", "");
    });
    assert.match(deal, /^cases\/deal_/);
    await walk.work("bjtu/transfer-officer", "公示协议价格", TITLE);
  });

  test("the notice runs out, and the leadership records the decision", async () => {
    const dealId = deal.replace("cases/", "");
    await walk.clockUntil(`acts/record-decision?dealId=${dealId}`, (page) =>
      page.locator(".act-checks .is-met").getByText("公示已满"),
    );
    await walk.work("bjtu/leadership", "登记集体决策", TITLE, async (page) => {
      await page.getByLabel("会议纪要编号").fill("测试纪要-1");
      await page.getByLabel("出席人数").fill("7");
    });
  });

  test("both sides sign the contract on one envelope", async () => {
    await walk.work("bjtu/transfer-officer", "签署合同", TITLE, async (page) => {
      await page.getByLabel("合同编号").fill(CONTRACT);
      await chooseCosigner(page, /示例轨道装备/);
    });
    await walk.cosign("bjtu/licensee-manager", /签署合同/);
    const state = await walk.as("bjtu/transfer-officer", deal, (page) => page.locator("main").textContent());
    assert.match(state ?? "", new RegExp(CONTRACT));
  });

  test("finance imports the bank's file, and a wrong row imports nothing", async () => {
    await walk.as("bjtu/finance-officer", "slips", async (page) => {
      const file = page.locator("input[type=file]");
      const rows = (amount: string) =>
        `回单编号,入账日期,金额,付款人\n${SLIP},2027-03-01,${amount},示例轨道装备有限公司\n`;
      await file.setInputFiles({ name: "bank.csv", mimeType: "text/csv", buffer: Buffer.from(rows("一百万")) });
      await page.getByText("现在什么都没有导入").waitFor();
      await file.setInputFiles({ name: "bank.csv", mimeType: "text/csv", buffer: Buffer.from(rows("1000000.00")) });
      await page.getByRole("button", { name: /导入全部 1 张/ }).click();
      await signSheet(page);
      await page.getByText("已导入 1 行").waitFor();
    });
    await walk.work("bjtu/finance-officer", "匹配银行回单", SLIP, async (page) =>
      choose(page, "案件", new RegExp(CONTRACT)),
    );
  });

  test("finance records a cost, and the office proposes a plan", async () => {
    await walk.as("bjtu/finance-officer", deal, async (page) => {
      await page.getByRole("link", { name: "登记成本" }).click();
      await page.getByLabel("成本类别").selectOption("deal-taxes");
      await page.getByLabel("金额").fill("1 万");
      await page.getByLabel("凭证号").fill("测试凭证-1");
      await page.getByRole("button", { name: "去签名" }).click();
      await signSheet(page);
    });
    await walk.as("bjtu/transfer-officer", deal, async (page) => {
      await page.getByRole("link", { name: "登记技术合同登记号" }).click();
      await page.getByLabel("登记号", { exact: true }).fill("测试-登记-1");
      await page.getByRole("button", { name: "去签名" }).click();
      await signSheet(page);
    });
    await walk.work("bjtu/transfer-officer", "提出分配方案", TITLE);
  });

  test("the leader decides the split with the amounts before the eyes, and everyone confirms", async () => {
    const address = await walk.work("bjtu/team-leader", "决定团队内部分配", TITLE, async (page) => {
      await page.getByLabel("成员甲的比例或份数").fill("25");
      await page.getByLabel("成员乙的比例或份数").fill("25");
      // 97 % of 990,000 yuan.
      await page.getByRole("row", { name: /合计.*100 %.*960,300/ }).waitFor();
    });
    plan = address.searchParams.get("planId") ?? "";
    for (const role of ["bjtu/team-leader", "bjtu/team-member-1", "bjtu/team-member-2"] as const) {
      await walk.work(role, "确认本人分配", TITLE);
    }
  });

  test("the plan is published, and an objection freezes one payee", async () => {
    await walk.work("bjtu/transfer-officer", "公示分配方案", TITLE);
    const notice = await walk.as("bjtu/team-member-2", "work", async (page) => {
      const item = page.locator("main tr, main li").filter({ hasText: TITLE });
      await item.getByRole("link", { name: "您的分配正在公示" }).click();
      await page
        .getByRole("row", { name: /成员乙/ })
        .getByRole("button")
        .click();
      await page.getByLabel("理由").fill("本人比例未计入中试（测试）");
      await page.getByRole("button", { name: "去签名" }).click();
      await signSheet(page);
      return new URL(page.url()).pathname;
    });
    assert.match(notice, /notices\/notice_/);
    await walk.clockUntil(`acts/approve-plan?planId=${plan}`, (page) =>
      page.locator(".act-checks .is-met").getByText("公示已满"),
    );
  });

  test("each step of the approval is signed by its office", async () => {
    const minutes = async (page: Page) => {
      if (!(await page.getByText("须附会议纪要").isVisible())) return;
      await page.getByLabel("会议纪要编号").fill("测试纪要-2");
      await attach(page, "纪要.pdf");
    };
    for (const role of ["bjtu/transfer-director", "bjtu/finance-officer", "bjtu/leadership"] as const) {
      await walk.as(role, "approvals", async (page) => {
        await page.getByRole("button", { name: new RegExp(TITLE) }).click();
        await page.getByRole("button", { name: "去签名" }).waitFor();
        await minutes(page);
        await page.getByRole("button", { name: "去签名" }).click();
        await signSheet(page);
      });
    }
  });

  test("two payees are paid in one list, and the bank returns one of them", async () => {
    await walk.work("bjtu/finance-officer", "录入代扣", TITLE, async (page) => {
      await page.getByRole("button", { name: "把估算填入优惠各行" }).click();
    });
    batch = await walk.act("bjtu/finance-officer", `create-payment-batch?planId=${plan}`);
    await walk.as("bjtu/leadership", batch, async (page) => {
      await page.getByRole("link", { name: "放行付款批次" }).click();
      await page.getByRole("button", { name: "去签名" }).click();
      await signSheet(page);
    });
    await recordBank(batch, "退回");
    const lines = await walk.as("bjtu/finance-officer", batch, (page) => page.locator("main table").textContent());
    assert.match(lines ?? "", /账号有误/);
  });

  test("what came back is paid by another list, and the frozen payee still waits", async () => {
    batch = await walk.act("bjtu/finance-officer", `create-payment-batch?planId=${plan}`);
    await walk.as("bjtu/leadership", batch, async (page) => {
      await page.getByRole("link", { name: "放行付款批次" }).click();
      await page.getByRole("button", { name: "去签名" }).click();
      await signSheet(page);
    });
    await recordBank(batch, undefined);
    const own = await walk.as("bjtu/team-member-2", deal, (page) => page.locator("main").textContent());
    assert.match(own ?? "", /冻结|暂缓/);
    const officer = await walk.as("bjtu/transfer-officer", `acts/withdraw-plan?planId=${plan}`, (page) =>
      page.locator(".act-matter").textContent(),
    );
    assert.equal(officer?.match(/已发放/g)?.length, 2);
  });

  async function recordBank(path: string, returned: string | undefined): Promise<void> {
    await walk.as("bjtu/finance-officer", path, async (page) => {
      await page.getByRole("link", { name: "录入银行结果" }).click();
      if (returned !== undefined) {
        await page.getByLabel("银行对成员甲一行的答复").selectOption({ label: returned });
        await page.getByLabel("成员甲一行的退回原因").fill("账号有误（测试）");
      }
      await page.getByLabel("银行流水号").fill(`测试流水-${path.slice(-4)}`);
      await attach(page, "对账单.pdf");
      await page.getByRole("button", { name: "去签名" }).click();
      await signSheet(page);
    });
  }
});
