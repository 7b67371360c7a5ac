import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { COMPANIES } from "../../../src/demo/demo-members.ts";
import { boxesIn, shippedGlyphs } from "../../support/drawn-glyphs.ts";
import { PAGE_LANGUAGES, type PageLanguage } from "../../support/page-words.ts";
import { soon } from "../../support/soon.ts";
import { WebWalk } from "../../support/web-walk.ts";

const TITLE = "浏览器里走完的成果";
/** What the first contributor is called in the papers: characters that many fonts lack. */
const RARE_NAME = "龘𬭎㛃";
const CONTRACT = "测试-许可-1";
const SLIP = "测试回单-0001";
const PRICE = 1_000_000;

for (const language of PAGE_LANGUAGES) {
  describe(`a licence goes from disclosure to payout through the pages alone, in ${language}`, () => path(language));
}

function path(language: PageLanguage): void {
  const party = COMPANIES.licensee.name[language];
  let walk: WebWalk;
  let achievement = "";
  let deal = "";
  let plan = "";
  let batch = "";
  before(async () => {
    walk = await WebWalk.start(language);
  });
  after(() => walk.close());

  test("the leader discloses a result with three contributors", async () => {
    achievement = await walk.act("bjtu/team-leader", "disclose-achievement", async (page) => {
      await page.field("成果名称").fill(TITLE);
      const add = page.button("增加一项：完成人与转化贡献人");
      await add.click();
      await add.click();
      await page.choose("人员", "成员甲", 1);
      await page.choose("人员", "成员乙", 2);
      await page.field("材料上的姓名").first().fill(RARE_NAME);
      for (const [at, percent] of ["50", "30", "20"].entries()) await page.field("贡献比例").nth(at).fill(percent);
      await soon(page.text("合计 100 %"));
    });
    assert.match(achievement, /^achievements\/achievement_/);
  });

  test("the others confirm their lines, and the office registers it", async () => {
    await walk.work("bjtu/team-member-1", "确认本人贡献", TITLE);
    await walk.work("bjtu/team-member-2", "确认本人贡献", TITLE);
    await walk.work("bjtu/transfer-officer", "登记成果", TITLE);
  });

  test("a name of rare characters is drawn, and by a font of the application where a machine has none for them", async () => {
    await walk.as("bjtu/team-leader", achievement, async ({ page }) => {
      await soon(page.locator(".case-people b").getByText(RARE_NAME));
      assert.deepEqual(await boxesIn(page, ".case-people b", RARE_NAME), []);
      // 龘 is in every Chinese font.
      assert.equal(await shippedGlyphs(page, "Sanlian Rare", RARE_NAME.replace("龘", "")), 2);
    });
  });

  test("the office proposes a licence and publishes its price", async () => {
    deal = await walk.follow("bjtu/transfer-officer", achievement, "拟定转化协议", async (page) => {
      await page.choose("对方单位", party);
      await page.fillYuan(page.field("价格或作价金额"), PRICE);
      await page.button("增加一项：分期付款").click();
      await page.field("应付日期").fill("2027-12-31");
      await page.fillYuan(page.field("金额"), PRICE);
    });
    assert.match(deal, /^cases\/deal_/);
    await walk.work("bjtu/transfer-officer", "公示协议价格", TITLE);
  });

  test("the notice runs out, and the leadership records the decision", async () => {
    const dealId = deal.replace("cases/", "");
    await walk.clockUntil(`record-decision?dealId=${dealId}`, "公示已满：{number}");
    await walk.work("bjtu/leadership", "登记集体决策", TITLE, async (page) => {
      await page.field("会议纪要编号").fill("测试纪要-1");
      await page.field("出席人数").fill("7");
    });
  });

  test("both sides sign the contract on one envelope", async () => {
    await walk.work("bjtu/transfer-officer", "签署合同", TITLE, async (page) => {
      await page.field("合同编号").fill(CONTRACT);
      await page.chooseCosigner(party);
    });
    await walk.cosign("bjtu/licensee-manager", "签署合同");
    assert.match(await walk.shown("bjtu/transfer-officer", deal), new RegExp(CONTRACT));
  });

  test("finance imports the bank's file, and a wrong row imports nothing", async () => {
    await walk.as("bjtu/finance-officer", "slips", async (page) => {
      const choose = (amount: string) => {
        const rows = `回单编号,入账日期,金额,付款人\n${SLIP},2027-03-01,${amount},示例轨道装备有限公司\n`;
        const file = { name: "bank.csv", mimeType: "text/csv", buffer: Buffer.from(rows) };
        return page.page.locator("input[type=file]").setInputFiles(file);
      };
      await choose("一百万");
      await soon(page.text("改好文件后再选一次；现在什么都没有导入。"));
      await choose("1000000.00");
      await page.button("导入全部 1 张").click();
      await page.signSheet();
      await soon(page.text("已导入 1 行"));
    });
    await walk.work("bjtu/finance-officer", "匹配银行回单", SLIP, (page) => page.choose("案件", CONTRACT));
  });

  test("finance records a cost, and the office proposes a plan", async () => {
    await walk.follow("bjtu/finance-officer", deal, "登记成本", async (page) => {
      await page.field("成本类别").selectOption("deal-taxes");
      await page.fillYuan(page.field("金额"), 10_000);
      await page.field("凭证号").fill("测试凭证-1");
    });
    await walk.follow("bjtu/transfer-officer", deal, "登记技术合同登记号", (page) =>
      page.field("登记号").fill("测试-登记-1"),
    );
    await walk.work("bjtu/transfer-officer", "提出分配方案", TITLE);
  });

  test("the leader decides the split with the amounts before the eyes, and everyone confirms", async () => {
    const address = await walk.work("bjtu/team-leader", "决定团队内部分配", TITLE, async (page) => {
      await page.field("成员甲的比例或份数").fill("25");
      await page.field("成员乙的比例或份数").fill("25");
      // 97 % of 990,000 yuan.
      await soon(page.row("合计").filter({ hasText: /100 %.*960,300/ }));
    });
    plan = address.searchParams.get("planId") ?? "";
    for (const role of ["bjtu/team-leader", "bjtu/team-member-1", "bjtu/team-member-2"] as const) {
      await walk.work(role, "确认本人分配", TITLE);
    }
  });

  test("the plan is published, and an objection freezes one payee", async () => {
    await walk.work("bjtu/transfer-officer", "公示分配方案", TITLE);
    const notice = await walk.as("bjtu/team-member-2", "work", async (page) => {
      await page.row("您的分配正在公示").filter({ hasText: TITLE }).getByRole("link").last().click();
      const own = page.page.getByRole("row").filter({ hasText: "成员乙" });
      await own.and(page.row("对这一行提异议")).getByRole("button").click();
      await page.field("理由").fill("本人比例未计入中试（测试）");
      await page.sign();
      return new URL(page.page.url()).pathname;
    });
    assert.match(notice, /notices\/notice_/);
    await walk.clockUntil(`approve-plan?planId=${plan}`, "公示已满：{number}");
  });

  test("each step of the approval is signed by its office", async () => {
    for (const role of ["bjtu/transfer-director", "bjtu/finance-officer", "bjtu/leadership"] as const) {
      await walk.as(role, "approvals", async (page) => {
        await page.page.getByRole("button", { name: TITLE }).click();
        await soon(page.button("去签名"));
        if (await page.text("金额超过限额：须附会议纪要编号和扫描件").isVisible()) {
          await page.field("会议纪要编号").fill("测试纪要-2");
          await page.attach("纪要.pdf");
        }
        await page.sign();
      });
    }
  });

  test("two payees are paid in one list, and the bank returns one of them", async () => {
    await walk.work("bjtu/finance-officer", "录入代扣", TITLE, (page) => page.button("把估算填入优惠各行").click());
    await instructBatch();
    await recordBank("退回");
    const lines = await walk.as("bjtu/finance-officer", batch, (page) => page.page.locator("main table").textContent());
    assert.match(lines ?? "", /账号有误/);
  });

  test("what came back is paid by another list, and the frozen payee still waits", async () => {
    await instructBatch();
    await recordBank();
    assert.match(await walk.shown("bjtu/team-member-2", deal), walk.words.within("暂缓"));
    await walk.as("bjtu/transfer-officer", `acts/withdraw-plan?planId=${plan}`, async ({ page, words }) => {
      const paid = page.locator(".act-matter").getByRole("cell", { name: words.exactly("已发放") });
      assert.equal(await paid.count(), 2);
    });
  });

  /** Draws up a list of what is owed, and has it released by somebody else. */
  async function instructBatch(): Promise<void> {
    batch = await walk.act("bjtu/finance-officer", `create-payment-batch?planId=${plan}`);
    await walk.follow("bjtu/leadership", batch, "放行付款批次");
  }

  async function recordBank(answer?: string): Promise<void> {
    await walk.follow("bjtu/finance-officer", batch, "录入银行结果", async (page) => {
      if (answer !== undefined) {
        await page.pick("银行对成员甲一行的答复", answer);
        await page.field("成员甲一行的退回原因").fill("账号有误（测试）");
      }
      await page.field("银行流水号").fill(`测试流水-${batch.slice(-4)}`);
      await page.attach("对账单.pdf");
    });
  }
}
