import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { JsonObject, ValueObject } from "#kernel/json";
import { addDays, endOfDay, shanghaiDay } from "#kit/calendar-day";
import { NOTICE_MOVES, OBJECTION_MOVES } from "#kit/notices-tables";
import { OBLIGATION_MOVES } from "#kit/obligations-tables";
import { randomSeed } from "../../../test/support/random-seed.ts";
import {
  equityTerms,
  type Label,
  licenceTerms,
  personId,
  RESOLUTION,
  TEAM,
  TODAY,
  TransferLedger,
  teamList,
} from "../../../test/support/transfer-ledger.ts";
import {
  ACHIEVEMENT_MOVES,
  DEAL_MOVES,
  ENTRY_MOVES,
  LINE_MOVES,
  type Machine,
  moved,
  PLAN_MOVES,
  SLIP_MOVES,
} from "./rules.ts";

const MACHINES: readonly (readonly [table: string, key: string, machine: Machine<string>, start: readonly string[]])[] =
  [
    ["achievements", "id", ACHIEVEMENT_MOVES as Machine<string>, ["disclosed"]],
    ["deals", "id", DEAL_MOVES as Machine<string>, ["proposed"]],
    ["receipts", "id", ENTRY_MOVES as Machine<string>, ["recorded"]],
    ["decisions", "id", ENTRY_MOVES as Machine<string>, ["recorded"]],
    ["notices", "id", NOTICE_MOVES as Machine<string>, ["open", "closed"]],
    ["objections", "id", OBJECTION_MOVES as Machine<string>, ["open"]],
    ["costs", "id", ENTRY_MOVES as Machine<string>, ["recorded"]],
    ["plans", "id", PLAN_MOVES as Machine<string>, ["proposed"]],
    ["plan_lines", "", LINE_MOVES as Machine<string>, ["planned"]],
    ["bank_slips", "id", SLIP_MOVES as Machine<string>, ["unmatched"]],
    ["obligations", "id", OBLIGATION_MOVES as Machine<string>, ["due", "approved"]],
  ];

const TEAM_LABELS = Object.keys(TEAM) as Label[];

/** How often each act is tried: mostly forward, or nearly everything would be refused. */
const WEIGHTS = {
  ...{
    slip: 8,
    receipt: 14,
    cost: 6,
    stake: 6,
    propose: 14,
    split: 14,
    "plan-paper": 16,
    "plan-notice": 5,
    approve: 30,
    tax: 14,
    batch: 14,
    release: 14,
    result: 14,
    shares: 10,
  },
  ...{
    unreceipt: 3,
    uncost: 2,
    unstake: 1,
    withdraw: 2,
    "void-plan": 3,
    unpay: 3,
    unapprove: 3,
    "return-plan": 1,
    unbatch: 2,
    unslip: 1,
    unshares: 2,
  },
  ...{ "void-deal": 1, close: 2, reopen: 2, revise: 1 },
  ...{ offer: 4, reoffer: 2, drop: 1, notice: 6, paper: 3, unnotice: 1, object: 4, unobject: 2, answer: 4 },
  ...{ wait: 3, decide: 8, undecide: 2, sign: 8 },
  ...{ disclose: 2, confirm: 9, register: 4, "turn-back": 1, redisclose: 1, retract: 1 },
};

/** Acts that may post: what came in, was approved, disputed or paid, and their corrections. All others move nothing. */
const MOVES_MONEY = new Set(
  [
    "receipt stake approve unapprove return-plan answer result shares close",
    "unreceipt unstake void-plan unpay unshares",
  ].flatMap((names) => names.split(" ")),
);

/** The way of money alone, so that runs get to its end. */
const PAYOUT_WEIGHTS = {
  ...{
    slip: 4,
    receipt: 5,
    propose: 8,
    split: 8,
    "plan-paper": 2,
    "plan-notice": 8,
    object: 6,
    unobject: 1,
    answer: 3,
  },
  ...{ wait: 4, approve: 20, tax: 16, batch: 16, release: 16, result: 16, unpay: 2, unapprove: 1, "return-plan": 1 },
  ...{ unbatch: 1, "void-plan": 1, withdraw: 1, unreceipt: 1 },
};

/** An act with its dice: which of the rows there are it is about, and how much. */
function actOf(weights: Readonly<Record<string, number>>) {
  return fc.record({
    what: fc.oneof(...Object.entries(weights).map(([what, weight]) => ({ weight, arbitrary: fc.constant(what) }))),
    pick: fc.noBias(fc.nat()),
    amount: fc.bigInt({ min: 1n, max: 5_000n }),
    weights: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 }),
  });
}
type Act = ReturnType<typeof actOf> extends fc.Arbitrary<infer T> ? T : never;

