/**
 * What stays beside a ledger and can be erased: the values of personal fields. The ledger holds only their commitments,
 * so erasing one changes no proof and no replay.
 */

export interface VaultEntry {
  /** Commitment as it stands in the arguments: 64 hexadecimal digits. */
  readonly commitment: string;
  /** `command/path` of the field. */
  readonly field: string;
  readonly salt: string;
  readonly value: string;
}

export interface Vault {
  /**
   * Keeps entries durably, all or none. An entry that is kept already stays as it is; one that was erased stays erased, or
   * sending an old transaction again would bring it back.
   */
  put(entries: readonly VaultEntry[]): void;
  /** The entry of a commitment; undefined when it never came or was erased. */
  get(commitment: string): VaultEntry | undefined;
  /**
   * Erases value and salt for good; false when there is nothing to erase. Throws when the value is gone for readers but a
   * copy may be left in a file that another program holds: erasing again finishes it.
   */
  erase(commitment: string): boolean;
  close(): void;
}
