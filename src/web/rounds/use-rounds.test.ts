import assert from "node:assert/strict";
import { test } from "node:test";
import type { Round } from "./round.ts";
import { awaiting } from "./use-rounds.ts";

function round(id: string, state: Round["state"], signed: readonly boolean[]): Round {
  const signers = signed.map((hasSigned, at) => ({ keyId: `key${at}`, personId: `person${at}`, hasSigned }));
  return { id, command: "a.b", createdBy: "person0", createdAt: 1, notAfter: 2, state, signers };
}

test("a round waits for a device that is named, has not signed, and only while it is open", () => {
  const rounds = [
    round("mine", "open", [true, false]),
    round("signed", "open", [true, true]),
    round("over", "declined", [true, false]),
  ];
  const ids = (keyId: string | undefined) => awaiting(rounds, keyId).map(({ id }) => id);
  assert.deepEqual(ids("key1"), ["mine"]);
  assert.deepEqual(ids("key0"), []);
  assert.deepEqual(ids("key9"), []);
  assert.deepEqual(ids(undefined), []);
});
