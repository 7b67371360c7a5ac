import { strict as assert } from "node:assert";
import { submissionText } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, type JsonObject, type ValueObject } from "#kernel/json";
import { commitPersonal } from "#kernel/personal";
import { check } from "#kernel/shape";
import type { LedgerService } from "#ledger/service";
import { type TestPerson, testId, testKeyPair } from "../support/test-genesis.ts";
import type { Template } from "./broken-submissions.ts";

/** Who signs the templates. */
export const FUZZED_PEOPLE: Readonly<Record<string, TestPerson>> = {
  ada: { member: "centre", roles: ["administrator", "reader"] },
  bo: { member: "works", roles: ["keeper"] },
  che: { member: "centre", roles: ["checker"] },
};

/** Long enough for a whole run, and still within what a single signer may ask for. */
const LASTS_MS = 590_000;

const TEMPLATES: readonly (readonly [command: string, args: ValueObject, as: readonly string[]])[] = [
  ["tally.add-to-counter", { name: "a", group: "g", amount: 7n }, ["bo"]],
  ["tally.add-to-counter", { name: "计数", group: '𝒢 "\\é', amount: 1n }, ["ada"]],
  ["tally.let-counter-expire", { name: "a", at: 1_900_000_000_000 }, ["bo"]],
  ["tally.settle-counter", { name: "a" }, ["bo", "che"]],
  ["council.grant-role", { personId: testId("person", "bo"), role: "checker" }, ["ada"]],
  ["council.add-person", { memberId: testId("member", "centre"), roles: ["reader"], name: "Person" }, ["ada"]],
  ["council.revoke-key", { keyId: keyIdOf(testKeyPair("che").publicKey) }, ["che"]],
];

/** Valid submissions for a ledger, of one and of two signers, with a personal field and without. None is sent. */
export function makeTemplates(service: LedgerService): readonly Template[] {
  return TEMPLATES.map(([command, args, labels]) => {
    const input = service.contracts.commands.get(command)?.input;
    assert.ok(input !== undefined);
    const plain = JSON.parse(canonicalize(args)) as JsonObject;
    const committed = commitPersonal(service.ref, command, plain, command === "council.add-person" ? ["name"] : []);
    assert.ok(check(input, committed.args).ok, `${command} takes its arguments`);
    const draft = { ledger: service.ref, command, notAfter: service.now() + LASTS_MS, ...committed };
    const submission = JSON.parse(submissionText(draft, labels.map(testKeyPair))) as JsonObject;
    const { payload } = submission["envelope"] as { readonly payload: string };
    const signed = JSON.parse(Buffer.from(payload, "base64").toString("utf8")) as Template["payload"];
    return { submission, payload: signed, labels, input, isRecorded: false };
  });
}