type Acts = Record<string, readonly [command: string, args: ValueObject, as: Label | readonly Label[]]>;

class Dice {
  readonly #ledger: TransferLedger;
  #count = 0;
  /** Kinds of acts that were done. */
  readonly done: Set<string>;

  constructor(ledger: TransferLedger, done: Set<string>) {
    this.#ledger = ledger;
    this.done = done;
  }

  play({ what, pick, amount, weights }: Act): void {
    const deal = this.#pick("deals", pick, () => true);
    const dealId = String(deal["id"] ?? "");
    const other: Label = deal["route"] === "equity" ? "rail" : "metro";
    const plan = (...states: readonly string[]) =>
      this.#pick("plans", pick, (row) => states.includes(String(row["state"])));
    const planId = (...states: readonly string[]) => String(plan(...states)["id"] ?? "");
    const line = (asset: string, ...states: readonly string[]) =>
      this.#pick("plan_lines", pick, (row) => row["asset"] === asset && states.includes(String(row["state"])));
    const payment = (...states: readonly string[]) => {
      const found = line("money", ...states);
      return { planId: found["planId"] ?? "", personId: String(found["payeeId"]).replace(/^member_/, "person_") };
    };
    const registration = (...states: readonly string[]) => {
      const found = line("shares", ...states);
      return { planId: found["planId"] ?? "", payeeIds: [String(found["payeeId"] ?? "nobody")] };
    };
    const entry = (table: string) => String(this.#pick(table, pick, (row) => row["state"] === "recorded")["id"] ?? "");
    const achievementId = String(this.#ledger.rows({ name: "transfer_achievements" })[0]?.["id"]);
    const day = { occurredOn: TODAY };
    const reference = `参考-${this.#count++}`;
    const reason = "更正";
    const costClass = pick % 2 === 0 ? "deal-taxes" : "travel";
    const shares = TEAM_LABELS.map((each, i) => ({
      personId: personId(each),
      weight: (weights[i] ?? 0) * (i < 2 ? 9 : 1),
    }));
    const approving = pick % 3 === 0 ? planId("approved") : planId("approving");
    const revisionOf = (id: string) => Number(this.#row("plans", id)["revision"] ?? 1) || 1;
    const approver = (["director", "finance", "dean"] as const)[pick % 3] ?? "dean";
    const slip = this.#pick("bank_slips", pick, (row) => row["state"] === "unmatched");
    const documentHash = "d".repeat(64);
    const agreed = pick % 4 === 0 ? { agreedRateBp: 5_000 + (pick % 5_001) } : {};
    const register = { ...day, registryReference: reference };
    const acts: Acts = {
      receipt: [
        "record-receipt",
        { dealId, amount: BigInt(String(slip["amount"] ?? 1)), bankReference: slip["reference"] ?? "?" },
        "finance",
      ],
      slip: ["import-bank-slips", { documentHash, slips: [{ reference, amount, payer: "企业", ...day }] }, "finance"],
      unslip: ["withdraw-bank-slip", { slipId: slip["id"] ?? "", reason }, "finance"],
      cost: [
        "record-cost",
        { dealId, class: costClass, amount: amount / 9n + 1n, ...day, voucher: reference },
        "finance",
      ],
      stake: ["record-stake", { dealId, ...register }, ["asset", other]],
      propose: ["propose-plan", { dealId, ...agreed }, "office"],
      split: ["decide-team-split", { planId: planId("proposed", "split"), shares }, "leader"],
      approve: [
        "approve-plan",
        { planId: approving, revision: revisionOf(approving), resolution: RESOLUTION },
        approver,
      ],
      unapprove: ["withdraw-approval", { planId: planId("approving", "approved", "settled"), reason }, approver],
      "return-plan": ["return-plan", { planId: approving, reason }, approver],
      ...this.#planNoticeActs(pick),
      ...this.#paymentActs(pick, payment("payable", "returned"), reference),
      shares: ["register-shares", { ...registration("payable"), ...register }, ["asset", "rail"]],
      unreceipt: ["reverse-receipt", { receiptId: entry("receipts"), reason }, "finance"],
      uncost: ["reverse-cost", { costId: entry("costs"), reason }, "finance"],
      unstake: ["reverse-stake", { dealId, reason }, ["asset", other]],
      withdraw: ["withdraw-plan", { planId: planId("proposed", "split", "noticed", "approving"), reason }, "office"],
      "void-plan": ["void-plan", { planId: planId("approved", "settled"), reason }, "dean"],
      unpay: ["reverse-payment", { ...payment("paid"), reason }, "finance"],
      unshares: ["reverse-share-registration", { ...registration("paid"), reason }, ["asset", "rail"]],
      "void-deal": ["void-deal", { dealId, reason }, ["office", other]],
      close: ["close-deal", { dealId }, "office"],
      reopen: ["reopen-deal", { dealId, reason }, "dean"],
      revise: ["revise-contributors", { achievementId, reason, ...teamList() }, "office"],
      ...this.#disclosureActs(pick, reason),
      ...this.#priceActs(achievementId, pick, reference),
    };
    if (what === "wait") {
      const day = shanghaiDay(this.#ledger.time);
      this.#ledger.advanceTo(endOfDay(addDays(day, pick % 12)));
      return;
    }
    const [command, args, as] = acts[what] as readonly [string, ValueObject, Label | readonly Label[]];
    const answer = this.#ledger.act(command, args, as);
    assert.equal(answer.status, "recorded", what);
    if (answer.status !== "recorded" || answer.outcome !== "done") return;
    this.done.add(what);
    // A revised list holds everything up until all have confirmed it anew.
    const { version = 1 } = this.#ledger.row("achievements", "id", achievementId);
    if (what === "revise") this.#ledger.confirmAll(achievementId, Number(version));
  }

  /** A row that fits, or now and then any row at all; an empty one where there is none. */
  #pick(table: string, pick: number, fits: (row: JsonObject) => boolean): JsonObject {
    const rows = this.#ledger.rows({ name: `transfer_${table}` });
    const fitting = pick % 8 === 7 ? rows : rows.filter(fits);
    return fitting[(pick >> 3) % Math.max(1, fitting.length)] ?? rows.at(-1) ?? {};
  }

  #row(table: string, id: string): JsonObject {
    return this.#ledger.rows({ name: `transfer_${table}` }).find((row) => row["id"] === id) ?? {};
  }

  /** Acts that publish a plan. */
  #planNoticeActs(pick: number): Acts {
    const found = this.#pick("plans", pick, (row) => row["state"] === "split");
    const of = { planId: found["id"] ?? "", revision: Number(found["revision"] ?? 1) || 1 };
    const paper = { openedOn: "2026-01-05", closesOn: "2026-02-10", dayKind: "working", documentHash: "a".repeat(64) };
    return {
      "plan-paper": ["record-paper-plan-notice", { ...of, ...paper }, "office"],
      "plan-notice": ["publish-plan-notice", { ...of, audience: "unit" }, "office"],
    };
  }

  /** Acts from what is withheld to the bank's answer. */
  #paymentActs(pick: number, line: { planId: ValueObject[string]; personId: string }, reference: string): Acts {
    const batch = this.#pick("batches", pick, (row) => row["state"] === "drafted");
    const released = this.#pick("batches", pick, (row) => row["state"] === "instructed");
    const results = this.#ledger
      .rows({ name: "transfer_batch_lines" })
      .filter((row) => row["batchId"] === released["id"])
      .map((row, i) => {
        const [planId = "", personId = ""] = String(row["obligationId"]).split("/");
        return { planId, personId, result: (pick >> i) % 3 === 0 ? "returned" : "paid" };
      });
    const answer = { occurredOn: TODAY, bankReference: reference, statementHash: "e".repeat(64) };
    const tax = BigInt(pick % 3);
    const lines = [{ personId: line.personId, basis: tax === 0n ? "none" : "full", tax }];
    const batchId = batch["id"] ?? "";
    return {
      tax: ["record-withholding", { planId: line.planId, lines }, "finance"],
      batch: ["create-payment-batch", { lines: [line] }, "finance"],
      unbatch: ["cancel-payment-batch", { batchId, reason: "更正" }, "finance"],
      release: ["instruct-payment-batch", { batchId, listHash: batch["listHash"] ?? "0".repeat(64) }, "dean"],
      result: ["record-bank-result", { batchId: released["id"] ?? "", results, ...answer }, "finance"],
    };
  }

