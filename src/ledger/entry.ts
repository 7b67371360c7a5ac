import { fromBase64 } from "#kernel/bytes";
import type { Directory } from "#kernel/directory";
import { type EnvelopeProblem, type Opened, openSubmission, verifySignatures } from "#kernel/envelope";
import type { Genesis } from "#kernel/genesis";
import type { Signer } from "#kernel/identity";
import { type Json, type JsonProblem, parseCanonical } from "#kernel/json";
import type { SkipReason } from "#kernel/leaf";
import type { ReadTx } from "#kernel/table";

/** Opening and judging entries. The door and the execution use the same functions, so that both decide alike. */

/** Why an entry of a block is malformed. */
export type EntryProblem = EnvelopeProblem | JsonProblem;

/** Opens an entry of a block. A problem is decided from its bytes and the genesis alone. */
export function openEntry(text: string, bytesMax: number): Opened | EntryProblem {
  const parsed = parseCanonical(text);
  return parsed.ok ? openParsedEntry(text, parsed.value, bytesMax) : parsed.problem;
}

/** As `openEntry`, for an entry that was parsed as part of its block: `text` is its canonical text. */
export function openParsedEntry(text: string, value: Json, bytesMax: number): Opened | EntryProblem {
  if (Buffer.byteLength(text) > bytesMax) return "too_large";
  const opening = openSubmission(text, value);
  if (!opening.ok) return opening.problem;
  // Personal values belong into the vault: a block in which a proposer put them would keep them for ever.
  return opening.opened.personal.length > 0 ? "malformed_submission" : opening.opened;
}

/** What execution needs of an entry whose signatures were verified at this node's door. */
export type VerifiedEntry = Pick<Opened, "payload" | "payloadText" | "args" | "id" | "envelopeHash" | "text"> & {
  /** Whether this node's door has checked the arguments by the same contracts: they are not checked twice. */
  readonly areArgsChecked?: boolean;
};

/** An entry to judge: verified at the door, or opened just now from a block with its signatures still to check. */
export type Entry = { readonly verified: VerifiedEntry } | { readonly unverified: Opened };

export interface Judgement {
  readonly genesis: Genesis;
  readonly ref: string;
  readonly directory: Directory;
  readonly tx: ReadTx;
  /** Ledger time of the block that holds, or would hold, the entry. */
  readonly time: number;
}

/** Who signed, if the entry may be recorded now; otherwise the reason to skip it. The state is that just before it. */
export function judgeEntry(entry: Entry, by: Judgement): readonly Signer[] | SkipReason {
  const { payload, id } = entryOf(entry);
  if (payload.ledger !== by.ref) return "other_ledger";
  if (payload.notAfter < by.time) return "expired";
  const { singleSignerMs, multiSignerMs } = by.genesis.limits;
  if (payload.notAfter > by.time + (payload.signers.length === 1 ? singleSignerMs : multiSignerMs))
    return "not_after_too_far";
  const signers: Signer[] = [];
  for (const keyId of payload.signers) {
    const signer = by.directory.signer(by.tx, keyId);
    if (signer === "unknown") return "unknown_key";
    if (signer === "revoked") return "revoked_key";
    signers.push(signer);
  }
  // A verdict on signatures depends on bytes and key ids alone, so the door's may be kept.
  if ("unverified" in entry && !hasValidSignatures(entry.unverified, by)) return "bad_signature";
  // Only an id that can wait long enough to be regretted is looked up.
  if (payload.signers.length > 1 && by.directory.isCancelled(by.tx, id)) return "cancelled";
  return signers;
}

/** The part of an entry that execution needs. */
export function entryOf(entry: Entry): VerifiedEntry {
  return "verified" in entry ? entry.verified : entry.unverified;
}

function hasValidSignatures(opened: Opened, by: Judgement): boolean {
  const keys = opened.payload.signers.map((keyId) => fromBase64(by.directory.publicKey(by.tx, keyId) ?? ""));
  return keys.every((key) => key !== undefined) && verifySignatures(opened, keys as Uint8Array[]);
}
