import { strict as assert } from "node:assert";
import { test } from "node:test";
import { fromBase64, utf8Decode } from "#kernel/bytes";
import { type Submission, signTransaction } from "#kernel/envelope";
import { canonicalize, type Value } from "#kernel/json";
import type { ContractHarness } from "../../../../test/support/contract-harness.ts";
import { councilLedger, personId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectNotRecorded, expectRejected } from "../../../../test/support/expect-answer.ts";
import { testKeyPair } from "../../../../test/support/test-genesis.ts";
import { cancelled } from "../tables.ts";

const DAY_MS = 86_400_000;

/** A transaction of two signers that waits for days. */
function waiting(
  ledger: ContractHarness,
  other?: string,
  signers = ["ada", "bo"],
): { submission: Submission; payload: string } {
  const draft = {
    ledger: other ?? ledger.executor.ref,
    command: "council.rename-person",
    args: { personId: personId("bo"), name: "0".repeat(64) },
    notAfter: ledger.time + 20 * DAY_MS,
  };
  const submission = signTransaction(draft, signers.map(testKeyPair));
  return { submission, payload: utf8Decode(fromBase64(submission.envelope.payload) ?? new Uint8Array()) };
}

test("one of several signers calls back what is not recorded yet", () => {
  const ledger = councilLedger();
  const { submission, payload } = waiting(ledger);
  const { transactionId } = expectDone(ledger.run("council.cancel-transaction", { payload }, { as: "bo" }));
  assert.deepEqual(
    ledger.rows(cancelled).map((row) => row["transactionId"]),
    [transactionId],
  );
  const [answer] = ledger.block([canonicalize(submission as unknown as Value)], ledger.time);
  assert(answer !== undefined);
  assert.equal(answer.id, transactionId);
  expectNotRecorded(answer, "cancelled");
  expectRejected(ledger.run("council.cancel-transaction", { payload }, { as: "ada" }), "transaction_cancelled");
});

test("nobody cancels what others signed, or what belongs to another ledger", () => {
  const ledger = councilLedger();
  const { payload } = waiting(ledger);
  expectRejected(ledger.run("council.cancel-transaction", { payload }, { as: "rui" }), "transaction_of_others");
  const foreign = waiting(ledger, `other@${"0".repeat(64)}`);
  expectRejected(
    ledger.run("council.cancel-transaction", { payload: foreign.payload }, { as: "bo" }),
    "transaction_of_other_ledger",
  );
});

test("a text that is not exactly a payload and a transaction past its term are refused", () => {
  const ledger = councilLedger();
  const { payload } = waiting(ledger);
  const cancel = (text: string, time = ledger.time) =>
    ledger.run("council.cancel-transaction", { payload: text }, { as: "bo", time });
  expectRejected(cancel("{}"), "payload_unreadable");
  expectRejected(cancel(payload.replace(",", ", ")), "payload_unreadable");
  expectRejected(cancel(payload, ledger.time + 21 * DAY_MS), "transaction_expired");
});

test("a transaction of one signer is not cancelled: its term is short, and nodes would record it all the same", () => {
  const ledger = councilLedger();
  const { payload } = waiting(ledger, undefined, ["bo"]);
  expectRejected(ledger.run("council.cancel-transaction", { payload }, { as: "bo" }), "transaction_of_one_signer");
});
