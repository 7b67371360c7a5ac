import assert from "node:assert/strict";
import { test } from "node:test";
import { toBase64, utf8 } from "#kernel/bytes";
import { defineCommand } from "#kernel/command";
import { type Draft, type Submission, signTransaction } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, type JsonObject, type Value } from "#kernel/json";
import { commitment, commitPersonal } from "#kernel/personal";
import { defineScenario } from "#kernel/scenario";
import { personalPaths, shape } from "#kernel/shape";
import { council } from "../../src/scenarios/council/scenario.ts";
import { ContractHarness } from "../../test/support/contract-harness.ts";
import { testKeyPair } from "../../test/support/test-genesis.ts";
import { Door, type DoorCode, type EntryTexts, entryFromTexts, rememberKeys } from "./door.ts";
import { openEntry } from "./entry.ts";
import { wholeTx } from "./run-query.ts";
import type { NotRecorded } from "./service.ts";

const invite = defineCommand({
  name: "desk.invite-guests",
  allow: "anyone",
  input: shape.object({
    host: shape.personal(10),
    seats: shape.int(1, 9),
    guests: shape.array(shape.object({ name: shape.personal(10), note: shape.optional(shape.personal(4)) }), 0, 3),
    driver: shape.nullable(shape.personal(10)),
  }),
  rejections: {},
  run: () => ({}),
});
const desk = defineScenario({
  name: "desk",
  roles: [],
  tables: [],
  commands: [invite],
  queries: [],
  timers: [],
  texts: { zh: {}, en: {} },
});

const ledger = new ContractHarness({
  scenarios: [council, desk],
  people: { ada: { member: "centre", roles: ["administrator"] }, bo: { member: "works", roles: [] } },
  limits: { transactionBytes: 4_096 },
});
const door = new Door({
  genesis: ledger.genesis,
  contracts: ledger.contracts,
  publicKey: rememberKeys((keyId) => ledger.contracts.directory.publicKey(wholeTx(ledger.state), keyId)),
});

const GUESTS = { host: "李雷", seats: 3, guests: [{ name: "Han", note: "veg" }, { name: "Mei" }], driver: null };

function submission(args: JsonObject = GUESTS, draft: Partial<Draft> = {}, as = ["ada"]): Submission {
  const ref = draft.ledger ?? ledger.executor.ref;
  const committed = commitPersonal(ref, invite.name, args, personalPaths(invite.input));
  const whole = { ledger: ref, command: invite.name, notAfter: ledger.time, ...committed, ...draft };
  return signTransaction(whole, as.map(testKeyPair));
}

function bytesOf(value: object): Uint8Array {
  return utf8(canonicalize(value as Value));
}

function refusal(bytes: Uint8Array): NotRecorded {
  const passed = door.open(bytes);
  assert(!passed.ok, "it was let through");
  const answer = JSON.parse(passed.answer) as NotRecorded;
  assert.equal(answer.status, "refused");
  assert.equal(canonicalize(answer as unknown as Value), passed.answer);
  return answer;
}

function pass(bytes: Uint8Array): EntryTexts {
  const passed = door.open(bytes);
  assert(passed.ok, JSON.stringify(passed));
  return passed.entry;
}

test("lets a good submission through with what its block will hold, and its personal values apart", () => {
  const sent = submission();
  const entry = pass(bytesOf(sent));
  const { personal, ...inBlock } = sent;
  assert.equal(entry.text, canonicalize(inBlock as unknown as Value));
  assert.deepEqual(
    entry.personal,
    (personal ?? []).map(({ path, salt, value }) => {
      const field = `${invite.name}/${path}`;
      return { commitment: commitment(ledger.executor.ref, field, salt, value), field, salt, value };
    }),
  );
  const opened = openEntry(entry.text, 4_096);
  assert(typeof opened === "object");
  const { id, payload, payloadText, args, envelopeHash, text } = opened;
  assert.deepEqual(entryFromTexts(entry), { id, payload, payloadText, args, envelopeHash, text, areArgsChecked: true });
});

test("turns away, with its own code, whatever is wrong with bytes, envelope, keys, command or arguments", () => {
  const good = submission();
  const [signature] = good.envelope.signatures;
  const forged = { ...good.envelope, signatures: [{ ...signature, sig: toBase64(new Uint8Array(64)) }] };
  const deep = utf8(`${"[".repeat(17)}${"]".repeat(17)}`);
  const cases: readonly (readonly [code: DoorCode, bytes: Uint8Array])[] = [
    ["too_large", utf8(`"${"a".repeat(4_096)}"`)],
    ["not_utf8", Uint8Array.of(0x22, 0xff, 0x22)],
    ["too_deep", deep],
    ["not_json", utf8("{")],
    ["not_json", new Uint8Array()],
    ["not_canonical", utf8(` ${canonicalize(good as unknown as Value)}`)],
    ["number_not_safe_integer", utf8("[0.5]")],
    ["malformed_submission", utf8("{}")],
    ["malformed_envelope", bytesOf({ ...good, envelope: { ...good.envelope, payloadType: "text/plain" } })],
    ["malformed_payload", bytesOf({ ...good, envelope: { ...good.envelope, payload: toBase64(utf8("{}")) } })],
    [
      "signatures_not_those_of_signers",
      bytesOf({ ...good, envelope: { ...good.envelope, signatures: [signature, signature] } }),
    ],
    ["arguments_do_not_match_hash", bytesOf({ ...good, args: { ...good.args, seats: 4 } })],
    ["other_ledger", bytesOf(submission(GUESTS, { ledger: `test@${"0".repeat(64)}` }))],
    ["unknown_key", bytesOf(submission(GUESTS, {}, ["mallory"]))],
    ["unknown_key", bytesOf(submission(GUESTS, {}, ["ada", "mallory"]))],
    ["bad_signature", bytesOf({ ...good, envelope: forged })],
    ["unknown_command", bytesOf(submission(GUESTS, { command: "desk.never" }))],
    ["unknown_command", bytesOf(submission(GUESTS, { command: "__proto__" }))],
    ["arguments_unfit", bytesOf(submission({ ...GUESTS, seats: 10 }))],
  ];
  for (const [code, bytes] of cases) {
    const answer = refusal(bytes);
    assert.equal(answer.code, code);
    assert.ok(code !== "arguments_unfit" || canonicalize(answer.issues ?? null).includes('"path":"seats"'));
  }
});

