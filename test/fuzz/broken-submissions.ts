import fc from "fast-check";
import { fromBase64, toBase64, utf8 } from "#kernel/bytes";
import { argsHash, signPayload, TRANSACTION_TYPE } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, type Json, type JsonObject, parseCanonical } from "#kernel/json";
import { check, type Shape } from "#kernel/shape";
import { testKeyPair } from "../support/test-genesis.ts";
import { anyEdit, deepText, type Edit, edited, oddText } from "./odd-json.ts";

/** Submissions that nobody may record: valid ones with something changed, and nonsense. */

/** A valid submission taken apart. It is never sent itself, unless `isRecorded`. */
export interface Template {
  readonly submission: JsonObject;
  readonly payload: JsonObject & { readonly signers: readonly string[]; readonly notAfter: number };
  readonly labels: readonly string[];
  readonly input: Shape<unknown>;
  readonly isRecorded: boolean;
}

/** What a signer never says, signed all the same. */
const LIES = [
  "expired",
  "expired-long-ago",
  "too-far",
  "for-ever",
  "other-ledger",
  "other-genesis",
  "unknown-command",
  "inherited-command",
  "unknown-key",
  "revoked-key",
  "other-arguments",
  "signer-missing",
  "signer-twice",
  "signers-unsorted",
] as const;

/** What happens to personal values on the way; templates without any get some. */
const MIX_UPS = [
  "missing",
  "other-value",
  "other-salt",
  "other-path",
  "twice",
  "empty",
  "too-long",
  "inherited",
] as const;

const FORGERIES = [
  "flip",
  "swap-halves",
  "of-other-key",
  "of-other-text",
  "of-other-type",
  "malleable",
  "zeros",
  "identity",
  "short",
  "long",
  "twice",
  "none",
  "url-safe",
  "unpadded",
  "spaced",
  "loose-bits",
  "uppercase-key",
] as const;

const DAMAGES = [
  "flip",
  "cut",
  "drop",
  "insert",
  "overwrite",
  "bom",
  "nul",
  "overlong",
  "surrogate",
  "high",
  "spaces",
  "oversize",
  "twice",
  "reversed",
] as const;

const PARTS = ["submission", "envelope", "payload", "args", "personal"] as const;

/** How to break a template; `template` is counted modulo their number. */
export type Breakage = { readonly template: number } & (
  | {
      readonly kind: "edit";
      readonly part: (typeof PARTS)[number];
      readonly edit: Edit;
      readonly isSignedAgain: boolean;
    }
  | { readonly kind: "lie"; readonly lie: (typeof LIES)[number] }
  | { readonly kind: "forgery"; readonly forgery: (typeof FORGERIES)[number]; readonly at: number }
  | {
      readonly kind: "damage";
      readonly damage: (typeof DAMAGES)[number];
      readonly at: number;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: "mix-up"; readonly mixUp: (typeof MIX_UPS)[number] }
  | { readonly kind: "replay" }
  | { readonly kind: "nonsense"; readonly bytes: Uint8Array }
);

/** Every way to break a submission. */
export function anyBreakage(): fc.Arbitrary<Breakage> {
  const template = fc.nat(100);
  const at = fc.nat(10_000);
  const edit = { template, edit: anyEdit(), isSignedAgain: fc.boolean() };
  return fc.oneof(
    { weight: 12, arbitrary: fc.record({ kind: fc.constant("edit"), part: fc.constantFrom(...PARTS), ...edit }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("lie"), lie: fc.constantFrom(...LIES), template }) },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant("forgery"), forgery: fc.constantFrom(...FORGERIES), at, template }),
    },
    { weight: 6, arbitrary: anyBodyDamage() },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("mix-up"), mixUp: fc.constantFrom(...MIX_UPS), template }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("replay"), template }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("nonsense"), bytes: nonsense(), template }) },
  ) as fc.Arbitrary<Breakage>;
}

/** A body that is damaged as bytes, so that it stays broken whatever else happens to its request. */
export function anyBodyDamage(): fc.Arbitrary<Breakage> {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 12 });
  const parts = { damage: fc.constantFrom(...DAMAGES), at: fc.nat(10_000), bytes, template: fc.nat(100) };
  return fc.record({ kind: fc.constant("damage" as const), ...parts });
}

function nonsense(): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: "binary", maxLength: 300 }).map((text) => Buffer.from(text)),
    oddText().map((text) => Buffer.from(text)),
    deepText().map((text) => Buffer.from(text)),
    fc.json().map((text) => Buffer.from(text)),
  );
}

/** The bytes of a broken submission. Only a replay may be recorded, and then it was before. */
export function breakSubmission(breakage: Breakage, templates: readonly Template[]): Buffer {
  const all = breakage.kind === "replay" ? templates.filter(({ isRecorded }) => isRecorded) : templates;
  const template = all[breakage.template % all.length] as Template;
  switch (breakage.kind) {
    case "edit":
      return Buffer.from(editPart(template, breakage));
    case "lie":
      return Buffer.from(lie(template, breakage.lie));
    case "forgery":
      return Buffer.from(forge(template, breakage.forgery, breakage.at));
    case "damage":
      return damage(template, breakage);
    case "mix-up":
      return Buffer.from(mixUp(template, breakage.mixUp));
    case "replay":
      return Buffer.from(canonicalize(template.submission));
    case "nonsense":
      return Buffer.from(breakage.bytes);
  }
}

