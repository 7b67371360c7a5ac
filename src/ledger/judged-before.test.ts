import assert from "node:assert/strict";
import { test } from "node:test";
import { sealBlock } from "#kernel/block";
import { submissionText } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import { ProbeLedger } from "../../test/support/probe-ledger.ts";
import { TEST_BUNDLE, testKeyPair, testNodeKeys } from "../../test/support/test-genesis.ts";
import { openEntry } from "./entry.ts";
import type { Admitted } from "./executor.ts";
import type { Answer } from "./service.ts";

/** Entries as a sequencer admits them: judged before their block, by the state before it. */
function admit(ledger: ProbeLedger, texts: readonly string[]): Admitted[] {
  return texts.map((text) => {
    const entry = openEntry(text, 1_000_000);
    assert(typeof entry === "object");
    const signers = ledger.executor.judge({ verified: entry }, ledger.time);
    assert(typeof signers !== "string");
    return { entry, newAtHeight: ledger.executor.head.height + 1, judged: { signers, time: ledger.time } };
  });
}

function outcomes(
  ledger: ProbeLedger,
  texts: readonly string[],
  admitted: readonly Admitted[],
  time: number,
): string[] {
  const { executor } = ledger;
  const header = {
    bundle: TEST_BUNDLE,
    height: executor.head.height + 1,
    ledger: executor.ref,
    previous: executor.previous,
    salt: "5a".repeat(32),
    time,
  };
  const { answers } = executor.apply(sealBlock(header, texts, testNodeKeys("test").log), admitted);
  return answers
    .map((text) => JSON.parse(text) as Answer)
    .map((answer) => (answer.status === "recorded" ? answer.outcome : answer.code));
}

test("a verdict of the door ends where an entry before it in the block revokes the key", () => {
  const ledger = new ProbeLedger({ nothing: () => ({}) });
  const revoke = submissionText(
    {
      ledger: ledger.executor.ref,
      command: "council.revoke-key",
      args: { keyId: keyIdOf(testKeyPair("bo").publicKey) },
      notAfter: ledger.time + 1_000,
    },
    [testKeyPair("ada")],
  );
  const texts = [ledger.entry("nothing", { as: "bo" }), revoke, ledger.entry("nothing", { as: "bo" })];
  assert.deepEqual(outcomes(ledger, texts, admit(ledger, texts), ledger.time), ["done", "done", "revoked_key"]);
});

test("a verdict of the door does not hold for a block of another time", () => {
  const ledger = new ProbeLedger({ nothing: () => ({}) });
  const texts = [ledger.entry("nothing", { notAfter: ledger.time + 1_000 })];
  assert.deepEqual(outcomes(ledger, texts, admit(ledger, texts), ledger.time + 1_001), ["expired"]);
});
