import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { JsonObject } from "#kernel/json";
import type { Table } from "#kernel/table";
import { runQuery } from "#ledger/run-query";
import type { StateReader } from "#ledger/state";
import { countingState } from "../../../../test/support/counting-state.ts";
import { expectAnswered } from "../../../../test/support/expect-answer.ts";
import { ManyCasesLedger } from "../../../../test/support/many-cases-ledger.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { achievements } from "../achievement-tables.ts";
import { deals } from "../deal-tables.ts";
import { board } from "../notice-board.ts";
import { payments } from "../payment-book.ts";
import { slips } from "../slip-table.ts";

const CASES = 200;
/** Items of a page, and rows that may be read for it: for each item its case and whoever may see it. */
const LIMIT = 5;
const ROWS_MAX = 160;
/** Who sees everything of a unit, who sees one case, and who sees none. Team members read their own cases besides. */
const VIEWERS = [
  "school office",
  "school finance",
  "school everything",
  "school auditor",
  "college office",
  "holder",
  "company 19",
  "quiet",
  "stranger",
] as const;

const unitId = testId("member", "school");
const LISTS: readonly (readonly [name: string, input: JsonObject])[] = [
  ["transfer.cases", {}],
  ["transfer.cases", { order: "oldest" }],
  ["transfer.cases", { state: "signed" }],
  ["transfer.cases", { state: "void" }],
  ["transfer.achievements", { unitId }],
  ["transfer.notices", {}],
  ["transfer.notices", { state: "open" }],
  ["transfer.notices", { state: "closed" }],
  ["transfer.notices", { state: "void" }],
  ["transfer.notices", { order: "oldest" }],
  ["transfer.approvals", { role: "finance-officer" }],
  ["transfer.approvals", { role: "finance-officer", order: "newest" }],
  ["transfer.payment-batches", {}],
  ["transfer.payment-batches", { order: "oldest" }],
  ["transfer.bank-slips", {}],
  ["transfer.bank-slips", { state: "matched" }],
  ["transfer.bank-slips", { order: "oldest" }],
  ["transfer.own-lines", {}],
  ["council.people", {}],
  ["council.keys", {}],
  ["council.members", {}],
];