  /** Acts on the way to a registered achievement; the first one, on which the deals rest, is registered already. */
  #disclosureActs(pick: number, reason: string): Acts {
    const one = (...states: readonly string[]) =>
      this.#pick("achievements", pick, (row) => states.includes(String(row["state"])));
    const seen = (row: JsonObject) => ({ achievementId: row["id"] ?? "", version: row["version"] ?? 1 });
    const [open, whole, back] = [one("disclosed"), one("confirmed"), one("returned", "disclosed")];
    const disclosure = { title: "另一项成果", kind: "other", ...teamList() };
    const who = TEAM_LABELS[pick % TEAM_LABELS.length] ?? "leader";
    return {
      disclose: ["disclose-achievement", disclosure, who],
      confirm: ["confirm-contribution", seen(open), this.#unconfirmed(open) ?? who],
      register: ["register-achievement", seen(whole), "office"],
      "turn-back": ["return-disclosure", { achievementId: whole["id"] ?? "", reason }, "office"],
      redisclose: ["revise-disclosure", { achievementId: back["id"] ?? "", ...disclosure }, "leader"],
      retract: ["withdraw-disclosure", { achievementId: back["id"] ?? "", reason }, "leader"],
    };
  }

  /** The first member of a team who has not confirmed the own line. */
  #unconfirmed({ id }: JsonObject): Label | undefined {
    const waiting = this.#ledger
      .rows({ name: "transfer_contributors" })
      .find((row) => row["achievementId"] === id && row["confirmedBy"] === null);
    return TEAM_LABELS.find((label) => personId(label) === waiting?.["personId"]);
  }

  /** Acts on the way to a contract. */
  #priceActs(achievementId: string, pick: number, reference: string): Acts {
    const reason = "更正";
    const deal = (...states: readonly string[]) =>
      this.#pick("deals", pick, (row) => states.includes(String(row["state"])));
    const named = (row: JsonObject) => ({ dealId: row["id"] ?? "", revision: row["revision"] ?? 1 });
    const [proposed, decided] = [deal("proposed", "noticed"), deal("decided")];
    const notice = this.#pick("notices", pick, (row) => ["open", "suspended"].includes(String(row["state"])));
    const noticeId = notice["id"] ?? "";
    const objection = this.#pick("objections", pick, (row) => row["state"] === "open");
    const objectionId = objection["id"] ?? "";
    const { achievementId: _, ...terms } = this.#terms(achievementId, pick);
    const days = { days: 15 + (pick % 3), dayKind: "working" };
    const paper = { openedOn: "2026-01-05", closesOn: "2026-02-10", dayKind: "working", documentHash: "a".repeat(64) };
    const lines = (notice["lines"] ?? []) as { id: string }[];
    const lineId = lines[pick % Math.max(1, lines.length)]?.id;
    const target =
      lineId !== undefined ? { target: "line", lineId } : { target: pick % 2 === 0 ? "whole" : "ownership" };
    const result = pick % 3 === 0 ? "upheld" : "dismissed";
    const today = shanghaiDay(this.#ledger.time);
    const minutes = { minutesNumber: reference, decidedOn: today, attendeeCount: 5 };
    const contract = { contractNumber: reference, signedOn: today };
    return {
      offer: ["propose-deal", this.#terms(achievementId, pick), "office"],
      reoffer: ["revise-deal", { dealId: proposed["id"] ?? "", reason, ...terms }, "office"],
      drop: ["withdraw-deal", { dealId: proposed["id"] ?? "", reason }, "office"],
      notice: ["publish-price-notice", { ...named(deal("proposed")), audience: "unit", ...days }, "office"],
      paper: ["record-paper-price-notice", { ...named(deal("proposed")), ...paper }, "office"],
      unnotice: ["withdraw-notice", { noticeId, reason }, "office"],
      object: ["object", { noticeId, ...target, reason: "理由" }, "stranger"],
      unobject: ["withdraw-objection", { objectionId }, "stranger"],
      answer: ["resolve-objection", { objectionId, result, resolution: "答复" }, "discipline"],
      decide: ["record-decision", { ...named(proposed), ...minutes }, "dean"],
      undecide: ["reverse-decision", { dealId: decided["id"] ?? "", reason }, "dean"],
      sign: [
        "sign-deal",
        { ...named(decided), ...contract },
        ["office", decided["route"] === "equity" ? "rail" : "metro"],
      ],
    };
  }

  #terms(achievementId: string, pick: number): ValueObject {
    if (pick % 2 === 0) return { ...equityTerms(achievementId), price: 7_777n };
    const instalments = [{ dueOn: TODAY, amount: 20_011n }];
    const pricing = pick % 4 === 1 ? { pricing: "agreement" } : {};
    return { ...licenceTerms(achievementId), price: 20_011n, instalments, ...pricing };
  }
}

