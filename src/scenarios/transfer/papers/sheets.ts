import type { PaperRow } from "#kernel/paper";
import type { Sheet, SheetImport } from "#kernel/sheet";
import { unnamed } from "./paper-people.ts";
import { lineStateWord } from "./paper-tags.ts";
import { askPlan, type LineAnswer } from "./plan-answer.ts";

/** Tables of this scenario for spreadsheet programs, and lists from there. */

interface StatementAnswer {
  readonly asset: "money" | "shares";
  readonly receivable: string;
  readonly received: string;
  readonly outstanding: string;
  readonly costs: readonly {
    readonly class: string;
    readonly title: { zh: string; en: string } | null;
    readonly amount: string;
  }[];
  readonly deducted: string;
  readonly base: string;
  readonly awarded: string;
  readonly retained: string;
  readonly pool: string;
  readonly paid: string;
  readonly payees: readonly {
    readonly personId: string;
    readonly name: string | null;
    readonly allotted: string;
    readonly paid: string;
    readonly open: string;
  }[];
}

/** The money or the shares of a case to date, in the order in which an office prints it. */
export const statementSheet: Sheet = {
  name: "transfer.statement",
  title: { zh: "收益或股权分配表", en: "Statement" },
  inputs: ["dealId"],
  columns: [
    { id: "item", title: { zh: "项目", en: "Item" }, kind: "text" },
    { id: "amount", title: { zh: "金额或作价（元）", en: "Amount or value (yuan)" }, kind: "amount" },
    { id: "paid", title: { zh: "已发放或已登记（元）", en: "Paid or registered (yuan)" }, kind: "amount" },
    { id: "open", title: { zh: "未发放或未登记（元）", en: "Open (yuan)" }, kind: "amount" },
  ],
  rows: (ask, { dealId = "" }, { lang }) => {
    const { statement } = ask("transfer.statement", { dealId });
    if (statement === null || statement === undefined) return undefined;
    // The answer is that of the query of this scenario, whose own type does not reach over JSON.
    const found = statement as unknown as StatementAnswer;
    const items = { ...ITEMS[lang], ...(found.asset === "shares" ? ITEMS_OF_SHARES[lang] : {}) };
    const line = (item: string, amount: string): PaperRow => ({ item, amount, paid: "", open: "" });
    return [
      line(items.receivable, found.receivable),
      line(items.received, found.received),
      line(items.outstanding, found.outstanding),
      ...found.costs.map((cost) => line(`${items.cost}${cost.title?.[lang] ?? cost.class}`, cost.amount)),
      ...(found.asset === "shares" ? [] : [line(items.deducted, found.deducted)]),
      line(items.base, found.base),
      line(items.retained, found.retained),
      { item: items.awarded, amount: found.awarded, paid: found.paid, open: "" },
      ...found.payees.map(({ name, personId, allotted, paid, open }) => ({
        item: `${items.person}${name ?? unnamed(personId, { lang })}`,
        amount: allotted,
        paid,
        open,
      })),
      line(items.pool, found.pool),
    ];
  },
};

/** Everybody's line of a plan: what goes to the bank, and what the bank said. */
export const planSheet: Sheet = {
  name: "transfer.plan",
  title: { zh: "发放或登记清单", en: "List of payees" },
  inputs: ["planId"],
  columns: [
    { id: "name", title: { zh: "姓名", en: "Name" }, kind: "text" },
    { id: "payeeId", title: { zh: "收款人或持有人编号", en: "Payee id" }, kind: "text" },
    { id: "amount", title: { zh: "应发或作价（元）", en: "Gross or value (yuan)" }, kind: "amount" },
    { id: "withheld", title: { zh: "代扣（元）", en: "Withheld (yuan)" }, kind: "amount" },
    { id: "net", title: { zh: "实发（元）", en: "Net (yuan)" }, kind: "amount" },
    { id: "state", title: { zh: "办理情况", en: "State" }, kind: "text" },
    { id: "closedOn", title: { zh: "发放或登记日期", en: "Paid or registered on" }, kind: "day" },
    { id: "reference", title: { zh: "流水号或登记编号", en: "Reference" }, kind: "text" },
  ],
  rows: (ask, { planId = "" }, { lang, memberName }) => {
    const found = askPlan(ask, planId);
    return found?.plan.lines.map((line: LineAnswer) => ({
      name: line.kind === "rest" ? memberName(line.payeeId) : (line.name ?? ""),
      payeeId: line.payeeId,
      amount: line.amount,
      withheld: line.withheld,
      net: (BigInt(line.amount) - BigInt(line.withheld)).toString(),
      state: lineStateWord(line.state, found.plan.plan.asset, lang),
      closedOn: line.closedOn ?? "",
      reference: line.reference ?? "",
    }));
  },
};

