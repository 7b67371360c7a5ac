import { concatBytes, fromBase64, isHex, toBase64, toHex, utf8, utf8Decode } from "#kernel/bytes";
import { type KeyPair, randomBytes, sha256Hex, signEd25519, verifyEd25519 } from "#kernel/crypto";
import { keyIdOf } from "#kernel/identity";
import {
  canonicalize,
  canonicalTextAt,
  isJsonObject,
  type Json,
  type JsonObject,
  parseJson,
  type Value,
} from "#kernel/json";

/** Signed transactions: a DSSE envelope (in-toto), and beside it the arguments whose salted hash it signs. */

export const TRANSACTION_TYPE = "application/vnd.sanlian.transaction.v1+json";
const SIGNERS_MAX = 16;

/** What a signature covers. */
export interface Payload {
  readonly argsHash: string;
  readonly command: string;
  readonly ledger: string;
  /** 128 random bits, hexadecimal. */
  readonly nonce: string;
  /** Instant in milliseconds after which it can no longer be recorded. */
  readonly notAfter: number;
  /** Key ids, sorted and unique: an envelope whose signatures are not exactly theirs is malformed. */
  readonly signers: readonly string[];
}

export interface Envelope {
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** A personal value on its way to the vault; the transaction holds only its commitment, at `path` in the arguments. */
export interface PersonalValue {
  readonly path: string;
  readonly salt: string;
  readonly value: string;
}

/** What a client sends: the envelope and what travels beside it. */
export interface Submission {
  readonly args: JsonObject;
  readonly argsSalt: string;
  readonly envelope: Envelope;
  readonly personal?: readonly PersonalValue[];
}

/** Why a submission is malformed: decided from its bytes alone. */
export type EnvelopeProblem =
  | "malformed_submission"
  | "malformed_envelope"
  | "malformed_payload"
  | "signatures_not_those_of_signers"
  | "arguments_do_not_match_hash";

/** A submission taken apart and found well formed. Its signatures are not checked yet. */
export interface Opened {
  readonly payload: Payload;
  readonly envelope: Envelope;
  /** Canonical text of the payload. */
  readonly payloadText: string;
  readonly args: JsonObject;
  /** Canonical text of the arguments. */
  readonly argsText: string;
  readonly argsSalt: string;
  readonly personal: readonly PersonalValue[];
  /** Canonical text of the submission without its personal values: how it stands in a block. */
  readonly text: string;
  readonly id: string;
  readonly envelopeHash: string;
  readonly signedBytes: Uint8Array;
  readonly signatures: readonly Uint8Array[];
}

export type Opening =
  | { readonly ok: true; readonly opened: Opened }
  | { readonly ok: false; readonly problem: EnvelopeProblem };

/** DSSE pre-authentication encoding: what is signed. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8(payloadType);
  return concatBytes(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload);
}

/** Salted hash of the arguments of a command. */
export function argsHash(salt: string, args: Value): string {
  return sha256Hex(`["sanlian/args/1","${salt}",${canonicalize(args)}]`);
}

/** Transaction id: `notAfter` as uint64 big-endian, then SHA-256 of the signed bytes; hexadecimal. Ids sort by time. */
export function transactionId(notAfter: number, signedBytes: Uint8Array): string {
  return notAfter.toString(16).padStart(16, "0") + sha256Hex(signedBytes);
}

/** A command with its arguments, ready to be signed by the given keys. */
export interface Draft {
  readonly ledger: string;
  readonly command: string;
  readonly args: Value;
  readonly notAfter: number;
  readonly personal?: readonly PersonalValue[];
}

/** Where nonces and salts come from. Everything but a fixture leaves it at the operating system's. */
export type Randomness = (size: number) => Uint8Array;

/** Makes the payload of a draft with fresh salt and nonce, drawn in this order. Every signer signs this same payload. */
export function draftPayload(
  draft: Draft,
  signers: readonly string[],
  random: Randomness = randomBytes,
): { readonly payload: Payload; readonly argsSalt: string } {
  return payloadFor(draft, canonicalize(draft.args), signers, random);
}

function payloadFor(
  draft: Draft,
  argsText: string,
  signers: readonly string[],
  random: Randomness = randomBytes,
): ReturnType<typeof draftPayload> {
  const argsSalt = toHex(random(32));
  const payload: Payload = {
    argsHash: sha256Hex(`["sanlian/args/1","${argsSalt}",${argsText}]`),
    command: draft.command,
    ledger: draft.ledger,
    nonce: toHex(random(16)),
    notAfter: draft.notAfter,
    signers: [...new Set(signers)].sort(),
  };
  return { payload, argsSalt };
}

/** A key pair; who signs often keeps its id with it. */
export type SigningKey = KeyPair & { readonly keyId?: string };

/** One key's signature over a DSSE payload. */
export function signPayload(payloadType: string, payload: string, key: SigningKey): { keyid: string; sig: string } {
  const signature = signEd25519(key.secretKey, preAuthEncoding(payloadType, utf8(payload)));
  return { keyid: key.keyId ?? keyIdOf(key.publicKey), sig: toBase64(signature) };
}

/** Signs a draft with all its keys, which must all be at hand. */
export function signTransaction(draft: Draft, keys: readonly SigningKey[], random?: Randomness): Submission {
  return JSON.parse(submissionText(draft, keys, random)) as Submission;
}

/** As `signTransaction`, as the canonical text that is sent. */
export function submissionText(draft: Draft, keys: readonly SigningKey[], random?: Randomness): string {
  const keyIds = keys.map((key) => key.keyId ?? keyIdOf(key.publicKey));
  // On the path of every transaction a client sends: arguments are written once, and the texts put together as they are.
  const argsText = canonicalize(draft.args);
  const { payload, argsSalt } = payloadFor(draft, argsText, keyIds, random);
  const text = canonicalize({ ...payload });
  const envelope = assembleEnvelope(
    text,
    keys.map((key) => signPayload(TRANSACTION_TYPE, text, key)),
  );
  const personal = draft.personal?.length
    ? `,"personal":${canonicalize(draft.personal.map((value) => ({ ...value })))}`
    : "";
  return `{"args":${argsText},"argsSalt":"${argsSalt}","envelope":${canonicalize({ ...envelope })}${personal}}`;
}

/** Puts signatures of all signers over one payload text into a submission. */
export function assemble(
  payload: string,
  signatures: readonly { keyid: string; sig: string }[],
  draft: Pick<Draft, "args" | "personal">,
  argsSalt: string,
): Submission {
  return {
    args: JSON.parse(canonicalize(draft.args)) as JsonObject,
    argsSalt,
    envelope: assembleEnvelope(payload, signatures),
    ...(draft.personal === undefined || draft.personal.length === 0 ? {} : { personal: draft.personal }),
  };
}

function assembleEnvelope(payload: string, signatures: Envelope["signatures"]): Envelope {
  return {
    payload: toBase64(utf8(payload)),
    payloadType: TRANSACTION_TYPE,
    signatures: [...signatures].sort((a, b) => (a.keyid < b.keyid ? -1 : 1)),
  };
}

/** Takes a submission apart. `text` is its canonical text, `value` the same text parsed. Pure: no clock, no state. */
export function openSubmission(text: string, value: Json): Opening {
  if (!isSubmission(value)) return problem("malformed_submission");
  const { envelope } = value;
  if (!isEnvelope(envelope, TRANSACTION_TYPE)) return problem("malformed_envelope");
  const payloadBytes = fromBase64(envelope.payload);
  if (payloadBytes === undefined) return problem("malformed_envelope");
  const payloadText = decodeText(payloadBytes);
  const payload = payloadText === undefined ? undefined : parsePayload(payloadText);
  if (payloadText === undefined || payload === undefined) return problem("malformed_payload");
  const signatures = signaturesOf(envelope, payload.signers);
  if (signatures === undefined) return problem("signatures_not_those_of_signers");
  const { argsText, envelopeText } = textsWithin(text, value);
  if (sha256Hex(`["sanlian/args/1","${value.argsSalt}",${argsText}]`) !== payload.argsHash) {
    return problem("arguments_do_not_match_hash");
  }
  const signedBytes = preAuthEncoding(TRANSACTION_TYPE, payloadBytes);
  return {
    ok: true,
    opened: {
      payload,
      payloadText,
      envelope,
      args: value.args,
      argsText,
      argsSalt: value.argsSalt,
      personal: value.personal ?? [],
      text:
        value.personal === undefined
          ? text
          : `{"args":${argsText},"argsSalt":"${value.argsSalt}","envelope":${envelopeText}}`,
      id: transactionId(payload.notAfter, signedBytes),
      envelopeHash: sha256Hex(envelopeText),
      signedBytes,
      signatures,
    },
  };
}

/** Whether every signature of an opened submission is valid under the public keys given in the order of its signers. */
export function verifySignatures(
  opened: Pick<Opened, "signedBytes" | "signatures">,
  publicKeys: readonly Uint8Array[],
): boolean {
  return opened.signatures.every((signature, i) => {
    const publicKey = publicKeys[i];
    return publicKey !== undefined && verifyEd25519(publicKey, opened.signedBytes, signature);
  });
}

/** Parses the payload text of a transaction; undefined unless it is exactly the canonical form of one. */
export function parsePayload(text: string): Payload | undefined {
  const parsed = parseJson(text);
  return parsed.ok && isPayload(parsed.value) && payloadText(parsed.value) === text ? parsed.value : undefined;
}

/** The canonical text of a payload whose members were found to be what they must be. */
function payloadText({ argsHash, command, ledger, nonce, notAfter, signers }: Payload): string {
  return `{"argsHash":"${argsHash}","command":${JSON.stringify(command)},"ledger":${JSON.stringify(ledger)},"nonce":"${nonce}","notAfter":${notAfter},"signers":["${signers.join('","')}"]}`;
}

/** The signatures of a DSSE envelope, 64 bytes each, if they are exactly those of the signers in their order. */
export function signaturesOf(envelope: Envelope, signers: readonly string[]): readonly Uint8Array[] | undefined {
  if (envelope.signatures.length !== signers.length) return undefined;
  const signatures: Uint8Array[] = [];
  for (const [i, { keyid, sig }] of envelope.signatures.entries()) {
    const bytes = fromBase64(sig);
    if (keyid !== signers[i] || bytes?.length !== 64) return undefined;
    signatures.push(bytes);
  }
  return signatures;
}

/** Whether a JSON value is a DSSE envelope of the given payload type with no other members. */
export function isEnvelope(value: unknown, payloadType: string): value is Envelope {
  const envelope = value as Json;
  if (!isJsonObject(envelope) || !hasExactly(envelope, ["payload", "payloadType", "signatures"])) return false;
  const { payload, payloadType: type, signatures } = envelope;
  if (typeof payload !== "string" || type !== payloadType || !Array.isArray(signatures)) return false;
  if (signatures.length === 0 || signatures.length > SIGNERS_MAX) return false;
  return signatures.every(
    (entry: Json) =>
      isJsonObject(entry) &&
      hasExactly(entry, ["keyid", "sig"]) &&
      isHash(entry["keyid"]) &&
      typeof entry["sig"] === "string",
  );
}

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return utf8Decode(bytes);
  } catch {
    return undefined;
  }
}

