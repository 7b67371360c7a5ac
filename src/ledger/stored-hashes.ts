import type { HashReader } from "#kernel/merkle";
import { hashReader } from "#kernel/tiles";
import type { StateReader } from "./state.ts";

/** Hashes of a stored tree of `size` leaves, for proofs. */
export function storedHashes(state: StateReader, size: number): HashReader {
  return hashReader(size, (level, index, width) => {
    const tile = state.tile(level, index);
    if (tile === undefined || tile.length < width * 32) throw new Error(`tile ${level}/${index} is missing`);
    return tile.subarray(0, width * 32);
  });
}