function editPart(template: Template, breakage: Breakage & { readonly kind: "edit" }): string {
  const { submission, payload } = template;
  const { part, edit, isSignedAgain } = breakage;
  switch (part) {
    case "submission":
      return edited(submission, edit);
    case "envelope":
      return withMember(submission, "envelope", edited(submission["envelope"] as Json, edit));
    case "personal":
      return withMember(submission, "personal", edited(submission["personal"] ?? [], edit));
    case "payload":
      return withPayload(template, edited(payload, edit), isSignedAgain);
    case "args":
      return withArgs(template, edited(submission["args"] as Json, edit), isSignedAgain);
  }
}

/** Other arguments, with a hash and signatures that fit them. Arguments that the command would take get one more member. */
function withArgs(template: Template, argsText: string, isSignedAgain: boolean): string {
  const { submission, payload, input } = template;
  if (!isSignedAgain) return withMember(submission, "args", argsText);
  const parsed = parseCanonical(argsText);
  const isFit = parsed.ok && check(input, parsed.value).ok;
  const text = isFit ? edited(parsed.value, { how: "add", at: 0, name: "zz", text: "0" }) : argsText;
  const reparsed = parseCanonical(text);
  const hash = reparsed.ok ? argsHash(submission["argsSalt"] as string, reparsed.value) : payload["argsHash"];
  const signed = JSON.parse(
    withPayload(template, canonicalize({ ...payload, argsHash: hash as string }), true),
  ) as JsonObject;
  return withMember(signed, "args", text);
}

function withMember(submission: JsonObject, name: string, text: string): string {
  const names = [...new Set([...Object.keys(submission), name])].sort();
  const members = names.map((key) => `"${key}":${key === name ? text : canonicalize(submission[key] as Json)}`);
  return `{${members.join(",")}}`;
}

function withPayload({ submission, labels }: Template, payloadText: string, isSignedAgain: boolean): string {
  const envelope = submission["envelope"] as JsonObject;
  // Lone surrogates have no UTF-8; what is sent then has the replacement character.
  const text = payloadText.toWellFormed();
  const signatures = isSignedAgain ? signaturesOf(text, labels) : (envelope["signatures"] as Json);
  return canonicalize({ ...submission, envelope: { ...envelope, payload: toBase64(utf8(text)), signatures } });
}

function signaturesOf(payloadText: string, labels: readonly string[], type = TRANSACTION_TYPE): Json {
  const signatures = labels.map((label) => signPayload(type, payloadText, testKeyPair(label)));
  return signatures.sort((a, b) => (a.keyid < b.keyid ? -1 : 1)) as unknown as Json;
}

function lie(template: Template, what: (typeof LIES)[number]): string {
  const { payload, labels } = template;
  const sign = (changes: JsonObject, signers = labels) =>
    withPayload({ ...template, labels: signers }, canonicalize({ ...payload, ...changes }), true);
  const as = (...signers: readonly string[]) =>
    sign({ signers: signers.map((label) => keyIdOf(testKeyPair(label).publicKey)) }, signers);
  const { notAfter, signers } = payload;
  const ledger = payload["ledger"] as string;
  switch (what) {
    case "expired":
      return sign({ notAfter: notAfter - 2_000_000 });
    case "expired-long-ago":
      return sign({ notAfter: 0 });
    case "too-far":
      return sign({ notAfter: notAfter + 30 * 86_400_000 });
    case "for-ever":
      return sign({ notAfter: Number.MAX_SAFE_INTEGER });
    case "other-ledger":
      return sign({ ledger: ledger.replace("test@", "tast@") });
    case "other-genesis":
      return sign({ ledger: `${ledger.slice(0, -1)}${ledger.endsWith("0") ? "1" : "0"}` });
    case "unknown-command":
      return sign({ command: "tally.add-to-everything" });
    case "inherited-command":
      return sign({ command: "constructor" });
    case "unknown-key":
      return as("stranger");
    case "revoked-key":
      return as("old");
    case "other-arguments":
      return sign({ argsHash: "0".repeat(64) });
    case "signer-missing":
      return sign({ signers: [] }, []);
    case "signer-twice":
      return sign({ signers: [...signers, ...signers] }, [...labels, ...labels]);
    case "signers-unsorted":
      return sign({ signers: [...signers, "0".repeat(64)] });
  }
}

function mixUp({ submission }: Template, how: (typeof MIX_UPS)[number]): string {
  const [kept] = (submission["personal"] ?? []) as readonly JsonObject[];
  const value = kept ?? { path: "name", salt: "0".repeat(64), value: "x" };
  const withPersonal = (...personal: readonly JsonObject[]) => canonicalize({ ...submission, personal });
  switch (how) {
    case "missing":
      // Without any there is nothing to miss.
      return kept === undefined ? withPersonal(value) : canonicalize({ ...submission, personal: undefined });
    case "other-value":
      return withPersonal({ ...value, value: `${value["value"]}x` });
    case "other-salt":
      return withPersonal({ ...value, salt: "1".repeat(64) });
    case "other-path":
      return withPersonal({ ...value, path: "roles.0" });
    case "twice":
      return withPersonal(value, value);
    case "empty":
      return withPersonal();
    case "too-long":
      return withPersonal({ ...value, value: "x".repeat(5_000) });
    case "inherited":
      return withPersonal({ ...value, path: "__proto__" });
  }
}

