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
  ["transfer.approvals", { role: "finance-officer" }],
  ["transfer.payment-batches", {}],
  ["transfer.bank-slips", { state: "matched" }],
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
      const closed = notices.filter(({ state }) => state === "closed");
      assert.deepEqual(idsOf(listed("transfer.notices", { state: "closed" })), idsOf(closed), viewer);
      const ofUnits = ["school", "college"].flatMap((unit) =>
        listed("transfer.achievements", { unitId: testId("member", unit) }),
      );
      assert.deepEqual(idsOf(ofUnits).toSorted(), seen(achievements as unknown as Table), viewer);
    }
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
