import { fromBase64, fromHex, utf8Decode } from "#kernel/bytes";
import { sha256Hex } from "#kernel/crypto";
import { argsHash, type Envelope, isEnvelope, type Payload, type Submission, TRANSACTION_TYPE } from "#kernel/envelope";
import { canonicalize, isJsonObject, type Json, type JsonObject, type Value } from "#kernel/json";
import type { StateReader } from "./state.ts";

/** A stored block taken apart for reading: it was checked when it was executed. */
export interface StoredBlockReader {
  readonly salt: Uint8Array;
  /** The submission that was executed, by the envelope hash in its leaf; undefined when the block does not have it. */
  submission(envelopeHash: string): Submission | undefined;
}

/** Opens a stored block. Throws when it is not stored. */
export function readStoredBlock(state: StateReader, height: number): StoredBlockReader {
  const block = state.block(height);
  if (block === undefined) throw new Error(`block ${height} is missing`);
  const { entries, envelope } = JSON.parse(block.raw) as { entries: readonly Json[]; envelope: Envelope };
  const { salt } = signedContent<{ salt: string }>(envelope);
  return {
    salt: fromHex(salt),
    submission: (hash) => entries.find((entry) => isExecuted(entry, hash)) as Submission | undefined,
  };
}

/** What a checked envelope signs. */
export function signedContent<T>(envelope: Envelope): T {
  return JSON.parse(utf8Decode(fromBase64(envelope.payload) as Uint8Array)) as T;
}

/** Whether an entry is the one that a leaf names. A garbled copy that was skipped may stand beside it with the same envelope. */
function isExecuted(entry: Json, envelopeHash: string): boolean {
  if (!isJsonObject(entry) || !isEnvelope(entry["envelope"], TRANSACTION_TYPE)) return false;
  const { envelope, args, argsSalt, ...rest } = entry as JsonObject & { envelope: Envelope & JsonObject };
  if (sha256Hex(canonicalize(envelope)) !== envelopeHash) return false;
  if (typeof argsSalt !== "string" || args === undefined || Object.keys(rest).length > 0) return false;
  return argsHash(argsSalt, args as Value) === signedContent<Payload>(envelope).argsHash;
}
