import type { Signer } from "#kernel/identity";
import type { ReadTx } from "#kernel/table";

/** What the ledger needs to know of keys; a scenario (council) provides it. Judged in the state just before a transaction. */
export interface Directory {
  /** Names of the tables whose rows its answers rest on. */
  readonly tables: readonly string[];
  /** The binding of a key that may sign now. */
  signer(tx: ReadTx, keyId: string): Signer | "unknown" | "revoked";
  /** The public key, also of a revoked key: the pair (id, key) never changes. Base64 of 32 bytes. */
  publicKey(tx: ReadTx, keyId: string): string | undefined;
  /** The person a key stands for, also a revoked one: this never changes. Undefined for a key that is not known. */
  personOf(tx: ReadTx, keyId: string): string | undefined;
  /** The member whose person somebody is; undefined for a person that is not known. */
  memberOf(tx: ReadTx, personId: string): string | undefined;
  /** Id of the transaction that enrolled a key; undefined for keys of the genesis and unknown ones. */
  enrolledBy(tx: ReadTx, keyId: string): string | undefined;
  /** Whether its signers have cancelled a transaction that is still waiting to be recorded. */
  isCancelled(tx: ReadTx, transactionId: string): boolean;
  /** Milliseconds by which a simulated clock runs ahead of the real one. */
  clockOffsetMs(tx: ReadTx): number;
}