const GROUP_ORDER = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;

function forge({ submission, payload, labels }: Template, how: (typeof FORGERIES)[number], at: number): string {
  const envelope = submission["envelope"] as JsonObject;
  const signatures = envelope["signatures"] as readonly { readonly keyid: string; readonly sig: string }[];
  const first = signatures[0] as { readonly keyid: string; readonly sig: string };
  const withSignatures = (changed: Json) =>
    canonicalize({ ...submission, envelope: { ...envelope, signatures: changed } });
  const withSig = (sig: string) => withSignatures([{ ...first, sig }, ...signatures.slice(1)]);
  const bytes = Buffer.from(fromBase64(first.sig) as Uint8Array);
  const payloadText = canonicalize(payload);
  switch (how) {
    case "flip":
      bytes[at % 64] = (bytes[at % 64] as number) ^ (1 << (at % 8));
      return withSig(toBase64(bytes));
    case "swap-halves":
      return withSig(toBase64(Buffer.concat([bytes.subarray(32), bytes.subarray(0, 32)])));
    case "of-other-key":
      return withSig(signPayload(TRANSACTION_TYPE, payloadText, testKeyPair("stranger")).sig);
    case "of-other-text":
      return withSignatures(signaturesOf(`${payloadText} `, labels));
    case "of-other-type":
      return withSignatures(signaturesOf(payloadText, labels, "application/vnd.sanlian.session.v1+json"));
    case "malleable":
      return withSig(toBase64(Buffer.concat([bytes.subarray(0, 32), addGroupOrder(bytes.subarray(32))])));
    case "zeros":
      return withSig(toBase64(Buffer.alloc(64)));
    case "identity":
      return withSig(toBase64(Buffer.concat([Buffer.from([1]), Buffer.alloc(63)])));
    case "short":
      return withSig(toBase64(bytes.subarray(0, at % 64)));
    case "long":
      return withSig(toBase64(Buffer.concat([bytes, Buffer.alloc(1 + (at % 3_000))])));
    case "twice":
      return withSignatures([first, ...signatures] as unknown as Json);
    case "none":
      return withSignatures([]);
    case "url-safe":
      return withSig(`-_${first.sig.slice(2)}`);
    case "unpadded":
      return withSig(first.sig.replace(/=+$/, ""));
    case "spaced":
      return withSig(`${first.sig.slice(0, at % 80)} ${first.sig.slice(at % 80)}`);
    case "loose-bits":
      // The last character before `==` carries four bits that mean nothing.
      return withSig(first.sig.replace(/.==$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}==`));
    case "uppercase-key":
      return withSignatures([
        { ...first, keyid: first.keyid.toUpperCase() },
        ...signatures.slice(1),
      ] as unknown as Json);
  }
}

/** S + L: the same signature to a verifier that does not look. */
function addGroupOrder(scalar: Uint8Array): Buffer {
  const sum = BigInt(`0x${Buffer.from(scalar).reverse().toString("hex")}`) + GROUP_ORDER;
  return Buffer.from(sum.toString(16).padStart(64, "0"), "hex").reverse();
}

function damage(template: Template, { damage: how, at, bytes }: Breakage & { readonly kind: "damage" }): Buffer {
  const whole = Buffer.from(canonicalize(template.submission));
  const place = at % whole.length;
  const spliced = (middle: Uint8Array, from = place) =>
    Buffer.concat([whole.subarray(0, place), middle, whole.subarray(from)]);
  switch (how) {
    case "flip":
      whole[place] = (whole[place] as number) ^ (1 << (at % 8));
      return whole;
    case "cut":
      return whole.subarray(0, place);
    case "drop":
      return spliced(Buffer.alloc(0), place + bytes.length);
    case "insert":
      return spliced(bytes);
    case "overwrite":
      return Buffer.compare(whole.subarray(place, place + bytes.length), bytes) === 0
        ? spliced(bytes)
        : spliced(bytes, place + bytes.length);
    case "bom":
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), whole]);
    case "nul":
      return spliced(Buffer.from([0]));
    case "overlong":
      return spliced(Buffer.from([0xc0, 0x80]));
    case "surrogate":
      return spliced(Buffer.from([0xed, 0xa0, 0x80]));
    case "high":
      return spliced(Buffer.from([0xf5, 0x80, 0x80, 0x80]));
    case "spaces":
      return Buffer.concat([Buffer.from(" ".repeat(1 + (at % 40))), whole]);
    case "oversize":
      return spliced(Buffer.alloc(65_536 + at, "x"));
    case "twice":
      return Buffer.concat([whole, whole]);
    case "reversed":
      return whole.reverse();
  }
}
