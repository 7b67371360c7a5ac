import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { formatCheckpoint } from "#kernel/checkpoint";
import { COSIGNATURE_TYPE, cosignatureSigner } from "#kernel/cosignature";
import { type KeyPair, keyPairFromSeed } from "#kernel/crypto";
import { inclusionProof, leafHash } from "#kernel/merkle";
import { ED25519_TYPE, ed25519Signer, signNote } from "#kernel/note";
import { encodeEntryBundle, hashReader, TILE_WIDTH, TileWriter, tilePath } from "#kernel/tiles";
import { encodeTlogProof } from "#kernel/tlog-proof";
import { formatVerifierKey } from "#kernel/verifier-key";

const NO_BYTES = new Uint8Array(0);

/** A log that is nothing but its published files, by path. Tests change them at will. */
export class StaticLog {
  readonly files = new Map<string, Uint8Array | string>();
  readonly vkey: string;
  readonly cosignerKeys: readonly string[];
  readonly #origin: string;
  readonly #key: KeyPair;
  readonly #cosigners: readonly { readonly name: string; readonly key: KeyPair }[];
  readonly #entries: Uint8Array[] = [];
  readonly #writer = TileWriter.restore(0, () => NO_BYTES);

  constructor(origin: string) {
    this.#origin = origin;
    this.#key = keyPairFromSeed(new Uint8Array(32).fill(1));
    this.#cosigners = [2, 3].map((fill) => ({
      name: `member-${fill}.example`,
      key: keyPairFromSeed(new Uint8Array(32).fill(fill)),
    }));
    this.vkey = formatVerifierKey({ name: origin, type: ED25519_TYPE, publicKey: this.#key.publicKey });
    this.cosignerKeys = this.#cosigners.map(({ name, key }) =>
      formatVerifierKey({ name, type: COSIGNATURE_TYPE, publicKey: key.publicKey }),
    );
  }

  get size(): number {
    return this.#writer.size;
  }

  /** Adds entries until there are `size`, and publishes tiles, bundles and a signed checkpoint of that size. */
  grow(size: number, entryOf: (index: number) => Uint8Array): void {
    while (this.#writer.size < size) {
      const entry = entryOf(this.#writer.size);
      this.#entries.push(entry);
      this.#writer.append(leafHash(entry));
    }
    for (const { bytes, ...tile } of this.#writer.takeTiles()) {
      this.files.set(tilePath({ kind: "hashes", ...tile }), bytes);
      if (tile.level > 0) continue;
      const start = tile.index * TILE_WIDTH;
      const bundle = encodeEntryBundle(this.#entries.slice(start, start + tile.width));
      this.files.set(tilePath({ kind: "entries", ...tile }), bundle);
    }
    this.files.set("checkpoint", this.checkpoint());
  }

  /** The signed and cosigned checkpoint of the present size, of the true root unless another is given. */
  checkpoint(root = this.#writer.root()): string {
    const signers = this.#cosigners.map(({ name, key }) => cosignatureSigner(name, key.secretKey, () => 1_767_225_600));
    const text = formatCheckpoint({ origin: this.#origin, size: this.#writer.size, root });
    return signNote(text, [ed25519Signer(this.#origin, this.#key.secretKey), ...signers]);
  }

  /** Proof file of a record at the present size. */
  proofFile(index: number): string {
    const read = hashReader(this.size, (level, tile, width) => {
      const bytes = this.files.get(tilePath({ kind: "hashes", level, index: tile, width }));
      return bytes instanceof Uint8Array ? bytes : NO_BYTES;
    });
    const extra = new TextEncoder().encode("extra");
    return encodeTlogProof({
      extra,
      index,
      path: inclusionProof(index, this.size, read),
      checkpoint: this.checkpoint(),
    });
  }
}

/** Serves a log's files on a free loopback port, below `/ledgers/<name>/`. */
export async function serveLog(log: StaticLog, name: string): Promise<{ url: string; server: Server }> {
  const prefix = `/ledgers/${name}/`;
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    const file = path.startsWith(prefix) ? log.files.get(path.slice(prefix.length)) : undefined;
    response.statusCode = file === undefined ? 404 : 200;
    response.end(file ?? "not found");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${prefix.slice(0, -1)}`, server };
}
