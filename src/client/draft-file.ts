import { toBase64 } from "#kernel/bytes";
import { TRANSACTION_TYPE } from "#kernel/envelope";
import type { Json, ValueObject } from "#kernel/json";
import { checkDraft, type DraftContent, type DraftFile, withSignature } from "#kernel/transaction-draft";
import { type ClientKey, signDsse } from "./client-key.ts";
import { localProblem } from "./client-problem.ts";
import type { CommandRef } from "./command-ref.ts";
import type { ClientLanguage } from "./local-texts.ts";
import { prepareCommand, type Signed, type SignOptions, submissionText } from "./sign-command.ts";

/** Transactions of several signers: made by one, signed by each, sent by the last. */

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
  const checked = checkDraft(value);
  if (!checked.ok) throw localProblem("draft_damaged", language, { part: checked.part });
  return checked;
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
  return withSignature(file, { ...signature, publicKey: toBase64(key.publicKey) });
}

/** Puts the signatures of several copies of one draft together. @throws ClientProblem `draft_damaged`, `drafts_differ` */
export function combineDrafts(drafts: readonly Json[], language: ClientLanguage): DraftFile {
  const files = drafts.map((draft) => openDraft(draft, language).file);
  const [first] = files;
  if (first === undefined || files.some(({ payload }) => payload !== first.payload)) {
    throw localProblem("drafts_differ", language);
  }
  return files.flatMap(({ signatures }) => signatures).reduce(withSignature, first);
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
