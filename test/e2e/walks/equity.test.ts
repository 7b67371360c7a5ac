import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { COMPANIES } from "../../../src/demo/demo-members.ts";
import { PAGE_LANGUAGES, type PageLanguage } from "../../support/page-words.ts";
import { soon } from "../../support/soon.ts";
import { WebWalk } from "../../support/web-walk.ts";

const TITLE = "轨道车辆用钢质制动盘开发及应用研究";
const CONTRACT = "测试-作价-1";

for (const language of PAGE_LANGUAGES) {
  describe(`a contribution for shares goes from the price to the register through the pages alone, in ${language}`, () =>
    path(language));
}

function path(language: PageLanguage): void {
  const company = COMPANIES.rail.name[language];
  let walk: WebWalk;
  let deal = "";
  let plan = "";
  before(async () => {
    walk = await WebWalk.start(language);
  });
  after(() => walk.close());

  test("the office proposes it at a listed price, and the leadership decides, reverses and decides again", async () => {
    deal = await walk.as("bjtu/transfer-officer", "cases", async (page) => {
      await page.link("拟定转化协议").click();
      const result = page.page.getByRole("button", { name: TITLE });
      await soon(result);
      await result.click();
      await soon(page.button("去签名"));
      await page.choose("对方单位", company);
      await page.field("作价入股").check();
      await page.field("挂牌交易").check();
      await page.field("挂牌或拍卖编号").fill("测试挂牌-1");
      await page.fillYuan(page.field("价格或作价金额"), 5_000_000);
      await page.sign();
      return page.result();
    });
    assert.match(deal, /^cases\/deal_/);
    await decide();
    await walk.follow("bjtu/leadership", deal, "撤销集体决策", (page) => page.field("原因").fill("漏了一名出席人"));
    await decide();
  });

  test("the contract and the stake are signed by both sides", async () => {
    await walk.follow("bjtu/transfer-officer", deal, "签署合同", async (page) => {
      await page.field("合同编号").fill(CONTRACT);
      await page.chooseCosigner(company);
    });
    await walk.cosign("bjtu/company-manager", "签署合同");
    await walk.follow("bjtu/asset-manager", deal, "确认股权形成", async (page) => {
      await page.field("股东名册或登记编号").fill("测试名册-1");
      await page.chooseCosigner(company);
    });
    await walk.cosign("bjtu/company-manager", "确认股权形成");
  });

  test("the shares are planned, split, noticed and approved", async () => {
    await walk.follow("bjtu/transfer-officer", deal, "提出分配方案");
    await walk.follow("bjtu/team-leader", deal, "决定团队内部分配", async (page) => {
      // 90 % of five million yuan of contributed value.
      await soon(page.row("合计").filter({ hasText: /100 %.*4,500,000/ }));
      plan = new URL(page.page.url()).searchParams.get("planId") ?? "";
    });
    await walk.follow("bjtu/transfer-officer", deal, "公示分配方案");
    await walk.clockUntil(`approve-plan?planId=${plan}`, "公示已满：{number}");
    await walk.act("bjtu/transfer-director", `approve-plan?planId=${plan}`);
    await walk.act("bjtu/finance-officer", `approve-plan?planId=${plan}`);
    await walk.act("bjtu/leadership", `approve-plan?planId=${plan}`, async (page) => {
      await page.field("会议纪要编号").fill("测试纪要-3");
      await page.attach("纪要.pdf");
    });
  });

  test("the register shows everyone, a wrong entry is reversed and made again", async () => {
    await register("测试名册-2");
    await walk.follow("bjtu/asset-manager", deal, "冲销股权登记", async (page) => {
      const line = page.page.getByRole("listitem").filter({ hasText: "990,000.00" });
      await line.filter({ hasText: "成员甲" }).getByRole("checkbox").check();
      await page.field("冲销理由").fill("登记有误（测试）");
      await page.chooseCosigner(company);
    });
    await walk.cosign("bjtu/company-manager", "冲销股权登记");
    await register("测试名册-3");
    // The company that keeps the register reads who stands in it, by name.
    const shown = await walk.shown("bjtu/company-manager", deal);
    assert.match(shown, walk.words.within("已登记到名下"));
    assert.match(shown, /成员甲.*990,000/s);
  });

  async function decide(): Promise<void> {
    await walk.follow("bjtu/leadership", deal, "登记集体决策", async (page) => {
      await page.field("会议纪要编号").fill("测试纪要-2");
      await page.field("出席人数").fill("9");
    });
  }

  async function register(reference: string): Promise<void> {
    await walk.follow("bjtu/asset-manager", deal, "股权登记到名下", async (page) => {
      await page.field("股东名册或登记编号").fill(reference);
      await page.chooseCosigner(company);
    });
    await walk.cosign("bjtu/company-manager", "股权登记到名下");
  }
}
