import { strict as assert } from "node:assert";
import { test } from "node:test";
import { COSIGNATURE_TYPE } from "#kernel/cosignature";
import { demoKeyPair } from "#kernel/demo-keys";
import { ED25519_TYPE } from "#kernel/note";
import { read } from "#kernel/shape";
import { formatVerifierKey } from "#kernel/verifier-key";
import type { ContractHarness } from "../../../../test/support/contract-harness.ts";
import { councilLedger, memberId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../../test/support/expect-answer.ts";
import { testKeyPair } from "../../../../test/support/test-genesis.ts";
import { ledgers } from "../tables.ts";

const ORIGIN = "works.test/unit";
const UNIT = {
  ledger: `unit@${"a".repeat(64)}`,
  origin: ORIGIN,
  logKey: logKey(ORIGIN),
  memberId: memberId("works"),
};

function logKey(name: string, type: typeof ED25519_TYPE | typeof COSIGNATURE_TYPE = ED25519_TYPE): string {
  return formatVerifierKey({ name, type, publicKey: testKeyPair("unit/log").publicKey });
}

function register(ledger: ContractHarness, changes: Partial<typeof UNIT> = {}) {
  return ledger.run("council.register-ledger", { ...UNIT, ...changes }, { as: "ada" });
}

test("a unit ledger of a member is registered once", () => {
  const ledger = councilLedger();
  expectDone(register(ledger));
  const found = ledger.rows(ledgers).map((row) => ledgers.search?.(read(ledgers.row, row)));
  assert.deepEqual(found, [{ kind: "council.ledger", title: "unit", words: [UNIT.ledger] }]);
  assert.deepEqual(ledger.rows(ledgers), [{ ...UNIT, registeredAt: ledger.time }]);
  expectRejected(register(ledger), "ledger_known");
});

test("no second ledger takes the same origin", () => {
  const ledger = councilLedger();
  expectDone(register(ledger));
  expectRejected(register(ledger, { ledger: `unit@${"b".repeat(64)}` }), "origin_taken");
});

test("references and log keys must be readable and belong together", () => {
  const ledger = councilLedger();
  expectRejected(register(ledger, { ledger: `Unit@${"a".repeat(64)}` }), "ledger_ref_malformed");
  expectRejected(register(ledger, { ledger: ledger.executor.ref }), "ledger_is_this_one");
  expectRejected(register(ledger, { logKey: logKey(ORIGIN).replace("+", "-") }), "log_key_unreadable");
  expectRejected(register(ledger, { logKey: logKey(ORIGIN, COSIGNATURE_TYPE) }), "log_key_unreadable");
  expectRejected(register(ledger, { logKey: logKey("works.test/other") }), "log_key_of_other_origin");
});

test("the owner must be a seated member", () => {
  const ledger = councilLedger();
  expectRejected(register(ledger, { memberId: memberId("nowhere") }), "member_not_found");
  expectRejected(register(ledger, { memberId: memberId("seat") }), "member_not_seated");
});

test("a real ledger anchors no ledger whose log key is a published demo key", () => {
  const { publicKey } = demoKeyPair("bjtu/log");
  const demoKey = formatVerifierKey({ name: ORIGIN, type: ED25519_TYPE, publicKey });
  expectRejected(register(councilLedger("real"), { logKey: demoKey }), "log_key_of_demo");
  expectDone(register(councilLedger("simulated"), { logKey: demoKey }));
});