function rowsOf(ledger: TransferLedger, table: string): ReadonlyMap<string, JsonObject> {
  const keyOf = (row: JsonObject) =>
    table === "plan_lines" ? `${row["planId"]}/${row["payeeId"]}` : String(row["id"]);
  return new Map(ledger.rows({ name: `transfer_${table}` }).map((row) => [keyOf(row), row]));
}

/** Checks every change of state since the last act against the machines. */
function checkMoves(
  before: ReadonlyMap<string, ReadonlyMap<string, JsonObject>>,
  ledger: TransferLedger,
  what: string,
) {
  const after = new Map(MACHINES.map(([table]) => [table, rowsOf(ledger, table)]));
  for (const [table, , machine, start] of MACHINES) {
    for (const [key, row] of after.get(table) ?? []) {
      const was = before.get(table)?.get(key)?.["state"];
      const is = String(row["state"]);
      if (was === undefined) assert.ok(start.includes(is), `${table} starts as ${is} by ${what}`);
      else if (was !== is)
        assert.ok(reaches(machine, String(was), is), `${table} went from ${was} to ${is} by ${what}`);
    }
  }
  return after;
}

/** One transaction may make two moves, such as approved and settled. */
function reaches(machine: Machine<string>, from: string, to: string): boolean {
  const next = machine[from] ?? [];
  return next.includes(to) || next.some((between) => machine[between]?.includes(to));
}

