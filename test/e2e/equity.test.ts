import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WebHarness } from "../support/web-harness.ts";
import { attach, choose, chooseCosigner, sign, WebWalk } from "../support/web-walk.ts";

const TITLE = "轨道车辆用钢质制动盘开发及应用研究";
const CONTRACT = "测试-作价-1";
const COMPANY = /江苏北方轨道交通/;

describe("a contribution for shares goes from the price to the register through the pages alone", () => {
  let web: WebHarness;
  let walk: WebWalk;
  let deal = "";
  let plan = "";
  before(async () => {
    web = await WebHarness.start();
    walk = new WebWalk(web);
  });
  after(() => web.close());

  test("the office proposes it at a listed price, and the leadership decides, reverses and decides again", async () => {
    deal = await walk.as("bjtu/transfer-officer", "cases", async (page) => {
      await page.getByRole("link", { name: "拟定转化协议" }).click();
      await page.getByRole("button", { name: new RegExp(TITLE) }).click();
      await page.getByRole("button", { name: "去签名" }).waitFor();
      await choose(page, "对方单位", COMPANY);
      await page.getByLabel("作价入股").check();
      await page.getByLabel("挂牌交易").check();
      await page.getByLabel("挂牌或拍卖编号").fill("测试挂牌-1");
      await page.getByLabel("价格或作价金额").fill("500 万");
      await sign(page);
      return ((await page.getByRole("link", { name: "去看结果" }).getAttribute("href")) ?? "").replace("/at/bjtu/", "");
    });
    assert.match(deal, /^cases\/deal_/);
    await decide();
    await walk.follow("bjtu/leadership", deal, "撤销集体决策", (page) =>
      page.getByLabel("原因").fill("漏了一名出席人"),
    );
    await decide();
  });

  test("the contract and the stake are signed by both sides", async () => {
    await walk.follow("bjtu/transfer-officer", deal, "签署合同", async (page) => {
      await page.getByLabel("合同编号").fill(CONTRACT);
      await chooseCosigner(page, COMPANY);
    });
    await walk.cosign("bjtu/company-manager", /签署合同/);
    await walk.follow("bjtu/asset-manager", deal, "确认股权形成", async (page) => {
      await page.getByLabel("股东名册或登记编号").fill("测试名册-1");
      await chooseCosigner(page, COMPANY);
    });
    await walk.cosign("bjtu/company-manager", /确认股权形成/);
  });

  test("the shares are planned, split, noticed and approved", async () => {
    await walk.follow("bjtu/transfer-officer", deal, "提出分配方案");
    const split = await walk.as("bjtu/team-leader", deal, async (page) => {
      await page.getByRole("link", { name: "决定团队内部分配" }).first().click();
      // 90 % of five million yuan of contributed value.
      await page.getByRole("row", { name: /合计.*100 %.*4,500,000/ }).waitFor();
      const address = page.url();
      await sign(page);
      return address;
    });
    plan = new URL(split).searchParams.get("planId") ?? "";
    await walk.follow("bjtu/transfer-officer", deal, "公示分配方案");
    await walk.clockUntil(`acts/approve-plan?planId=${plan}`, (page) =>
      page.locator(".act-checks .is-met").getByText("公示已满"),
    );
    await walk.act("bjtu/transfer-director", `approve-plan?planId=${plan}`);
    await walk.act("bjtu/finance-officer", `approve-plan?planId=${plan}`);
    await walk.act("bjtu/leadership", `approve-plan?planId=${plan}`, async (page) => {
      await page.getByLabel("会议纪要编号").fill("测试纪要-3");
      await attach(page, "纪要.pdf");
    });
  });

  test("the register shows everyone, a wrong entry is reversed and made again", async () => {
    await register("测试名册-2");
    await walk.follow("bjtu/asset-manager", deal, "冲销股权登记", async (page) => {
      await page.getByRole("listitem").filter({ hasText: "990,000.00" }).getByRole("checkbox").check();
      await page.getByLabel("冲销理由").fill("登记有误（测试）");
      await chooseCosigner(page, COMPANY);
    });
    await walk.cosign("bjtu/company-manager", /冲销股权登记/);
    await register("测试名册-3");
    const shown = await walk.as("bjtu/transfer-officer", deal, (page) => page.locator("main").textContent());
    assert.match(shown ?? "", /已登记到名下/);
  });

  async function decide(): Promise<void> {
    await walk.follow("bjtu/leadership", deal, "登记集体决策", async (page) => {
      await page.getByLabel("会议纪要编号").fill("测试纪要-2");
      await page.getByLabel("出席人数").fill("9");
    });
  }

  async function register(reference: string): Promise<void> {
    await walk.follow("bjtu/asset-manager", deal, "股权登记到名下", async (page) => {
      await page.getByLabel("股东名册或登记编号").fill(reference);
      await chooseCosigner(page, COMPANY);
    });
    await walk.cosign("bjtu/company-manager", /股权登记到名下/);
  }
});
