import { formatCheckpoint } from "#kernel/checkpoint";
import { cosignatureSigner } from "#kernel/cosignature";
import type { KeyPair } from "#kernel/crypto";
import { ed25519Signer, signNote } from "#kernel/note";

/** The keys of a node for one ledger: one signs blocks and checkpoints, the other says "executed and stored here". */
export interface NodeKeys {
  readonly log: KeyPair;
  readonly cosign: KeyPair;
  /** Key name of the cosignatures, as genesis lists it. */
  readonly cosignerName: string;
}

/** Signs the head of a ledger: log signature and cosignature on one C2SP checkpoint. `realTime` is in milliseconds. */
export function signHead(origin: string, size: number, root: Uint8Array, keys: NodeKeys, realTime: number): string {
  const text = formatCheckpoint({ origin, size, root });
  return signNote(text, [
    ed25519Signer(origin, keys.log.secretKey),
    cosignatureSigner(keys.cosignerName, keys.cosign.secretKey, () => Math.floor(realTime / 1000)),
  ]);
}