interface BatchAnswer {
  readonly batch: object | null;
  readonly lines: readonly {
    readonly payeeId: string;
    readonly name: string | null;
    readonly title: string | null;
    readonly gross: string;
    readonly withheld: string;
    readonly net: string;
  }[];
}

/** A payment batch as it goes to the bank: who gets what after tax. The bank's answer alone closes a line. */
export const batchSheet: Sheet = {
  name: "transfer.payment-batch",
  title: { zh: "代发清单", en: "Payment list" },
  inputs: ["batchId"],
  columns: [
    { id: "position", title: { zh: "序号", en: "No." }, kind: "whole" },
    { id: "name", title: { zh: "姓名", en: "Name" }, kind: "text" },
    { id: "payeeId", title: { zh: "收款人编号", en: "Payee id" }, kind: "text" },
    { id: "net", title: { zh: "实发（元）", en: "To be paid (yuan)" }, kind: "amount" },
    { id: "gross", title: { zh: "应发（元）", en: "Gross (yuan)" }, kind: "amount" },
    { id: "withheld", title: { zh: "代扣（元）", en: "Withheld (yuan)" }, kind: "amount" },
    { id: "title", title: { zh: "用途", en: "Purpose" }, kind: "text" },
  ],
  rows: (ask, { batchId = "" }) => {
    // The answer is that of the query of this scenario, whose own type does not reach over JSON.
    const { batch, lines } = ask("transfer.payment-batch", { batchId }) as unknown as BatchAnswer;
    if (batch === null) return undefined;
    return lines.map(({ payeeId, name, title, gross, withheld, net }, index) => {
      return { position: String(index + 1), name: name ?? "", payeeId, net, gross, withheld, title: title ?? "" };
    });
  },
};

/** Slips of the bank as `transfer.import-bank-slips` takes them: what came in, for finance to confirm. */
export const bankSlips: SheetImport = {
  name: "transfer.bank-slips",
  title: { zh: "银行回单", en: "Bank slips" },
  rowsMax: 300,
  columns: [
    {
      id: "reference",
      title: { zh: "回单编号", en: "Slip number" },
      kind: "text",
      isRequired: true,
      lengthMax: 100,
      isUnique: true,
      aliases: ["流水号", "交易流水号", "凭证号", "reference"],
    },
    {
      id: "occurredOn",
      title: { zh: "入账日期", en: "Booked on" },
      kind: "day",
      isRequired: true,
      lengthMax: 40,
      aliases: ["交易日期", "记账日期", "date"],
    },
    {
      id: "amount",
      title: { zh: "金额", en: "Amount" },
      kind: "amount",
      isRequired: true,
      lengthMax: 40,
      aliases: ["贷方金额", "收入金额", "交易金额"],
    },
    {
      id: "payer",
      title: { zh: "付款人", en: "Payer" },
      kind: "text",
      isRequired: true,
      lengthMax: 200,
      aliases: ["对方户名", "付款人名称"],
    },
  ],
};

/** Of shares there is no income, and nobody is paid. */
const ITEMS_OF_SHARES = {
  zh: {
    receivable: "合同约定的作价",
    received: "所形成股权的作价",
    outstanding: "尚未形成",
    base: "分配基数",
    retained: "资产公司",
  },
  en: {
    receivable: "Value agreed",
    received: "Value of the stake",
    outstanding: "Not registered yet",
    base: "Base",
    retained: "Asset company",
  },
} as const;

const ITEMS = {
  zh: {
    receivable: "应收",
    received: "到账",
    outstanding: "未到账",
    cost: "成本：",
    deducted: "扣除成本合计",
    base: "净收入（分配基数）",
    retained: "单位或持股公司",
    awarded: "团队",
    person: "个人：",
    pool: "待分配",
  },
  en: {
    receivable: "Receivable",
    received: "Received",
    outstanding: "Outstanding",
    cost: "Cost: ",
    deducted: "Costs deducted",
    base: "Net income (base)",
    retained: "Unit or holder of its shares",
    awarded: "Team",
    person: "Person: ",
    pool: "To be distributed",
  },
} as const;
