import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import type { ContractHarness } from "../../../../test/support/contract-harness.ts";
import { councilLedger, memberId } from "../../../../test/support/council-ledger.ts";
import { expectAnswered, expectDone } from "../../../../test/support/expect-answer.ts";
import { UnitLog } from "../../../../test/support/unit-log.ts";

const LOG = new UnitLog(12);

function anchored(): ContractHarness {
  const ledger = councilLedger();
  const { ledger: ref, origin, logKey } = LOG;
  expectDone(
    ledger.run("council.register-ledger", { ledger: ref, origin, logKey, memberId: memberId("works") }, { as: "ada" }),
  );
  for (const [from, to] of [
    [0, 5],
    [5, 9],
    [9, 12],
  ] as const) {
    const proof = from === 0 ? [] : LOG.proof(from, to);
    expectDone(
      ledger.run("council.post-anchor", { ledger: ref, checkpoint: LOG.checkpoint(to), proof }, { as: "ops" }),
    );
  }
  return ledger;
}

function sizes(page: JsonObject): unknown[] {
  return (page["items"] as readonly JsonObject[]).map(({ size }) => size);
}

test("everyone reads the anchors of a ledger, the latest first, and page by page", () => {
  const ledger = anchored();
  const ask = (input: JsonObject) => expectAnswered(ledger.query("council.anchors", { ledger: LOG.ledger, ...input }));
  assert.deepEqual(sizes(ask({})), [12, 9, 5]);
  const first = ask({ limit: 2 });
  assert.deepEqual(sizes(first), [12, 9]);
  assert.deepEqual(sizes(ask({ limit: 2, after: first["next"] ?? "" })), [5]);
});

test("the anchor of one exact size is found by it", () => {
  const ledger = anchored();
  const ask = (size: number) => expectAnswered(ledger.query("council.anchors", { ledger: LOG.ledger, size }));
  assert.deepEqual(sizes(ask(9)), [9]);
  assert.deepEqual(sizes(ask(8)), []);
});

test("registered ledgers show their latest anchor", () => {
  const { items } = expectAnswered(anchored().query("council.ledgers", {}));
  const [unit] = items as readonly JsonObject[];
  assert(unit !== undefined);
  assert.equal(unit["ledger"], LOG.ledger);
  assert.equal((unit["latest"] as JsonObject)["size"], 12);
});

test("a ledger without anchors is listed without a latest one", () => {
  const ledger = councilLedger();
  const { ledger: ref, origin, logKey } = LOG;
  expectDone(
    ledger.run("council.register-ledger", { ledger: ref, origin, logKey, memberId: memberId("works") }, { as: "ada" }),
  );
  const { items } = expectAnswered(ledger.query("council.ledgers", {}));
  assert.equal("latest" in ((items as readonly JsonObject[])[0] ?? {}), false);
});
