import { toBase64, utf8 } from "#kernel/bytes";
import { formatCheckpoint } from "#kernel/checkpoint";
import { consistencyProof, type HashReader, leafHash, rootFrom, rootOf } from "#kernel/merkle";
import { ED25519_TYPE, ed25519Signer, signNote } from "#kernel/note";
import { formatVerifierKey } from "#kernel/verifier-key";
import { testKeyPair } from "./test-genesis.ts";

/** A growing log of another ledger: its checkpoints and the proofs between them, as its node would give them out. */
export class UnitLog {
  readonly ledger = `unit@${"a".repeat(64)}`;
  readonly origin: string;
  readonly #leaves: Uint8Array[];

  constructor(size: number, content = "leaf", origin = "works.test/unit") {
    this.origin = origin;
    this.#leaves = Array.from({ length: size }, (_, index) => leafHash(utf8(`${content} ${index}`)));
  }

  /** Log key as `council.register-ledger` takes it. */
  get logKey(): string {
    const { publicKey } = testKeyPair("unit/log");
    return formatVerifierKey({ name: this.origin, type: ED25519_TYPE, publicKey });
  }

  /** Signed checkpoint of the first `size` leaves. */
  checkpoint(size: number, signer = "unit/log", origin = this.origin): string {
    const text = formatCheckpoint({ origin, size, root: rootFrom(size, this.#read) });
    return signNote(text, [ed25519Signer(this.origin, testKeyPair(signer).secretKey)]);
  }

  /** Consistency proof as `council.post-anchor` takes it. */
  proof(from: number, to: number): readonly string[] {
    return consistencyProof(from, to, this.#read).map(toBase64);
  }

  readonly #read: HashReader = (level, index) =>
    rootOf(this.#leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
}
