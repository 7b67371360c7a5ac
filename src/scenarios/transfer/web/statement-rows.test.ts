import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaseAnswer, Line, PlanAnswer, Statement, Trace } from "./answers.ts";
import { holdersIn, holdersOf, ownRows, planRows, registerRows, shareOf, statementRows } from "./statement-rows.ts";

const both = (text: string) => ({ zh: text, en: text });

function trace(amount: string, weight: string, weightSum: string): Trace {
  return {
    amount,
    weight,
    weightSum,
    entitledFen: amount,
    remainder: "0",
    paidBefore: "0",
    extraFen: "0",
    decidedBy: "none",
  };
}

function line(payeeId: string, amount: string, weight: string, more: Partial<Line> = {}): Line {
  const signed = [{ command: "transfer.propose-plan", transactionId: `tx of ${payeeId}`, personIds: [], at: 0 }];
  return {
    planId: "plan",
    dealId: "deal",
    asset: "money",
    payeeId,
    kind: "award",
    state: "payable",
    revision: 1,
    trace: trace(amount, weight, "100"),
    amount,
    name: null,
    signed,
    reference: null,
    withheld: "0",
    confirmedBy: null,
    ...more,
  };
}

const found: CaseAnswer = {
  deal: {
    id: "deal",
    achievementId: "achievement",
    title: "disc",
    contractNumber: "XK-031",
    unitId: "unit",
    counterpartyId: "metro",
    assetHolderId: "holder",
    route: "licence",
    asset: "money",
    price: "20000",
    state: "signed",
    pricing: "agreement",
    isRelatedParty: false,
    instalments: [],
    signedOn: "2026-03-02",
    isLate: false,
    rule: { id: "bjtu", version: 1, ruleId: "cash" },
  },
  receipts: [{ id: "receipt", amount: "11000", occurredOn: "2026-03-20", reference: "slip", state: "recorded" }],
  costs: [{ id: "cost", class: "valuation", amount: "1000", voucher: "V-1", state: "recorded" }],
};

const answer: PlanAnswer = {
  plan: {
    id: "plan",
    dealId: "deal",
    asset: "money",
    sequence: 1,
    state: "approved",
    revision: 1,
    received: "11000",
    deducted: "1000",
    base: "10000",
    amount: "10000",
    award: trace("9700", "9700", "10000"),
    rest: trace("300", "300", "10000"),
    restHolderId: "unit",
    noticeId: null,
    approvalId: null,
    signed: [{ command: "transfer.propose-plan", transactionId: "tx of plan", personIds: [], at: 0 }],
  },
  costs: [{ class: "valuation", verdict: "deducted", amount: "1000", title: both("valuation"), article: both("12") }],
  lines: [
    line("jia", "3880", "40", { state: "frozen" }),
    line("leader", "5820", "60", { withheld: "820" }),
    line("unit", "300", "300", { kind: "rest" }),
  ],
};

const proofs = new Map([["receipt", "tx of receipt"]]);

test("a statement runs from what is owed to people, the largest line first", () => {
  const rows = planRows({ found, answer, proofs });
  assert.deepEqual(
    rows.map(({ key, amount }) => [key, amount]),
    [
      ["receivable", "20000"],
      ["received", "11000"],
      ["costs", undefined],
      ["cost-valuation", "1000"],
      ["deducted", "1000"],
      ["net-income", "10000"],
      ["award", "9700"],
      ["rest", "300"],
      ["people", undefined],
      ["leader", "5820"],
      ["jia", "3880"],
      ["closing", "5820"],
    ],
  );
});

test("what turns off from the trunk adds up to what came in", () => {
  const flowing = planRows({ found, answer, proofs }).filter(({ flow }) => flow !== undefined);
  assert.equal(
    flowing.reduce((sum, { amount = "0" }) => sum + BigInt(amount), 0n),
    11_000n,
  );
  assert.deepEqual(
    flowing.filter(({ isHeld }) => isHeld).map(({ key }) => key),
    ["jia"],
  );
});

test("a later instalment takes out what earlier plans distributed", () => {
  const { plan } = answer;
  assert.ok(plan);
  const later: PlanAnswer = {
    ...answer,
    plan: { ...plan, sequence: 2, amount: "4000", award: trace("3880", "97", "100"), rest: trace("120", "3", "100") },
    lines: [],
  };
  const rows = planRows({ found, answer: later, proofs });
  assert.deepEqual(
    rows.filter(({ key }) => key === "earlier" || key === "this-plan").map(({ amount }) => amount),
    ["6000", "4000"],
  );
  const flowing = rows.filter(({ flow }) => flow !== undefined);
  assert.deepEqual(
    flowing.map(({ key, amount }) => [key, amount]),
    [
      ["deducted", "1000"],
      ["earlier", "6000"],
      ["award", "3880"],
      ["rest", "120"],
    ],
  );
});

test("what a payee is left with after tax stands in the line and in the sum", () => {
  const rows = planRows({ found, answer, proofs });
  const leader = rows.find(({ key }) => key === "leader");
  assert.deepEqual([leader?.withheld, leader?.net], ["820", "5000"]);
  assert.equal(rows.at(-1)?.net, "5000");
});

test("rows carry the transactions that they rest on", () => {
  const rows = planRows({ found, answer, proofs });
  const proofOf = (key: string) => rows.find((row) => row.key === key)?.proof;
  assert.deepEqual(
    [proofOf("received"), proofOf("award"), proofOf("jia")],
    ["tx of receipt", "tx of plan", "tx of jia"],
  );
});

test("before a plan what came in waits in the pool", () => {
  const rows = statementRows(statement({ pool: "10000", base: "10000" }), "XK-031");
  assert.deepEqual(rows.at(-1)?.key, "pool");
  const flowing = rows.filter(({ flow }) => flow !== undefined);
  assert.deepEqual(
    flowing.map(({ amount }) => amount),
    ["1000", "10000"],
  );
});

test("a payee sees the own line, and shares are held by people and then the unit's company", () => {
  assert.deepEqual(
    ownRows([line("jia", "3880", "40"), line("unit", "300", "3", { kind: "rest" })]).map(({ key }) => key),
    ["people", "jia", "closing"],
  );
  const payees = [
    { personId: "jia", name: null, allotted: "30", paid: "0", open: "30" },
    { personId: "leader", name: null, allotted: "60", paid: "0", open: "60" },
  ];
  assert.deepEqual(
    holdersOf(statement({ payees, retained: "10" })).map(({ key }) => key),
    ["leader", "jia", "holder"],
  );
  assert.equal(shareOf("0", "0"), 0);
});

test("the register of a company has the holder of the rest, then everybody, and sums what several plans gave", () => {
  const lines = [line("holder", "10", "1", { kind: "rest" }), line("jia", "30", "30"), line("leader", "60", "60")];
  assert.deepEqual(
    registerRows(lines).map(({ key }) => key),
    ["holder", "people", "leader", "jia", "closing"],
  );
  assert.deepEqual(holdersIn([...lines, line("jia", "5", "5")]), [
    { key: "leader", amount: 60n },
    { key: "jia", amount: 35n },
    { key: "holder", amount: 10n },
  ]);
});

function statement(more: Partial<Statement>): Statement {
  return {
    asset: "money",
    receivable: "20000",
    received: "11000",
    costs: answer.costs ?? [],
    netIncome: null,
    deducted: "1000",
    base: "10000",
    awarded: "0",
    retained: "0",
    restHolderId: "holder",
    pool: "11000",
    distributable: "10000",
    payees: [],
    ...more,
  };
}
