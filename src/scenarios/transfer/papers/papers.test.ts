import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Ask, Paper, PaperRow, PaperSetting } from "#kernel/paper";
import { docxTemplate } from "#papers/docx-template";
import { fillDocx } from "#papers/fill-docx";
import { lazyFonts } from "#papers/fonts";
import { printPdf } from "#papers/print-pdf";
import { type PaperJob, resolvePaper } from "#papers/resolve-paper";
import { docxText } from "../../../../test/support/docx-reader.ts";
import { pdfTexts } from "../../../../test/support/pdf-reader.ts";
import { memberId, personId, TransferLedger } from "../../../../test/support/transfer-ledger.ts";
import { transferPapers } from "./papers.ts";
import { batchSheet, planSheet, statementSheet } from "./sheets.ts";

const MEMBERS = new Map([
  [memberId("school"), "北京交通大学"],
  [memberId("metro"), "示例轨道装备有限公司"],
  [memberId("rail"), "江苏北方轨道交通科技有限公司"],
  [memberId("holding"), "资产公司"],
]);
const ZH: PaperSetting = {
  lang: "zh",
  today: "2026-03-06",
  dayOf: () => "2026-03-05",
  geneses: [
    { ledger: "bjtu", hash: "a1".repeat(32) },
    { ledger: "alliance", hash: "b2".repeat(32) },
  ],
  memberName: (id) => MEMBERS.get(id) ?? id,
};
const EN: PaperSetting = { ...ZH, lang: "en" };

function asking(ledger: TransferLedger, as: string): Ask {
  return (query, input) => {
    const answer = ledger.query(query, input, as);
    assert.ok(answer.ok, `${query}: ${JSON.stringify(answer)}`);
    return answer.value;
  };
}

function paperOf(name: string): Paper {
  const paper = transferPapers.find((each) => each.name === `transfer.${name}`);
  assert.ok(paper !== undefined, name);
  return paper;
}

/** The job of a paper; fails unless its tags are those that it declares and its sentences use no others. */
function jobOf(paper: Paper, ask: Ask, inputs: PaperRow, setting: PaperSetting): PaperJob {
  const data = paper.fill(ask, inputs, setting);
  assert.ok(data !== undefined, `${paper.name} found nothing`);
  const rows = Object.values(data.lists).flatMap((list) => list.flatMap((row) => Object.keys(row)));
  const given = new Set([...Object.keys(data.fields), ...Object.keys(data.lists), ...rows]);
  for (const tag of given) assert.ok(Object.hasOwn(paper.tags, tag), `${paper.name} does not declare ${tag}`);
  const used = [...JSON.stringify(paper.layout).matchAll(/\{(\w+)\}/g)].map(([, tag = ""]) => tag);
  for (const tag of used) assert.ok(Object.hasOwn(data.fields, tag), `${paper.name} does not fill ${tag}`);
  assert.match(data.transactionId, /^[0-9a-f]{80}$/);
  const verifyUrl = `https://node.example.cn/verify#bjtu/${data.transactionId}`;
  return { layout: paper.layout, data, lang: setting.lang, verifyUrl, isDemonstration: true };
}