function sum(rows: readonly JsonObject[], field: string): bigint {
  return rows.reduce((total, row) => total + BigInt(String(row[field])), 0n);
}

/** States of lines that are owed or were paid. */
const OWED = ["payable", "instructed", "returned", "paid"];

/** Whether a line of an approved plan waits aside because of an objection. */
function isSetAside(row: JsonObject): boolean {
  return row["approvalId"] !== null && ["frozen", "planned"].includes(String(row["state"]));
}

/** No money leaves without an obligation: what the bank was paid out is what obligations say, line by line. */
function checkObligations(
  lines: readonly JsonObject[],
  obligations: readonly JsonObject[],
  accounts: readonly JsonObject[],
): void {
  const owed = new Map(obligations.map((row) => [row["id"], row]));
  const states: Record<string, readonly string[]> = {
    payable: ["approved", "batched", "reversed"],
    instructed: ["instructed"],
    returned: ["returned", "batched"],
    paid: ["paid"],
  };
  for (const line of lines) {
    if (line["asset"] !== "money" || line["kind"] !== "award" || line["amount"] === "0") continue;
    const obligation = owed.get(`${line["planId"]}/${line["payeeId"]}`);
    const fit = states[String(line["state"])];
    if (fit === undefined) assert.ok(obligation === undefined || obligation["state"] === "void", String(line["state"]));
    else assert.ok(fit.includes(String(obligation?.["state"])), `${line["state"]} and ${obligation?.["state"]}`);
  }
  const paid = obligations.filter((row) => row["state"] === "paid");
  const ofName = (name: string) =>
    accounts.filter(({ id }) => String(id).startsWith("cny:") && String(id).endsWith(name));
  assert.equal(sum(ofName(":payout"), "balance"), sum(paid, "gross") - sum(paid, "withheld"));
  assert.equal(sum(ofName(":tax"), "balance"), sum(paid, "withheld"));
}

