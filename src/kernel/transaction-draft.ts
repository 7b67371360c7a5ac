import { fromBase64, utf8 } from "#kernel/bytes";
import { verifyEd25519 } from "#kernel/crypto";
import {
  argsHash,
  type Payload,
  type PersonalValue,
  parsePayload,
  preAuthEncoding,
  TRANSACTION_TYPE,
  transactionId,
} from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import { fitsCommitment } from "#kernel/personal";

/**
 * A transaction of several signers on its way between them: a JSON file that each one signs. It holds the arguments and
 * personal values in the clear, so it goes only to those who may see them.
 */
export interface DraftFile {
  readonly draft: "sanlian/draft/1";
  /** Canonical text of the payload: what every signer signs. */
  readonly payload: string;
  readonly args: JsonObject;
  readonly argsSalt: string;
  readonly personal: readonly PersonalValue[];
  readonly signatures: readonly DraftSignature[];
}

/** A signature with its public key, so that whoever receives the file can check it. */
export interface DraftSignature {
  readonly keyid: string;
  readonly publicKey: string;
  readonly sig: string;
}

/** What a draft says, for those who are to sign it. */
export interface DraftContent {
  /** Transaction id: the same whoever has signed so far. */
  readonly id: string;
  readonly payload: Payload;
  /** Arguments with the personal values in the place of their commitments. */
  readonly args: JsonObject;
  /** Key ids that have not signed yet. */
  readonly missing: readonly string[];
}

/** The part of a draft that does not fit the rest or cannot be read. */
export type DraftPart = "draft" | "payload" | "args" | "personal" | "signatures";

export type CheckedDraft =
  | { readonly ok: true; readonly file: DraftFile; readonly content: DraftContent }
  | { readonly ok: false; readonly part: DraftPart };

/** Checks all of a draft file: hashes, commitments, and every signature it has. */
export function checkDraft(value: Json): CheckedDraft {
  const damaged = (part: DraftPart): CheckedDraft => ({ ok: false, part });
  if (!isDraftFile(value)) return damaged("draft");
  const payload = parsePayload(value.payload);
  if (payload === undefined) return damaged("payload");
  const { args, argsSalt, personal, signatures } = value;
  if (argsHash(argsSalt, args) !== payload.argsHash) return damaged("args");
  const { ledger, command, notAfter, signers } = payload;
  if (!personal.every((entry) => fitsCommitment(ledger, command, args, entry))) return damaged("personal");
  const signedBytes = preAuthEncoding(TRANSACTION_TYPE, utf8(value.payload));
  if (!signatures.every((signature) => isDraftSignature(signature, signers, signedBytes))) return damaged("signatures");
  const missing = signers.filter((keyId) => !signatures.some((signature) => signature.keyid === keyId));
  const content = { id: transactionId(notAfter, signedBytes), payload, args: revealed(args, personal), missing };
  return { ok: true, file: value, content };
}

/** A draft with one more signature, each signer's once, sorted by key. */
export function withSignature(file: DraftFile, signature: DraftSignature): DraftFile {
  const others = file.signatures.filter(({ keyid }) => keyid !== signature.keyid);
  return { ...file, signatures: [...others, signature].sort((a, b) => (a.keyid < b.keyid ? -1 : 1)) };
}

function isDraftSignature(
  { keyid, publicKey, sig }: DraftSignature,
  signers: readonly string[],
  signed: Uint8Array,
): boolean {
  const key = fromBase64(publicKey);
  const signature = fromBase64(sig);
  if (key?.length !== 32 || signature?.length !== 64 || !signers.includes(keyid)) return false;
  return keyIdOf(key) === keyid && verifyEd25519(key, signed, signature);
}

function isDraftFile(value: Json): value is Json & DraftFile {
  if (!isJsonObject(value) || value["draft"] !== "sanlian/draft/1") return false;
  const { payload, args, argsSalt, personal, signatures } = value;
  return (
    typeof payload === "string" &&
    isJsonObject(args) &&
    typeof argsSalt === "string" &&
    hasTexts(personal, ["path", "salt", "value"]) &&
    hasTexts(signatures, ["keyid", "publicKey", "sig"])
  );
}

function hasTexts(list: Json | undefined, names: readonly string[]): boolean {
  if (!Array.isArray(list)) return false;
  return list.every((entry: Json) => isJsonObject(entry) && names.every((name) => typeof entry[name] === "string"));
}

/** Arguments with personal values where their commitments stand, for people to read. */
function revealed(args: JsonObject, personal: readonly PersonalValue[]): JsonObject {
  const copy = structuredClone(args) as Record<string, unknown>;
  for (const { path, value } of personal) {
    const steps = path.split(".");
    const last = steps.pop();
    const parent = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], copy);
    if (last !== undefined) (parent as Record<string, unknown>)[last] = value;
  }
  return copy as JsonObject;
}