describe("papers of technology transfer", () => {
  const fonts = lazyFonts();
  const ledger = new TransferLedger();
  const office = asking(ledger, "office");

  /** Prints a paper in both languages and both formats and gives the Chinese text of the PDF. */
  async function printed(name: string, inputs: PaperRow, ask: Ask = office): Promise<string> {
    const paper = paperOf(name);
    const texts: string[] = [];
    for (const setting of [ZH, EN]) {
      const job = jobOf(paper, ask, inputs, setting);
      const pdf = (await pdfTexts(await printPdf(resolvePaper(job), fonts, new Date(0)))).join("");
      const docx = docxText(await fillDocx(docxTemplate(job.layout, setting.lang), job, Object.keys(paper.tags)));
      for (const text of [pdf, docx]) assert.ok(!/\{\w+\}|undefined|null/.test(text), text);
      texts.push(pdf);
    }
    return texts[0] ?? "";
  }

  /** The Chinese text of a paper without printing it. */
  function worded(name: string, inputs: PaperRow, ask: Ask = office): string {
    return JSON.stringify(resolvePaper(jobOf(paperOf(name), ask, inputs, ZH)));
  }

  function expectAll(text: string, parts: readonly string[]): void {
    for (const part of parts) assert.ok(text.includes(part), `${part} is missing in ${text}`);
  }

  const licence = ledger.licence();
  ledger.receipt(licence, 300_000_000n);
  ledger.cost(licence, 20_000_000n);
  const cashPlan = ledger.split(licence);
  const equity = ledger.equity();
  ledger.stake(equity);
  const sharePlan = ledger.split(equity);
  const [cashNotice = "", shareNotice = ""] = [cashPlan, sharePlan].map((planId) => {
    const args = { planId, revision: 1, audience: "unit" };
    return String(ledger.done("transfer.publish-plan-notice", args, "office")["noticeId"]);
  });

  test("the distribution plan shows income, costs, team, unit and everybody", async () => {
    const text = await printed("distribution-plan", { planId: cashPlan });
    expectAll(text, ["3,000,000.00 元", "200,000.00 元", "净收入 2,800,000.00 元", "97%"]);
    expectAll(text, ["2,716,000.00 元（大写：贰佰柒拾壹万陆仟元整）", "姓名leader", "1,086,400.00", "北京交通大学"]);
  });

  test("the distribution plan of shares counts them at their value", async () => {
    const text = await printed("distribution-plan", { planId: sharePlan });
    expectAll(text, [
      "所形成股权作价 12,500,000.00 元",
      "11,250,000.00 元",
      "1,250,000.00 元归资产公司",
      "不以现金支付",
    ]);
    assert.ok(!text.includes("净收入 "), text);
    expectAll(text, ["转化股权分配方案", "占所形成股权", "36.00%", "对应作价（元）"]);
    for (const word of ["成本项目", "代扣", "金额（元）"]) assert.ok(!text.includes(word), word);
  });

  test("the distribution plan shows what is withheld once it is entered, and says of whom it is not", async () => {
    const taxed = new TransferLedger();
    const dealId = taxed.licence();
    taxed.receipt(dealId, 300_000_000n);
    const planId = taxed.approved(dealId);
    assert.ok(!worded("distribution-plan", { planId }, asking(taxed, "office")).includes("代扣"));
    taxed.withheld(planId, ["jia"], 1_234_500n);
    const text = await printed("distribution-plan", { planId }, asking(taxed, "office"));
    expectAll(text, ["应发（元）", "代扣（元）", "12,345.00", "实发（元）", "627,855.00", "—"]);
  });

  test("the notice of a cash award has the five groups of 国科发政〔2018〕103号, for whoever may read the notice", async () => {
    const text = await printed("cash-award-notice", { noticeId: cashNotice }, asking(ledger, "jia"));
    const leads = [
      "一、科技成果转化信息。",
      "二、奖励人员信息。",
      "三、现金奖励信息。",
      "四、技术合同登记信息。",
      "五、公示期限。",
    ];
    expectAll(text, [
      ...leads,
      "2,716,000.00 元（大写：贰佰柒拾壹万陆仟元整）",
      "姓名bing",
      "尚未登记",
      "2026年3月2日",
    ]);
  });

  test("the notice of an award of shares shows shares and never cash", async () => {
    const text = await printed("equity-award-notice", { noticeId: shareNotice });
    expectAll(text, ["股权的 90% 奖励给成果完成人团队", "4,500,000.00", "江苏北方轨道交通科技有限公司", "资产公司"]);
    assert.equal(paperOf("cash-award-notice").fill(office, { noticeId: shareNotice }, ZH), undefined);
    assert.equal(paperOf("price-notice").fill(office, { noticeId: shareNotice }, ZH), undefined);
  });

  test("the approval form holds the signatures of the ledger and room for those on paper", async () => {
    const text = await printed("approval-form", { planId: cashPlan });
    expectAll(text, ["2,800,000.00 元", "签字（盖章）", "姓名leader", "2026年3月5日", "单位领导意见"]);
    expectAll(text, ["转化经办人（北京交通大学）"]);
    const ofShares = worded("approval-form", { planId: sharePlan });
    expectAll(ofShares, ["股权分配方案及登记审批表", "所形成股权作价", "团队所得作价"]);
    for (const word of ["累计到账", "发放"]) assert.ok(!ofShares.includes(word), word);
  });

  test("whoever has no name in the case is called by office and organisation, and never by an id alone", () => {
    const everyId: string[] = [];
    for (const [name, inputs] of [
      ["approval-form", { planId: cashPlan }],
      ["distribution-plan", { planId: cashPlan }],
    ] as const) {
      // As if every name had been erased from the vault.
      const nameless: Ask = (query, input) =>
        JSON.parse(
          JSON.stringify(office(query, input), (key, value) =>
            key === "name" && query !== "council.members" ? null : value,
          ),
        );
      const data = paperOf(name).fill(nameless, inputs, ZH);
      const texts = Object.values(data?.lists ?? {}).flatMap((rows) => rows.flatMap((row) => Object.values(row)));
      everyId.push(...texts.filter((text) => text.includes("person_")));
      for (const text of texts) assert.doesNotMatch(text, /^person_/);
    }
    assert.ok(everyId.length > 0 && everyId.every((text) => /编号 person_/.test(text)), everyId.join());
  });

  test("the notice of a price shows what the notice on the ledger shows", async () => {
    const terms = { pricing: "agreement", route: "licence", counterpartyId: memberId("metro"), price: 987_654_300n };
    const achievementId = ledger.registered();
    const dealId = ledger.dealProposed({
      achievementId,
      instalments: [{ dueOn: "2026-06-30", amount: 987_654_300n }],
      isRelatedParty: false,
      ...terms,
    });
    const text = await printed("price-notice", { noticeId: ledger.noticed(dealId) });
    expectAll(text, [
      "9,876,543.00 元（大写：玖佰捌拾柒万陆仟伍佰肆拾叁元整）",
      "协议定价",
      "个工作日",
      "转化公示〔2026〕",
    ]);
  });

  test("a certificate says who signed what when", async () => {
    const act = String(ledger.row("acts", "command", "transfer.record-receipt")["transactionId"]);
    const text = await printed("certificate", { dealId: licence, transactionId: act });
    expectAll(text, ["2026年3月5日", "轨道车辆用钢质制动盘", "财务人员（北京交通大学）"]);
    // Without trust in any node: the hashes that the verify page asks for.
    expectAll(text, ["bjtu", "alliance", "a1a1a1a1 a1a1a1a1", "b2b2b2b2"]);
    const unknown = { dealId: licence, transactionId: "0".repeat(80) };
    assert.equal(paperOf("certificate").fill(office, unknown, ZH), undefined);
  });

  test("papers on a plan are not for those who may not see all of it", () => {
    const jia = asking(ledger, "jia");
    for (const name of ["distribution-plan", "approval-form"])
      assert.equal(paperOf(name).fill(jia, { planId: cashPlan }, ZH), undefined, name);
    assert.equal(statementSheet.rows(jia, { dealId: licence }, ZH), undefined);
    assert.equal(planSheet.rows(jia, { planId: cashPlan }, ZH), undefined);
  });

  test("a certificate of payment needs a payment", () => {
    const inputs = { planId: cashPlan, payeeId: personId("jia") };
    assert.equal(paperOf("payment-certificate").fill(asking(ledger, "jia"), inputs, ZH), undefined);
  });

  test("who stands in the register has a certificate of shares, also for the companies that entered them", async () => {
    const registered = new TransferLedger();
    const dealId = registered.equity();
    registered.stake(dealId);
    const planId = registered.approved(dealId);
    const payeeIds = [personId("jia"), memberId("holding")];
    const entry = { planId, payeeIds, occurredOn: "2026-03-02", registryReference: "登记-2" };
    registered.done("transfer.register-shares", entry, ["asset", "rail"]);
    const inputs = { planId, payeeId: personId("jia") };
    await printed("share-certificate", inputs, asking(registered, "jia"));
    for (const as of ["jia", "asset", "rail"] as const) {
      const text = worded("share-certificate", inputs, asking(registered, as)).replaceAll("\u00a0", " ");
      expectAll(text, ["姓名jia", "江苏北方轨道交通科技有限公司", "2,475,000.00 元", "登记-2", "不是现金"]);
      // The number of the case is for the unit's people alone.
      assert.ok(text.includes(as === "jia" ? "案件编号 2026-" : "合同编号 2019-ZJ-007"), text);
    }
    const paid = paperOf("payment-certificate");
    assert.equal(paid.fill(asking(registered, "jia"), inputs, ZH), undefined);
  });

  test("the approval form shows signed steps with minutes and deputies, and none twice", () => {
    const { plan } = office("transfer.plan", { planId: cashPlan }) as { plan: { signed: { transactionId: string }[] } };
    const step = {
      title: { zh: "财务审核", en: "Finance" },
      signedBy: personId("finance"),
      onBehalfOf: personId("leader"),
      transactionId: plan.signed[0]?.transactionId ?? "",
      signedAt: 1,
      resolution: { minutesNumber: "会纪 9 号" },
    };
    const waiting = { ...step, signedBy: null, signedAt: null, transactionId: null };
    const ask: Ask = (query, input) => {
      const answer = office(query, input);
      return query === "transfer.plan" ? { ...answer, approvals: [{ steps: [step, waiting] }] } : answer;
    };
    const rows = paperOf("approval-form").fill(ask, { planId: cashPlan }, ZH)?.lists["signatures"] ?? [];
    assert.equal(rows.length, plan.signed.length);
    assert.deepEqual(rows.at(-1), {
      act: "财务审核（会议纪要 会纪 9 号）",
      signer: "财务人员（北京交通大学）（代 姓名leader）",
      signedAt: "2026年3月5日",
    });
  });

  test("a payment batch goes to the bank with what is to be paid after tax", () => {
    const line = { payeeId: "person_1", name: "龘𬭎", title: "制动盘", gross: "10000", withheld: "300", net: "9700" };
    const rows = batchSheet.rows(() => ({ batch: { id: "batch_1" }, lines: [line] }), { batchId: "batch_1" }, ZH);
    assert.deepEqual(rows, [{ position: "1", ...line }]);
    assert.equal(
      batchSheet.rows(() => ({ batch: null, lines: [] }), { batchId: "batch_1" }, ZH),
      undefined,
    );
  });

  test("the statement and the payout list go out with exact amounts", () => {
    const rows = statementSheet.rows(office, { dealId: licence }, ZH) ?? [];
    const amounts = Object.fromEntries(rows.map(({ item, amount }) => [item, amount]));
    assert.equal(amounts["到账"], "300000000");
    assert.equal(amounts["净收入（分配基数）"], "280000000");
    const list = planSheet.rows(office, { planId: cashPlan }, EN) ?? [];
    assert.equal(list.length, 6);
    assert.equal(list.find(({ payeeId }) => payeeId === personId("leader"))?.["amount"], "108640000");
  });
});
