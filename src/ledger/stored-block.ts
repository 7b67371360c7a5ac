import { fromBase64, fromHex, utf8Decode } from "#kernel/bytes";
import {
  type Envelope,
  isEnvelope,
  parsePayload,
  preAuthEncoding,
  type Submission,
  TRANSACTION_TYPE,
  transactionId,
} from "#kernel/envelope";
import type { Json, JsonObject } from "#kernel/json";
import type { StateReader } from "./state.ts";

/** A stored block taken apart for reading: it was checked when it was executed. */
export interface StoredEntries {
  readonly salt: Uint8Array;
  /** Submissions by transaction id; the first where an id stands twice. */
  readonly entries: ReadonlyMap<string, Submission>;
}

/** Salt and submissions of a block. Throws when the block is not stored. */
export function entriesById(state: StateReader, height: number): StoredEntries {
  const block = state.block(height);
  if (block === undefined) throw new Error(`block ${height} is missing`);
  const { entries, envelope } = JSON.parse(block.raw) as { entries: readonly Json[]; envelope: Envelope };
  const { salt } = JSON.parse(utf8Decode(fromBase64(envelope.payload) as Uint8Array)) as { salt: string };
  const byId = new Map<string, Submission>();
  for (const entry of entries as readonly JsonObject[]) {
    const id = idOf(entry);
    if (id !== undefined && !byId.has(id)) byId.set(id, entry as unknown as Submission);
  }
  return { salt: fromHex(salt), entries: byId };
}

/** Id of a submission; undefined when it is malformed. */
function idOf(entry: JsonObject): string | undefined {
  const { envelope } = entry;
  if (!isEnvelope(envelope, TRANSACTION_TYPE)) return undefined;
  const bytes = fromBase64(envelope.payload);
  const payload = bytes === undefined ? undefined : parsePayload(utf8Decode(bytes));
  return bytes === undefined || payload === undefined
    ? undefined
    : transactionId(payload.notAfter, preAuthEncoding(TRANSACTION_TYPE, bytes));
}
