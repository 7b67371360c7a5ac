import type { Envelope } from "#kernel/envelope";
import type { Genesis } from "#kernel/genesis";
import type { Json } from "#kernel/json";
import type { Leaf } from "#kernel/leaf";

/** A receipt: the proof, in one file, that something happened on a ledger. */
export interface Receipt {
  readonly receipt: "sanlian/receipt/1";
  /** `name@genesis hash`. A verifier compares it with the hash it brings, never the other way round. */
  readonly ledger: string;
  readonly genesis: Genesis;
  readonly leaf: Leaf;
  readonly envelope?: Envelope;
  /** Only if the holder may see them. */
  readonly args?: { readonly salt: string; readonly value: Json };
  readonly result?: { readonly salt: string; readonly value: Json };
  readonly rows: readonly ReceiptRow[];
  /** Number of leaves of the rows tree. */
  readonly rowCount: number;
  /** C2SP tlog-proof: index, inclusion proof, checkpoint with cosignatures. */
  readonly proof: string;
  /** For each signer, where its key was bound to a person: in genesis, or in a row of an earlier leaf of this tree. */
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
  readonly leaf: Leaf;
  /** The row of the enrolment; absent when genesis itself lists the key. */
  readonly row?: ReceiptRow;
  readonly rowCount: number;
  /** Hexadecimal inclusion proof of the leaf under the same checkpoint. */
  readonly path: readonly string[];
}