/** Everything that came in is with somebody: costs, unit, team, or still in the pool; to the fen, in totals and accounts. */
function checkMoney(ledger: TransferLedger): void {
  const all = (table: string) => ledger.rows({ name: `transfer_${table}` });
  const lines = all("plan_lines");
  for (const totals of all("settlements")) {
    const ofDeal = (rows: readonly JsonObject[]) => rows.filter((row) => row["dealId"] === totals["dealId"]);
    const received = ofDeal(all("receipts")).filter((row) => row["state"] === "recorded");
    assert.equal(String(totals["received"]), `${sum(received, "amount")}`);
    const live = ofDeal(lines).filter((row) => OWED.includes(String(row["state"])) || isSetAside(row));
    assert.equal(
      String(totals["awarded"]),
      `${sum(
        live.filter((row) => row["kind"] === "award"),
        "amount",
      )}`,
    );
    assert.equal(
      String(totals["retained"]),
      `${sum(
        live.filter((row) => row["kind"] === "rest"),
        "amount",
      )}`,
    );
    assert.equal(String(totals["awarded"]), `${sum(ofDeal(all("payees")), "allotted")}`);
    assert.equal(totals["openLineCount"], live.filter((row) => row["state"] !== "paid").length);
    assert.equal(String(totals["frozen"]), `${sum(live.filter(isSetAside), "amount")}`);
    assert.equal(String(totals["frozen"]), `${sum(ofDeal(all("payees")), "frozen")}`);
    assert.equal(String(totals["withheld"]), `${sum(ofDeal(all("payees")), "withheld")}`);
    for (const field of ["received", "awarded", "retained", "advanced", "recouped", "paid", "frozen", "withheld"]) {
      assert.ok(BigInt(String(totals[field])) >= 0n, `${field} is ${totals[field]}`);
    }
    // Without an approved plan nobody is owed anything.
    const plans = ofDeal(all("plans")).filter((row) => ["approved", "settled"].includes(String(row["state"])));
    if (plans.length === 0) assert.equal(String(totals["awarded"]), "0");
  }
  checkObligations(lines, all("obligations"), all("accounts"));
  const assets = new Map<string, bigint>();
  for (const account of all("accounts")) {
    const asset = String(account["asset"]);
    assets.set(asset, (assets.get(asset) ?? 0n) + BigInt(String(account["balance"])));
  }
  for (const [asset, balance] of assets) assert.equal(balance, 0n, asset);
}

/** Plays acts on a ledger with a licence and a stake, and checks states and money after each. Gives what was reached. */
function playAll(acts: readonly Act[], done: Set<string>, received = 0n): void {
  const ledger = new TransferLedger();
  const dice = new Dice(ledger, done);
  const achievementId = ledger.registered();
  const dealId = ledger.licence({ price: 20_011n, instalments: [{ dueOn: TODAY, amount: 20_011n }] }, achievementId);
  ledger.equity({ price: 7_777n }, achievementId);
  if (received > 0n) {
    ledger.receipt(dealId, received);
    ledger.approved(dealId);
  }
  let states = new Map(MACHINES.map(([table]) => [table, rowsOf(ledger, table)]));
  for (const act of acts) {
    const postings = ledger.rows({ name: "transfer_postings" }).length;
    dice.play(act);
    states = checkMoves(states, ledger, act.what);
    if (!MOVES_MONEY.has(act.what)) {
      assert.equal(ledger.rows({ name: "transfer_postings" }).length, postings, act.what);
    }
    for (const { state } of states.get("plan_lines")?.values() ?? []) done.add(`line ${state}`);
    checkMoney(ledger);
  }
  assert.deepEqual(ledger.faults, []);
}

test("whatever anybody does, states move as documented and every fen is with somebody", (t) => {
  const done = new Set<string>();
  const acts = fc.array(actOf(WEIGHTS), { minLength: 150, maxLength: 150 });
  fc.assert(
    fc.property(acts, (list) => playAll(list, done)),
    { ...randomSeed(t, 6), endOnFailure: true },
  );
  assert.ok(done.size > 20, `only ${[...done].join(", ")} were done: the property says little`);
});

test("however a plan is published, disputed, approved and paid, no money moves without an obligation", (t) => {
  const done = new Set<string>();
  const acts = fc.array(actOf(PAYOUT_WEIGHTS), { minLength: 300, maxLength: 300 });
  fc.assert(
    fc.property(acts, (list) => playAll(list, done, 9_001n)),
    { ...randomSeed(t, 6), endOnFailure: true },
  );
  for (const reached of ["line instructed", "line returned", "line paid"]) {
    assert.ok(done.has(reached), `${reached} was not reached: only ${[...done].join(", ")}`);
  }
});

test("a move that no machine has is refused", () => {
  assert.deepEqual(moved(DEAL_MOVES, { state: "signed", id: "d" }, "closed"), { state: "closed", id: "d" });
  assert.throws(() => moved(DEAL_MOVES, { state: "void" }, "signed"), /void does not lead to signed/);
  assert.throws(() => moved(PLAN_MOVES, { state: "proposed" }, "approved"), /proposed does not lead/);
  assert.throws(() => moved(LINE_MOVES, { state: "void" }, "paid"), /void does not lead/);
});

test("every state of every machine can be reached from its start", () => {
  for (const [table, , machine, start] of MACHINES) {
    const reached = new Set(start);
    for (const state of reached) for (const next of machine[state] ?? []) reached.add(next);
    assert.deepEqual([...reached].sort(), Object.keys(machine).sort(), table);
  }
});
