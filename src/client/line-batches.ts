/** UTF-16 units and lines of one NDJSON body. A unit is at most 3 bytes of UTF-8, so a body stays under the 4 MiB of a node. */
const UNITS_MAX = 1_000_000;
const LINES_MAX = 1_000;

/** Cuts lines into bodies, in their order. A line that is larger than a body goes alone. */
export function batchesOf<T extends { readonly text: string }>(lines: readonly T[]): readonly (readonly T[])[] {
  const batches: T[][] = [];
  let units = 0;
  for (const line of lines) {
    const size = line.text.length + 1;
    const last = batches.at(-1);
    units += size;
    if (last === undefined || last.length === LINES_MAX || units > UNITS_MAX) {
      batches.push([line]);
      units = size;
    } else {
      last.push(line);
    }
  }
  return batches;
}
