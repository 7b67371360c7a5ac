import { utf8Decode } from "#kernel/bytes";
import { type Genesis, genesisHash } from "#kernel/genesis";
import type { Leaf } from "#kernel/leaf";
import { HASH_SIZE, inclusionProof } from "#kernel/merkle";
import { checkCheckpoint, checkKeys, rootOfLeaf } from "#kernel/receipt-head-checks";
import { fail, pass, type ReceiptCheck, skip } from "#kernel/receipt-report";
import { hashReader, tilePath } from "#kernel/tiles";

/** Whether a public leaf is in the ledger's tree, shown from what everyone may fetch: genesis, signed head, tiles. */

export interface RecordedReport {
  /** Whether every check holds: the leaf is recorded, whatever the node says of it. */
  readonly ok: boolean;
  readonly checks: readonly ReceiptCheck[];
  /** The signed head that it is recorded under; absent when that does not hold. */
  readonly size?: number;
  readonly root?: string;
}

/** Gives the bytes of a public file of the ledger: `checkpoint`, `genesis`, `tile/0/000`. */
export type PublicFiles = (path: string) => Promise<Uint8Array>;

/**
 * Checks with hashes that the verifier trusts that a leaf is recorded. What cannot be fetched is thrown; what does not
 * hold is reported.
 */
export async function checkRecorded(
  files: PublicFiles,
  leaf: Leaf,
  genesisHashes: readonly string[],
  nowMs: number,
): Promise<RecordedReport> {
  const genesis = JSON.parse(utf8Decode(await files("genesis"))) as Genesis;
  const computed = genesisHash(genesis);
  const own = genesisHashes.includes(computed)
    ? pass("genesis", { computed, expected: computed })
    : fail("genesis", "genesis_not_trusted", { computed, expected: genesisHashes.join(", ") });
  const keys = checkKeys(genesis);
  if (keys.value === undefined) return reportOf([own, keys.check, skip("checkpoint"), skip("inclusion")]);
  const head = checkCheckpoint(utf8Decode(await files("checkpoint")), genesis.origin, keys.value, nowMs);
  if (head.value === undefined) return reportOf([own, keys.check, head.check, skip("inclusion")]);
  const { size, root } = head.value;
  const path = await pathOf(files, leaf.position, size);
  const found = rootOfLeaf(leaf, size, path);
  const inclusion =
    found === root
      ? pass("inclusion", { computed: found, expected: root, steps: path.length })
      : fail("inclusion", "leaf_not_under_root", { computed: found, expected: root });
  return { ...reportOf([own, keys.check, head.check, inclusion]), size, root };
}

function reportOf(checks: readonly ReceiptCheck[]): RecordedReport {
  return { ok: checks.every(({ status }) => status === "passed"), checks };
}

/** The inclusion proof of a leaf, made of tiles; none when the tree does not reach it. */
async function pathOf(files: PublicFiles, position: number, size: number): Promise<readonly Uint8Array[]> {
  if (position >= size) return [];
  const tiles = new Map<string, Uint8Array>();
  const missing = new Set<string>();
  const read = () =>
    hashReader(size, (level, index, width) => {
      const path = tilePath({ kind: "hashes", level, index, width });
      const tile = tiles.get(path);
      if (tile === undefined) missing.add(path);
      // Stands in for what is not fetched yet; that proof is thrown away.
      return tile ?? new Uint8Array(HASH_SIZE * width);
    });
  // Which tiles a proof needs does not depend on what is in them.
  inclusionProof(position, size, read());
  await Promise.all([...missing].map(async (path) => tiles.set(path, await files(path))));
  return inclusionProof(position, size, read());
}