test("names the id of what could be opened, so that its sender recognises it", () => {
  const { id } = pass(bytesOf(submission()));
  assert.match(id, /^[0-9a-f]{80}$/);
  assert.match(refusal(bytesOf(submission(GUESTS, { command: "desk.never" }))).id ?? "", /^[0-9a-f]{80}$/);
  assert.equal(refusal(utf8("{}")).id, undefined);
});

test("a stranger does not learn whether command or arguments are right", () => {
  for (const sent of [
    submission({ ...GUESTS, seats: 10 }, {}, ["mallory"]),
    submission(GUESTS, { command: "desk.never" }, ["mallory"]),
  ]) {
    assert.equal(refusal(bytesOf(sent)).code, "unknown_key");
  }
});

test("wants exactly one fitting value for each personal field that holds a commitment", () => {
  const good = submission();
  const values = good.personal ?? [];
  const [host, han] = values;
  assert(host !== undefined && han !== undefined);
  const { personal: _, ...none } = good;
  const unfit: Readonly<Record<string, object>> = {
    none,
    "one less": { ...good, personal: values.slice(1) },
    "one twice": { ...good, personal: [...values, host] },
    "one twice instead of another": { ...good, personal: [host, ...values.slice(0, -1)] },
    "one more, of no personal field": { ...good, personal: [...values, { ...host, path: "seats" }] },
    "one more, of a field that is not there": { ...good, personal: [...values, { ...host, path: "guests.1.note" }] },
    "another value": { ...good, personal: [{ ...host, value: "Lei" }, ...values.slice(1)] },
    "another salt": { ...good, personal: [{ ...host, salt: "0".repeat(64) }, ...values.slice(1)] },
    "exchanged places": {
      ...good,
      personal: [{ ...host, path: han.path }, { ...han, path: host.path }, ...values.slice(2)],
    },
    "a path that is not the field's": {
      ...good,
      personal: [host, { ...han, path: "guests.00.name" }, ...values.slice(2)],
    },
    "a value too long": submission({ ...GUESTS, host: "a name of twelve" }),
    "a value with a control character": submission({ ...GUESTS, host: "a\u0007" }),
    "a value that turns the text around": submission({ ...GUESTS, host: "\u202eeil" }),
  };
  for (const [name, sent] of Object.entries(unfit))
    assert.equal(refusal(bytesOf(sent)).code, "personal_values_unfit", name);
  const plain = {
    ledger: ledger.executor.ref,
    command: "council.advance-clock",
    notAfter: ledger.time,
    args: { to: 5 },
  };
  const extra = signTransaction({ ...plain, personal: [host] }, [testKeyPair("ada")]);
  assert.equal(refusal(bytesOf(extra)).code, "personal_values_unfit", "a value where no field is personal");
  assert.equal(pass(bytesOf(submission({ ...GUESTS, host: "😀".repeat(10) }))).personal.length, 4);
  assert.equal(pass(bytesOf(submission({ ...GUESTS, driver: "Wu" }))).personal.length, 5);
});

test("keys are looked up once, and unknown ones again and again", () => {
  const asked: string[] = [];
  const key = testKeyPair("ada").publicKey;
  const known = new Map([["ada", toBase64(key)]]);
  const publicKey = rememberKeys((keyId) => {
    asked.push(keyId);
    return known.get(keyId);
  });
  for (let i = 0; i < 3; i++) assert.deepEqual(publicKey("ada"), key);
  assert.equal(publicKey("bo"), undefined);
  known.set("bo", "AAAA");
  assert.equal(publicKey("bo"), undefined, "what is no key of 32 bytes is none");
  known.set("bo", toBase64(key));
  assert.deepEqual(publicKey("bo"), key);
  assert.deepEqual(asked, ["ada", "bo", "bo", "bo"]);
});

test("a revoked key still passes the door: only the state of its block decides", () => {
  const keyId = keyIdOf(testKeyPair("bo").publicKey);
  const bytes = bytesOf(submission(GUESTS, {}, ["bo"]));
  ledger.run("council.revoke-key", { keyId }, { as: "ada" });
  pass(bytes);
  assert.equal(ledger.executor.judge({ verified: entryFromTexts(pass(bytes)) }, ledger.time), "revoked_key");
});