describe("on a ledger with many cases", () => {
  let ledger: ManyCasesLedger;
  before(() => {
    ledger = new ManyCasesLedger(CASES);
  });
  after(() => ledger.state.close());

  test("no page of a list reads much more than it shows", () => {
    for (const viewer of VIEWERS) {
      for (const [name, input] of LISTS) {
        const { state, reads } = countingState(ledger.state);
        const page = ask(ledger, state, name, { ...input, limit: LIMIT }, viewer);
        assert.ok(reads.rows <= ROWS_MAX, `${name} ${JSON.stringify(input)} as ${viewer} reads ${reads.rows} rows`);
        if (page["next"] === undefined) continue;
        const again = countingState(ledger.state);
        ask(ledger, again.state, name, { ...input, limit: LIMIT, after: page["next"] }, viewer);
        assert.ok(
          again.reads.rows <= ROWS_MAX,
          `the second page of ${name} as ${viewer} reads ${again.reads.rows} rows`,
        );
      }
    }
  });

  test("lists give all that a viewer may see and nothing else, page by page, in order", () => {
    for (const viewer of [...VIEWERS, "school 7", "company 0", "college 3"]) {
      const seen = (table: Table): readonly string[] => ledger.visibleKeys(table, viewer);
      const listed = (name: string, input: JsonObject) => everyItem(ledger, name, input, viewer);
      const cases = listed("transfer.cases", {});
      assert.deepEqual(idsOf(cases).toSorted(), seen(deals as unknown as Table), viewer);
      assert.deepEqual(cases, cases.toSorted(newestFirst("proposedAt")), viewer);
      assert.deepEqual(idsOf(listed("transfer.cases", { order: "oldest" })), idsOf(cases).toReversed(), viewer);
      const signed = cases.filter(({ state }) => state === "signed");
      assert.deepEqual(idsOf(listed("transfer.cases", { state: "signed" })), idsOf(signed), viewer);
      const notices = listed("transfer.notices", {});
      assert.deepEqual(idsOf(notices).toSorted(), seen(board.notices as unknown as Table), viewer);
      assert.deepEqual(notices, notices.toSorted(newestFirst("openedAt")), viewer);
      assert.deepEqual(idsOf(listed("transfer.notices", { order: "oldest" })), idsOf(notices).toReversed(), viewer);
      const closed = notices.filter(({ state }) => state === "closed");
      assert.deepEqual(idsOf(listed("transfer.notices", { state: "closed" })), idsOf(closed), viewer);
      const ofUnits = ["school", "college"].flatMap((unit) =>
        listed("transfer.achievements", { unitId: testId("member", unit) }),
      );
      assert.deepEqual(idsOf(ofUnits).toSorted(), seen(achievements as unknown as Table), viewer);
    }
  });

  test("lists of money are turned round, whole, page by page", () => {
    const seen = (table: Table): readonly string[] => ledger.visibleKeys(table, "school finance");
    const listed = (name: string, input: JsonObject = {}) => everyItem(ledger, name, input, "school finance");
    const newest = listed("transfer.bank-slips");
    assert.deepEqual(idsOf(newest).toSorted(), seen(slips as unknown as Table));
    assert.deepEqual(newest, newest.toSorted(newestFirst("occurredOn")));
    assert.deepEqual(idsOf(listed("transfer.bank-slips", { order: "oldest" })), idsOf(newest).toReversed());
    const batches = listed("transfer.payment-batches");
    assert.deepEqual(idsOf(batches).toSorted(), seen(payments.batches as unknown as Table));
    assert.deepEqual(idsOf(listed("transfer.payment-batches", { order: "oldest" })), idsOf(batches).toReversed());
    const owed = listed("transfer.payable-lines");
    assert.ok(
      owed.length > 0 && owed.every(({ state }) => ["approved", "returned", "reversed"].includes(String(state))),
    );
    assert.deepEqual(idsOf(listed("transfer.payable-lines", { order: "newest" })), idsOf(owed).toReversed());
    const inbox = (order: string) => listed("transfer.approvals", { role: "finance-officer", order });
    assert.deepEqual(inbox("newest"), inbox("oldest").toReversed());
    assert.ok(inbox("oldest").length > 1);
  });

  test("what a search has found leads to what hangs on it, in lists of everything that hangs on cases", () => {
    const listed = (name: string, input: JsonObject) => everyItem(ledger, name, input, "school finance");
    const found = (name: string, foundIds: readonly string[], input: JsonObject = {}) =>
      idsOf(listed(name, { foundIds, ...input }));
    for (const { id, planId, dealId, payeeId } of listed("transfer.payable-lines", {}).slice(0, 3)) {
      for (const foundId of [dealId, payeeId].map(String)) {
        assert.ok(found("transfer.payable-lines", [foundId]).includes(String(id)));
      }
      assert.deepEqual(found("transfer.payable-lines", [String(planId)]), []);
    }
    const [batch = {}] = listed("transfer.payment-batches", {});
    const { lines } = ask(
      ledger,
      ledger.state,
      "transfer.payment-batch",
      { batchId: batch["id"] ?? "" },
      "school finance",
    );
    const [line = {}] = lines as readonly JsonObject[];
    for (const foundId of [batch["id"], line["dealId"], line["payeeId"]].map(String)) {
      const ids = found("transfer.payment-batches", [foundId, foundId]);
      assert.equal(ids.filter((id) => id === batch["id"]).length, 1);
      assert.deepEqual(found("transfer.payment-batches", [foundId], { state: "cancelled" }), []);
    }
    const [waiting = {}] = listed("transfer.approvals", { role: "finance-officer" });
    const { dealId } = waiting;
    assert.deepEqual(listed("transfer.approvals", { role: "finance-officer", foundIds: [dealId ?? ""] }), [waiting]);
    assert.deepEqual(found("transfer.approvals", [String(dealId)], { role: "leadership" }), []);
    const [slip = {}] = listed("transfer.bank-slips", {});
    assert.deepEqual(listed("transfer.bank-slips", { foundIds: [slip["id"] ?? "", dealId ?? ""] }), [slip]);
    const notices = listed("transfer.notices", {});
    const ofDeal = notices.filter(({ subjectId }) => subjectId === dealId || subjectId === waiting["planId"]);
    assert.deepEqual(found("transfer.notices", [String(dealId)]), idsOf(ofDeal));
    assert.deepEqual(found("transfer.notices", [String(ofDeal[0]?.["id"])]), [ofDeal[0]?.["id"]]);
  });

  test("nobody is led by ids to what is not theirs to see", () => {
    const listed = (name: string, input: JsonObject, viewer: string) => everyItem(ledger, name, input, viewer);
    const foundIds = ["transfer.cases", "transfer.bank-slips", "transfer.payment-batches"].flatMap((name) =>
      idsOf(listed(name, { limit: 5 }, "school finance").slice(0, 5)),
    );
    for (const name of ["transfer.cases", "transfer.bank-slips", "transfer.payment-batches"]) {
      assert.ok(listed(name, { foundIds }, "school finance").length > 0, name);
      assert.deepEqual(listed(name, { foundIds }, "stranger"), [], name);
    }
    const own = new Set(idsOf(listed("transfer.cases", {}, "company 0")));
    assert.ok(idsOf(listed("transfer.cases", { foundIds }, "company 0")).every((id) => own.has(id)));
  });
});

function ask(ledger: ManyCasesLedger, state: StateReader, name: string, input: JsonObject, viewer: string): JsonObject {
  const { contracts, runner } = ledger;
  const { ref, head } = runner.executor;
  const run = { name, input, viewer: ledger.signer(viewer), ledger: ref, time: head.time, reveal: () => undefined };
  return expectAnswered(runQuery(contracts, state, run));
}

function everyItem(ledger: ManyCasesLedger, name: string, input: JsonObject, viewer: string): readonly JsonObject[] {
  const items: JsonObject[] = [];
  for (let after: JsonObject = {}; ; ) {
    const page = ask(ledger, ledger.state, name, { ...input, limit: 7, ...after }, viewer);
    items.push(...(page["items"] as readonly JsonObject[]));
    if (page["next"] === undefined) return items;
    after = { after: page["next"] };
  }
}

function idsOf(items: readonly JsonObject[]): readonly string[] {
  return items.map(({ id }) => String(id));
}

function newestFirst(field: string) {
  return (a: JsonObject, b: JsonObject): number =>
    Number(b[field]) - Number(a[field]) || (String(a["id"]) < String(b["id"]) ? 1 : -1);
}
