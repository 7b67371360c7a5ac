import { fromBase64, toBase64, utf8 } from "#kernel/bytes";
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
import { isJsonObject, type Json, type JsonObject, type ValueObject } from "#kernel/json";
import { fitsCommitment } from "#kernel/personal";
import { type ClientKey, signDsse } from "./client-key.ts";
import { localProblem } from "./client-problem.ts";
import type { CommandRef } from "./command-ref.ts";
import type { ClientLanguage } from "./local-texts.ts";
import { prepareCommand, type Signed, type SignOptions, submissionText } from "./sign-command.ts";

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

/** Makes a draft that nobody has signed yet. */
export function makeDraft(command: CommandRef<unknown>, args: ValueObject, options: SignOptions): DraftFile {
  const { payload, args: committed, argsSalt, personal } = prepareCommand(command, args, options);
  return { draft: "sanlian/draft/1", payload, args: committed, argsSalt, personal, signatures: [] };
}

/** Reads a draft file and checks all of it: hashes, commitments, and every signature it has. @throws ClientProblem `draft_damaged` */
export function openDraft(
  value: Json,
  language: ClientLanguage,
): { readonly file: DraftFile; readonly content: DraftContent } {
  const damaged = (part: string) => localProblem("draft_damaged", language, { part });
  if (!isDraftFile(value)) throw damaged("draft");
  const payload = parsePayload(value.payload);
  if (payload === undefined) throw damaged("payload");
  const { args, argsSalt, personal, signatures } = value;
  if (argsHash(argsSalt, args) !== payload.argsHash) throw damaged("args");
  const { ledger, command, notAfter, signers } = payload;
  if (!personal.every((entry) => fitsCommitment(ledger, command, args, entry))) throw damaged("personal");
  const signedBytes = preAuthEncoding(TRANSACTION_TYPE, utf8(value.payload));
  if (!signatures.every((signature) => isSignatureOf(signature, signers, signedBytes))) throw damaged("signatures");
  const missing = signers.filter((keyId) => !signatures.some((signature) => signature.keyid === keyId));
  const content = { id: transactionId(notAfter, signedBytes), payload, args: revealed(args, personal), missing };
  return { file: value, content };
}

/** Adds a key's signature to a draft, once. @throws ClientProblem `draft_damaged`, `draft_of_other_key` */
export async function signDraft(draft: Json, key: ClientKey, language: ClientLanguage): Promise<DraftFile> {
  const { file, content } = openDraft(draft, language);
  const { signers } = content.payload;
  const { keyId } = key;
  if (!signers.includes(keyId))
    throw localProblem("draft_of_other_key", language, { keyId, signers: signers.join(", ") });
  if (!content.missing.includes(keyId)) return file;
  const signature = await signDsse(TRANSACTION_TYPE, file.payload, key);
  return { ...file, signatures: sorted([...file.signatures, { ...signature, publicKey: toBase64(key.publicKey) }]) };
}

/** Puts the signatures of several copies of one draft together. @throws ClientProblem `draft_damaged`, `drafts_differ` */
export function combineDrafts(drafts: readonly Json[], language: ClientLanguage): DraftFile {
  const files = drafts.map((draft) => openDraft(draft, language).file);
  const [first] = files;
  if (first === undefined || files.some(({ payload }) => payload !== first.payload)) {
    throw localProblem("drafts_differ", language);
  }
  const byKey = new Map(files.flatMap(({ signatures }) => signatures).map((signature) => [signature.keyid, signature]));
  return { ...first, signatures: sorted([...byKey.values()]) };
}

/** The transaction of a draft that all its signers have signed. @throws ClientProblem `signatures_missing`, `draft_damaged` */
export function signedDraft(draft: Json, language: ClientLanguage): Signed {
  const { file, content } = openDraft(draft, language);
  if (content.missing.length > 0) {
    throw localProblem("signatures_missing", language, { signers: content.missing.join(", ") });
  }
  const signatures = file.signatures.map(({ keyid, sig }) => ({ keyid, sig }));
  return { id: content.id, text: submissionText(file, signatures) };
}

function sorted(signatures: readonly DraftSignature[]): readonly DraftSignature[] {
  return [...signatures].sort((a, b) => (a.keyid < b.keyid ? -1 : 1));
}

function isSignatureOf(
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
