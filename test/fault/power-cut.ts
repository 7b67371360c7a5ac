import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { RandomNumbers } from "../support/random-numbers.ts";
import type { TracedCall } from "./strace.ts";

/** Calls that the content of a disk can be rebuilt from. */
export const DISK_CALLS = ["write", "pwrite64", "pwritev", "ftruncate", "fsync", "fdatasync"];

const SECTOR_BYTES = 512;

type Change = { readonly at: number; readonly bytes: Buffer } | { readonly size: number };

/** A file as the disk has it for certain, and what was asked of the disk since its last sync. */
interface DiskFile {
  content: Buffer;
  unsynced: Change[];
}

/** Follows what a node asks of its disk and knows what the disk holds when the power is cut. */
export class Disk {
  readonly #files = new Map<string, DiskFile>();

  /** Follows one call. */
  follow({ name, args, file, result }: TracedCall): void {
    if (result < 0) return;
    const known = this.#files.get(file) ?? { content: Buffer.alloc(0), unsynced: [] };
    this.#files.set(file, known);
    if (name === "fsync" || name === "fdatasync") {
      known.content = withChanges(known.content, known.unsynced);
      known.unsynced = [];
    } else known.unsynced.push(changeOf(name, args));
  }

  /**
   * Writes into a folder what a power cut leaves: of each file everything up to its last sync, and of what was written
   * since then nothing or, with random numbers, some of it, torn between sectors.
   */
  cutPower(folder: string, random?: RandomNumbers): void {
    for (const [file, { content, unsynced }] of this.#files) {
      const survivors = random === undefined ? [] : unsynced.flatMap((change) => survivorsOf(change, random));
      writeFileSync(join(folder, basename(file)), withChanges(content, survivors));
    }
  }
}

function changeOf(name: string, args: string): Change {
  if (name === "ftruncate") return { size: Number(/, (\d+)$/.exec(args)?.[1]) };
  assert.equal(name, "pwrite64", "SQLite writes with pwrite64 alone");
  const [, size, at] = /, (\d+), (\d+)$/.exec(args) ?? [];
  const data = args.slice(args.indexOf(', "') + 3, args.lastIndexOf('"'));
  const bytes = Buffer.from(data.replaceAll("\\x", ""), "hex");
  assert.equal(bytes.length, Number(size), "the whole write is traced");
  return { at: Number(at), bytes };
}

function withChanges(content: Buffer, changes: readonly Change[]): Buffer {
  const ends = changes.map((change) => ("size" in change ? change.size : change.at + change.bytes.length));
  const grown = Buffer.alloc(Math.max(content.length, ...ends));
  content.copy(grown);
  let size = content.length;
  for (const change of changes) {
    if ("size" in change) {
      // What comes back into the file later reads as zeros.
      grown.fill(0, change.size);
      size = change.size;
    } else {
      change.bytes.copy(grown, change.at);
      size = Math.max(size, change.at + change.bytes.length);
    }
  }
  return grown.subarray(0, size);
}

/** What is left of an unsynced change: all, nothing, or some sectors. */
function survivorsOf(change: Change, random: RandomNumbers): readonly Change[] {
  const fate = random.below(3);
  if (fate === 0) return [];
  if (fate === 1 || "size" in change) return [change];
  const { at, bytes } = change;
  const sectors: Change[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = start + SECTOR_BYTES - ((at + start) % SECTOR_BYTES);
    if (random.isOneIn(2)) sectors.push({ at: at + start, bytes: bytes.subarray(start, end) });
    start = end;
  }
  return sectors;
}
