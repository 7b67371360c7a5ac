import assert from "node:assert/strict";
import { test } from "node:test";
import type { Signer } from "#kernel/identity";
import type { JsonObject } from "#kernel/json";
import { council } from "../../src/scenarios/council/scenario.ts";
import { ContractHarness } from "../../test/support/contract-harness.ts";
import { expectAnswered } from "../../test/support/expect-answer.ts";
import { counters, tally } from "../../test/support/tally-scenario.ts";
import { runQuery, wholeTx } from "./run-query.ts";
import { visibleTx } from "./visible-tx.ts";

const ledger = new ContractHarness({
  scenarios: [council, tally],
  people: {
    ada: { member: "centre", roles: ["administrator"] },
    rui: { member: "centre", roles: ["reader"] },
    ann: { member: "works", roles: [] },
    ben: { member: "works", roles: [] },
  },
});
for (const [i, as] of ["ann", "ben", "ann", "ben", "ann"].entries()) {
  const args = { name: `${as}-${i}`, group: "g", amount: BigInt(i + 1) };
  ledger.run("tally.add-to-counter", args, { as });
}
const SIZES = "tally.counters-by-size";

function names(as: string, input: JsonObject): string[] {
  const { items } = expectAnswered(ledger.query(SIZES, { group: "g", limit: 9, ...input }, as));
  return (items as { name: string }[]).map(({ name }) => name);
}

test("says why it does not answer, from who to what", () => {
  const code = (name: string, input: JsonObject, as?: string): string | undefined => {
    const answer = ledger.query(name, input, as);
    return answer.ok ? undefined : answer.code;
  };
  assert.equal(code("tally.never", {}), "unknown_query");
  assert.equal(code("__proto__", {}, "ann"), "unknown_query");
  assert.equal(code(SIZES, {}), "session_missing");
  assert.equal(code(SIZES, { group: "g", limit: 101 }, "ann"), "input_unfit");
  assert.equal(code(SIZES, { group: "g", limit: 1 }, "ann"), undefined);
});

test("a role that a query asks for is wanted, but readers of the ledger may ask everything", () => {
  const query = { name: "tally.secret", allow: ["keeper"], input: tally.queries[0]?.input, run: () => ({ n: 1n }) };
  const contracts = { ...ledger.contracts, queries: new Map([["tally.secret", query as never]]) };
  const ask = (as: string) => {
    const viewer = ledger.signer(as) as Signer;
    const input = { group: "g", limit: 1 };
    return runQuery(contracts, ledger.state, {
      name: "tally.secret",
      input,
      viewer,
      ledger: "",
      time: 0,
      reveal: () => undefined,
    });
  };
  assert.deepEqual(ask("ann"), { ok: false, code: "role_missing" });
  assert.deepEqual(ask("rui"), { ok: true, value: { n: "1" } }, "amounts are given as text");
});

test("shows everyone their own rows, full pages of them, and readers all", () => {
  assert.deepEqual(names("ann", {}), ["ann-4", "ann-2", "ann-0"]);
  assert.deepEqual(names("ann", { limit: 2 }), ["ann-4", "ann-2"]);
  assert.deepEqual(names("ann", { limit: 2, after: "ann-2" }), ["ann-0"]);
  assert.deepEqual(names("rui", {}), ["ann-4", "ben-3", "ann-2", "ben-1", "ann-0"]);
  assert.deepEqual(names("ada", {}), []);
});

test("a row that may not be seen is as if it were not there", () => {
  const own = visibleTx(ledger.state, ledger.signer("ann")).table(counters);
  assert.equal(own.get("ben-1"), undefined);
  assert.equal(own.get("ann-0")?.count, 1n);
  assert.equal(own.list().length, 3);
  assert.equal(visibleTx(ledger.state, undefined).table(counters).list().length, 0);
  assert.equal(wholeTx(ledger.state).table(counters).get("ben-1")?.count, 2n);
});
