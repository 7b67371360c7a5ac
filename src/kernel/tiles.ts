import { concatBytes } from "./bytes.ts";
import { CompactRange, HASH_SIZE, type HashReader, nodeHash } from "./merkle.ts";

/** Merkle trees as immutable files (C2SP tlog-tiles). A tile is up to 256 hashes of one level, eight tree levels apart. */

/** Hashes in a full tile and entries in a full bundle. */
export const TILE_WIDTH = 256;

/** Tree levels between two levels of tiles: 2^8 = 256. */
const TILE_HEIGHT = 8;
const LEVEL_MAX = 63;
const ENTRY_BYTES_MAX = 0xffff;

/** One tile: `width` hashes, fewer than 256 when partial. Its i-th hash covers 256^level leaves. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** What a path under `tile/` names. The i-th bundle holds the entries of the i-th tile of level 0. */
export type TilePath = ({ readonly kind: "hashes" } & Tile) | ({ readonly kind: "entries" } & Omit<Tile, "level">);

/** Gives a tile's bytes, `width` · 32, which it does not change afterwards; throws when it has no such tile. */
export type TileReader = (level: number, index: number, width: number) => Uint8Array;

/** Path of a tile or bundle, such as `tile/0/x001/x234/067.p/8`. Throws a RangeError on numbers out of bounds. */
export function tilePath(of: TilePath): string {
  const level = of.kind === "entries" ? 0 : of.level;
  if (!isWithin(level, 0, LEVEL_MAX) || !isWithin(of.index, 0, Number.MAX_SAFE_INTEGER)) {
    throw new RangeError(`there is no tile ${of.index} on level ${level}`);
  }
  if (!isWithin(of.width, 1, TILE_WIDTH)) throw new RangeError(`a tile is 1 to ${TILE_WIDTH} wide, not ${of.width}`);
  const folder = of.kind === "entries" ? "entries" : String(level);
  return `tile/${folder}/${indexPath(of.index)}${of.width === TILE_WIDTH ? "" : `.p/${of.width}`}`;
}

/** What a path names; undefined unless it is exactly the path that `tilePath` gives. */
export function parseTilePath(path: string): TilePath | undefined {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  const index = Number(match[2].replace(/[x/]/g, ""));
  const width = match[3] === undefined ? TILE_WIDTH : Number(match[3]);
  const level = match[1] === "entries" ? 0 : Number(match[1]);
  if (!isWithin(index, 0, Number.MAX_SAFE_INTEGER) || !isWithin(width, 1, TILE_WIDTH) || level > LEVEL_MAX)
    return undefined;
  const parsed: TilePath =
    match[1] === "entries" ? { kind: "entries", index, width } : { kind: "hashes", level, index, width };
  return tilePath(parsed) === path ? parsed : undefined;
}

/** Width that a tile has in a tree of `size` leaves, 0 when the tree does not reach it. */
export function tileWidth(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/**
 * The tiles of a tree of `newSize` leaves that a tree of `oldSize` leaves does not have, lowest level first: what must be
 * stored after growing. Those of level 0 name the changed entry bundles too. From size 0 it is every tile of the tree.
 */
export function changedTiles(oldSize: number, newSize: number): Tile[] {
  const changed: Tile[] = [];
  for (let level = 0; ; level++) {
    const oldHashes = Math.floor(oldSize / TILE_WIDTH ** level);
    const newHashes = Math.floor(newSize / TILE_WIDTH ** level);
    if (newHashes <= oldHashes) return changed;
    for (let index = Math.floor(oldHashes / TILE_WIDTH); index * TILE_WIDTH < newHashes; index++) {
      changed.push({ level, index, width: tileWidth(level, index, newSize) });
    }
  }
}

/** Bundle of entries, each behind its length in two bytes. Throws a RangeError on an entry above 65,535 bytes. */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  const parts = entries.flatMap((entry) => {
    if (entry.length > ENTRY_BYTES_MAX) throw new RangeError(`an entry has at most ${ENTRY_BYTES_MAX} bytes`);
    return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry];
  });
  return concatBytes(...parts);
}

/** The `width` entries of a bundle; undefined when there are fewer or more, or bytes are left over. */
export function decodeEntryBundle(bundle: Uint8Array, width: number): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bundle.length) {
    const [high, low] = [bundle[at], bundle[at + 1]];
    if (high === undefined || low === undefined) return undefined;
    const end = at + 2 + high * 256 + low;
    if (end > bundle.length) return undefined;
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries.length === width ? entries : undefined;
}

/**
 * Reads single hashes of a tree of `size` leaves out of its tiles, for proofs and roots. It keeps every tile that it
 * read, so make one for a request or a block, not for ever. Tiles are not checked: a proof made of untrusted tiles must
 * be verified against a signed root, as any proof.
 */
