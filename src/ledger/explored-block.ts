import { fromBase64, utf8Decode } from "#kernel/bytes";
import { sha256Hex } from "#kernel/crypto";
import { type Envelope, isEnvelope, type Payload, parsePayload, TRANSACTION_TYPE } from "#kernel/envelope";
import { canonicalize, isJsonObject, type Json, type Value } from "#kernel/json";
import type { Leaf, Outcome } from "#kernel/leaf";
import type { StateReader, StoredLeaf } from "./state.ts";

/** A block as an explorer shows it: nothing that its leaves do not say to everyone. */
export interface LedgerBlock {
  readonly height: number;
  readonly time: number;
  /** Key id of the log key that signed it, and its hash; absent for the genesis. */
  readonly proposer?: string;
  readonly hash?: string;
  /** Position of its first leaf. */
  readonly from: number;
  /** Number of leaves of the ledger after it. */
  readonly size: number;
  readonly transactions: Readonly<Record<Outcome, number>>;
  readonly timers: Readonly<Record<Outcome, number>>;
  /** Ordered entries without a leaf, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
}

const PAGE = 500;

/** The stored leaves of the block that begins at a position, its own last; empty while it is not there. */
export function leavesOfBlock(state: StateReader, from: number): readonly StoredLeaf[] {
  const found: StoredLeaf[] = [];
  for (;;) {
    const page = state.leaves(from + found.length, PAGE);
    for (const stored of page) {
      found.push(stored);
      const { kind } = JSON.parse(stored.leaf) as Leaf;
      if (kind === "block" || kind === "genesis") return found;
    }
    if (page.length < PAGE) return [];
  }
}

/** What the leaves of one block say of it. */
export function blockOf(leaves: readonly Leaf[]): LedgerBlock {
  const transactions = { done: 0, rejected: 0, fault: 0 };
  const timers = { done: 0, rejected: 0, fault: 0 };
  for (const leaf of leaves) {
    if (leaf.kind === "transaction") transactions[leaf.outcome]++;
    else if (leaf.kind === "timer") timers[leaf.outcome]++;
  }
  const last = leaves.at(-1) as Leaf;
  return {
    height: last.height,
    time: last.time,
    ...(last.kind === "block" ? { proposer: last.proposer, hash: last.block } : {}),
    from: leaves[0]?.position ?? last.position,
    size: last.position + 1,
    transactions,
    timers,
    skipped: last.kind === "block" ? last.skipped : {},
  };
}

/** Payloads of the transactions in a stored block, by the hash of their envelopes, which stands in their leaves. */
export function payloadsOf(state: StateReader, height: number): ReadonlyMap<string, Payload> {
  const found = new Map<string, Payload>();
  const stored = state.block(height);
  if (stored === undefined) return found;
  const { entries } = JSON.parse(stored.raw) as { readonly entries: readonly Json[] };
  for (const entry of entries) {
    if (!isJsonObject(entry) || !isEnvelope(entry["envelope"], TRANSACTION_TYPE)) continue;
    const payload = payloadOf(entry["envelope"]);
    if (payload !== undefined) found.set(sha256Hex(canonicalize(entry["envelope"] as unknown as Value)), payload);
  }
  return found;
}

/** A block may hold entries that turned out to be malformed. */
function payloadOf(envelope: Envelope): Payload | undefined {
  const bytes = fromBase64(envelope.payload);
  try {
    return bytes === undefined ? undefined : parsePayload(utf8Decode(bytes));
  } catch {
    return undefined;
  }
}
