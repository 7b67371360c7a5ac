import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { JsonObject, ValueObject } from "#kernel/json";
import { addDays, endOfDay, shanghaiDay } from "#kit/calendar-day";
import { NOTICE_MOVES, OBJECTION_MOVES } from "#kit/notices-tables";
import { randomSeed } from "../../../test/support/random-seed.ts";
import {
  equityTerms,
  type Label,
  licenceTerms,
  personId,
  TEAM,
  TODAY,
  TransferLedger,
  teamList,
} from "../../../test/support/transfer-ledger.ts";
import { ACHIEVEMENT_MOVES, DEAL_MOVES, ENTRY_MOVES, LINE_MOVES, type Machine, moved, PLAN_MOVES } from "./rules.ts";

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
  ];

const TEAM_LABELS = Object.keys(TEAM) as Label[];

/** How often each act is tried: mostly forward, or nearly everything would be refused. */
const WEIGHTS = {
  ...{
    receipt: 12,
    cost: 6,
    stake: 6,
    propose: 14,
    split: 14,
    approve: 16,
    pay: 20,
    return: 3,
    shares: 10,
  },
  ...{ unreceipt: 3, uncost: 2, unstake: 1, withdraw: 2, "void-plan": 3, unpay: 3, unshares: 2 },
  ...{ "void-deal": 1, close: 2, reopen: 2, revise: 1 },
  ...{ offer: 4, reoffer: 2, drop: 1, notice: 6, paper: 3, unnotice: 1, object: 4, unobject: 2, answer: 4 },
  ...{ wait: 3, decide: 8, undecide: 2, sign: 8 },
  ...{ disclose: 2, confirm: 9, register: 4, "turn-back": 1, redisclose: 1, retract: 1 },
};

/** Acts that may post: what came in, what was approved, what was paid, and their corrections. All others move nothing. */
const MOVES_MONEY = new Set("receipt stake approve pay shares unreceipt unstake void-plan unpay unshares".split(" "));

/** An act with its dice: which of the rows there are it is about, and how much. */
const anAct = fc.record({
  what: fc.oneof(...Object.entries(WEIGHTS).map(([what, weight]) => ({ weight, arbitrary: fc.constant(what) }))),
  pick: fc.noBias(fc.nat()),
  amount: fc.bigInt({ min: 1n, max: 5_000n }),
  weights: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 }),
});
type Act = typeof anAct extends fc.Arbitrary<infer T> ? T : never;

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
    const approved = plan("split");
    const revision = pick % 9 === 0 ? 1 : Math.max(1, Number(approved["revision"] ?? 1));
    const agreed = pick % 4 === 0 ? { agreedRateBp: 5_000 + (pick % 5_001) } : {};
    const bank = { ...day, bankReference: reference };
    const register = { ...day, registryReference: reference };
    const acts: Acts = {
      receipt: ["record-receipt", { dealId, amount, ...bank }, "finance"],
      cost: [
        "record-cost",
        { dealId, class: costClass, amount: amount / 9n + 1n, ...day, voucher: reference },
        "finance",
      ],
      stake: ["record-stake", { dealId, ...register }, ["asset", other]],
      propose: ["propose-plan", { dealId, ...agreed }, "office"],
      split: ["decide-team-split", { planId: planId("proposed", "split"), shares }, "leader"],
      approve: ["approve-plan", { planId: approved["id"] ?? "", revision }, pick % 2 === 0 ? "dean" : "finance"],
      pay: ["record-payment", { ...payment("payable", "returned"), result: "paid", ...bank }, "finance"],
      return: ["record-payment", { ...payment("payable", "returned"), result: "returned", ...bank }, "finance"],
      shares: ["register-shares", { ...registration("payable"), ...register }, ["asset", "rail"]],
      unreceipt: ["reverse-receipt", { receiptId: entry("receipts"), reason }, "finance"],
      uncost: ["reverse-cost", { costId: entry("costs"), reason }, "finance"],
      unstake: ["reverse-stake", { dealId, reason }, ["asset", other]],
      withdraw: ["withdraw-plan", { planId: planId("proposed", "split"), reason }, "office"],
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
    const target = pick % 2 === 0 ? "whole" : "ownership";
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
      object: ["object", { noticeId, target, reason: "理由" }, "stranger"],
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

/** Everything that came in is with somebody: costs, unit, team, or still in the pool; to the fen, in totals and accounts. */
function checkMoney(ledger: TransferLedger): void {
  const all = (table: string) => ledger.rows({ name: `transfer_${table}` });
  const lines = all("plan_lines");
  for (const totals of all("settlements")) {
    const ofDeal = (rows: readonly JsonObject[]) => rows.filter((row) => row["dealId"] === totals["dealId"]);
    const received = ofDeal(all("receipts")).filter((row) => row["state"] === "recorded");
    assert.equal(String(totals["received"]), `${sum(received, "amount")}`);
    const live = ofDeal(lines).filter((row) => ["payable", "returned", "paid"].includes(String(row["state"])));
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
    for (const field of ["received", "awarded", "retained", "advanced", "recouped", "paid"]) {
      assert.ok(BigInt(String(totals[field])) >= 0n, `${field} is ${totals[field]}`);
    }
    // Without an approved plan nobody is owed anything.
    const plans = ofDeal(all("plans")).filter((row) => ["approved", "settled"].includes(String(row["state"])));
    if (plans.length === 0) assert.equal(String(totals["awarded"]), "0");
  }
  const assets = new Map<string, bigint>();
  for (const account of all("accounts")) {
    const asset = String(account["asset"]);
    assets.set(asset, (assets.get(asset) ?? 0n) + BigInt(String(account["balance"])));
  }
  for (const [asset, balance] of assets) assert.equal(balance, 0n, asset);
}

test("whatever anybody does, states move as documented and every fen is with somebody", (t) => {
  const done = new Set<string>();
  fc.assert(
    fc.property(fc.array(anAct, { minLength: 200, maxLength: 200 }), (acts) => {
      const ledger = new TransferLedger();
      const dice = new Dice(ledger, done);
      const achievementId = ledger.registered();
      ledger.licence({ price: 20_011n, instalments: [{ dueOn: TODAY, amount: 20_011n }] }, achievementId);
      ledger.equity({ price: 7_777n }, achievementId);
      let states = new Map(MACHINES.map(([table]) => [table, rowsOf(ledger, table)]));
      for (const act of acts) {
        const postings = ledger.rows({ name: "transfer_postings" }).length;
        dice.play(act);
        states = checkMoves(states, ledger, act.what);
        if (!MOVES_MONEY.has(act.what))
          assert.equal(ledger.rows({ name: "transfer_postings" }).length, postings, act.what);
        checkMoney(ledger);
      }
      assert.deepEqual(ledger.faults, []);
    }),
    { ...randomSeed(t, 8), endOnFailure: true },
  );
  assert.ok(done.size > 25, `only ${[...done].join(", ")} were done: the property says little`);
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
