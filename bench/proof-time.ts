import { fromHex, utf8 } from "#kernel/bytes";
import { inclusionProof, leafHash, verifyInclusion } from "#kernel/merkle";
import { storedHashes } from "#ledger/stored-hashes";
import { openStateReader } from "#sqlite/sqlite-state";

/** Milliseconds to read and make an inclusion proof of a random leaf, from a cold reader each time; checks each proof. */
export function measureProofMs(statePath: string, size: number, rootHex: string, times: number): number {
  const state = openStateReader(statePath);
  const root = fromHex(rootHex);
  let totalMs = 0;
  for (let i = 0; i < times; i++) {
    const index = Math.floor(Math.random() * size);
    const start = performance.now();
    const proof = inclusionProof(index, size, storedHashes(state, size));
    totalMs += performance.now() - start;
    const leaf = state.leaf(index)?.leaf ?? "";
    if (!verifyInclusion({ index, size, root, leafHash: leafHash(utf8(leaf)) }, proof))
      throw new Error(`the proof of leaf ${index} does not hold`);
  }
  state.close();
  return totalMs / times;
}