export function hashReader(size: number, readTile: TileReader): HashReader {
  const pyramids = new Map<string, Uint8Array[][]>();
  return (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const rise = level % TILE_HEIGHT;
    const span = 2 ** (TILE_HEIGHT - rise);
    const tileIndex = Math.floor(index / span);
    const key = `${tileLevel}/${tileIndex}`;
    let pyramid = pyramids.get(key);
    if (pyramid === undefined) {
      const width = tileWidth(tileLevel, tileIndex, size);
      pyramid = [width === 0 ? [] : splitTile(readTile(tileLevel, tileIndex, width), width)];
      pyramids.set(key, pyramid);
    }
    const hash = pyramidRow(pyramid, rise)[index % span];
    if (hash === undefined) throw new RangeError(`a tree of ${size} leaves has no subtree ${index} on level ${level}`);
    return hash;
  };
}

/** A tile and its bytes, to be stored. */
export interface TileData extends Tile {
  readonly bytes: Uint8Array;
}

/** Appends leaves and keeps at hand the root and the tiles that changed. Holds no more than the partial tiles in memory. */
export class TileWriter {
  readonly #range: CompactRange;
  /** The hashes of the partial tile of each tile level. */
  readonly #partial: Uint8Array[][] = [];
  readonly #grown = new Set<number>();
  #full: TileData[] = [];

  private constructor(range: CompactRange) {
    this.#range = range;
  }

  /** A writer that goes on after the first `size` leaves, from stored tiles; from size 0 it reads none. */
  static restore(size: number, readTile: TileReader): TileWriter {
    const writer = new TileWriter(CompactRange.restore(size, hashReader(size, readTile)));
    for (let level = 0; size >= TILE_WIDTH ** level; level++) {
      const index = Math.floor(size / TILE_WIDTH ** (level + 1));
      const width = tileWidth(level, index, size);
      writer.#partial.push(width === 0 ? [] : splitTile(readTile(level, index, width), width));
    }
    return writer;
  }

  /** Leaves so far. */
  get size(): number {
    return this.#range.size;
  }

  /** Root of the tree so far. */
  root(): Uint8Array {
    return this.#range.root();
  }

  /** Adds a leaf by its hash. */
  append(leafHash: Uint8Array): void {
    this.#range.append(leafHash, (level, index, hash) => {
      if (level % TILE_HEIGHT === 0) this.#add(level / TILE_HEIGHT, index, hash);
    });
  }

  /** The tiles that `changedTiles` names between the size of the last call and now. Store them together with the leaves. */
  takeTiles(): TileData[] {
    const tiles = this.#full;
    this.#full = [];
    for (const level of this.#grown) {
      const hashes = this.#partial[level] ?? [];
      if (hashes.length === 0) continue;
      const index = Math.floor(this.size / TILE_WIDTH ** (level + 1));
      tiles.push({ level, index, width: hashes.length, bytes: concatBytes(...hashes) });
    }
    this.#grown.clear();
    return tiles;
  }

  #add(level: number, index: number, hash: Uint8Array): void {
    const hashes = this.#partial[level] ?? [];
    hashes.push(hash);
    this.#grown.add(level);
    this.#partial[level] = hashes.length === TILE_WIDTH ? [] : hashes;
    if (hashes.length < TILE_WIDTH) return;
    this.#full.push({ level, index: Math.floor(index / TILE_WIDTH), width: TILE_WIDTH, bytes: concatBytes(...hashes) });
  }
}

/** The row of a tile's hash pyramid that is `rise` levels above the tile's own hashes; complete subtrees only. */
function pyramidRow(pyramid: Uint8Array[][], rise: number): Uint8Array[] {
  for (let below = pyramid.length - 1; below < rise; below++) {
    const hashes = pyramid[below] ?? [];
    const row: Uint8Array[] = [];
    for (let i = 0; i + 1 < hashes.length; i += 2) {
      const [left, right] = [hashes[i], hashes[i + 1]];
      if (left !== undefined && right !== undefined) row.push(nodeHash(left, right));
    }
    pyramid.push(row);
  }
  return pyramid[rise] ?? [];
}

function splitTile(bytes: Uint8Array, width: number): Uint8Array[] {
  if (bytes.length !== width * HASH_SIZE) {
    throw new RangeError(`a tile of ${width} hashes has ${width * HASH_SIZE} bytes, not ${bytes.length}`);
  }
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE));
}

function indexPath(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, "0");
  return padded.replace(/\d{3}(?=\d)/g, "x$&/");
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= min && value <= max;
}