function isSubmission(value: Json): value is Json & Submission {
  if (!isJsonObject(value)) return false;
  const { personal } = value;
  if (!hasExactly(value, personal === undefined ? SUBMISSION : [...SUBMISSION, "personal"])) return false;
  return isJsonObject(value["args"]) && isHash(value["argsSalt"]) && (personal === undefined || isPersonal(personal));
}

const SUBMISSION = ["args", "argsSalt", "envelope"];

function isPersonal(value: Json): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (entry: Json) =>
        isJsonObject(entry) &&
        hasExactly(entry, ["path", "salt", "value"]) &&
        typeof entry["path"] === "string" &&
        isHash(entry["salt"]) &&
        typeof entry["value"] === "string",
    )
  );
}

function isPayload(value: Json): value is Json & Payload {
  if (!isJsonObject(value)) return false;
  if (!hasExactly(value, ["argsHash", "command", "ledger", "nonce", "notAfter", "signers"])) return false;
  const { notAfter, signers, command, ledger, nonce } = value;
  if (!isHash(value["argsHash"]) || typeof nonce !== "string" || !isHex(nonce, 16)) return false;
  if (typeof command !== "string" || command.length > 100 || typeof ledger !== "string" || ledger.length > 120)
    return false;
  if (!command.isWellFormed() || !ledger.isWellFormed()) return false;
  if (typeof notAfter !== "number" || !Number.isSafeInteger(notAfter) || notAfter < 0) return false;
  return (
    Array.isArray(signers) &&
    signers.length > 0 &&
    signers.every((id: Json, i) => isHash(id) && (i === 0 || signers[i - 1] < id))
  );
}

/** The canonical texts of arguments and envelope, found where they stand in the canonical text of their submission. */
function textsWithin(text: string, { args, argsSalt, envelope, personal }: Submission) {
  const argsText = canonicalTextAt(text, '{"args":'.length, args);
  const start = `{"args":${argsText},"argsSalt":"${argsSalt}","envelope":`.length;
  const envelopeText =
    personal === undefined ? text.slice(start, -1) : canonicalTextAt(text, start, envelope as unknown as Json);
  return { argsText, envelopeText };
}

function hasExactly(object: JsonObject, keys: readonly string[]): boolean {
  return Object.keys(object).length === keys.length && keys.every((key) => Object.hasOwn(object, key));
}

function isHash(value: Json | undefined): value is string {
  return typeof value === "string" && value.length === 64 && isHex(value);
}

function problem(code: EnvelopeProblem): Opening {
  return { ok: false, problem: code };
}
