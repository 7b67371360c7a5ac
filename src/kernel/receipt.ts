import type { Envelope } from "#kernel/envelope";
import type { Genesis } from "#kernel/genesis";
import { canonicalize, type Json, type JsonObject, type Value } from "#kernel/json";
import type { GenesisLeaf, TimerLeaf, TransactionLeaf } from "#kernel/leaf";

/** First member of every receipt: what the file is. */
export const RECEIPT_KIND = "sanlian/receipt/1";

/** A receipt: the proof, in one file, that something happened on a ledger. The file is the RFC 8785 form of this. */
export interface Receipt {
  readonly receipt: typeof RECEIPT_KIND;
  /** `name@genesis hash`. A verifier compares it with the hash it brings, never the other way round. */
  readonly ledger: string;
  readonly genesis: Genesis;
  readonly leaf: TransactionLeaf | TimerLeaf;
  /** Of a transaction; a timer has none. */
  readonly envelope?: Envelope;
  /** Only if the holder may see them. */
  readonly args?: { readonly salt: string; readonly value: JsonObject };
  readonly result?: { readonly salt: string; readonly value: Json };
  /** Those that the holder may see, by rising index. */
  readonly rows: readonly ReceiptRow[];
  /** Number of rows that the entry wrote. Nothing signs it; it is proved only by showing all of them. */
  readonly rowCount: number;
  /** C2SP tlog-proof: index, inclusion proof, checkpoint with cosignatures. */
  readonly proof: string;
  /** For each signer, in their order, where its key was bound to a person. Empty for a timer. */
  readonly enrolments: readonly Enrolment[];
  /** For a unit ledger: the receipt of the anchor on another ledger that names exactly this proof's checkpoint. */
  readonly anchor?: Receipt;
}

/** A row that the entry wrote, with its salt and its path in the rows tree. `row` is null where it was deleted. */
export interface ReceiptRow {
  readonly table: string;
  readonly key: string;
  readonly row: Json;
  readonly salt: string;
  readonly index: number;
  /** Hexadecimal hashes from the leaf to the root. */
  readonly path: readonly string[];
}

export interface Enrolment {
  readonly keyId: string;
  /** The leaf of the genesis when that lists the key, else the earlier transaction that enrolled it. */
  readonly leaf: GenesisLeaf | TransactionLeaf;
  /** The row of the enrolment; absent when genesis itself lists the key. */
  readonly row?: ReceiptRow;
  readonly rowCount: number;
  /** Hexadecimal inclusion proof of the leaf under the same checkpoint. */
  readonly path: readonly string[];
}

/** The file of a receipt. */
export function receiptText(receipt: Receipt): string {
  return canonicalize(receipt as unknown as Value);
}
