import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { randomSeed } from "../../test/support/random-seed.ts";
import { concatBytes, toHex, utf8 } from "./bytes.ts";
import {
  CompactRange,
  consistencyProof,
  type HashReader,
  inclusionProof,
  leafHash,
  rootFrom,
  rootOf,
  verifyInclusion,
} from "./merkle.ts";
import {
  changedTiles,
  decodeEntryBundle,
  encodeEntryBundle,
  hashReader,
  parseTilePath,
  type TileReader,
  TileWriter,
  tilePath,
  tileWidth,
} from "./tiles.ts";

const noTiles: TileReader = (level, index) => assert.fail(`tile ${level}/${index} was asked for`);
const leaf = (i: number): Uint8Array => leafHash(utf8(`entry ${i}`));
const leaves = (count: number): Uint8Array[] => Array.from({ length: count }, (_, i) => leaf(i));

/** Tiles by path, as a store keeps them. */
class TileStore {
  readonly files = new Map<string, Uint8Array>();

  readonly read: TileReader = (level, index, width) => {
    const path = tilePath({ kind: "hashes", level, index, width });
    return this.files.get(path) ?? assert.fail(`no ${path}`);
  };

  keep(writer: TileWriter): string[] {
    const tiles = writer.takeTiles();
    for (const tile of tiles) this.files.set(tilePath({ kind: "hashes", ...tile }), tile.bytes);
    return tiles.map((tile) => tilePath({ kind: "hashes", ...tile })).sort();
  }
}

/** Complete subtrees in memory, without tiles. */
function memory(hashes: readonly Uint8Array[]): HashReader {
  const nodes = new Map<string, Uint8Array>();
  const range = new CompactRange();
  for (const hash of hashes) range.append(hash, (level, index, node) => nodes.set(`${level}/${index}`, node));
  return (level, index) => nodes.get(`${level}/${index}`) ?? assert.fail(`no subtree ${level}/${index}`);
}

test("writes and reads the paths that the standard shows", () => {
  const paths = {
    "tile/0/x001/x234/067": { kind: "hashes", level: 0, index: 1234067, width: 256 },
    "tile/1/000.p/17": { kind: "hashes", level: 1, index: 0, width: 17 },
    "tile/63/999": { kind: "hashes", level: 63, index: 999, width: 256 },
    "tile/2/x001/000.p/1": { kind: "hashes", level: 2, index: 1000, width: 1 },
    "tile/entries/x001/x234/067": { kind: "entries", index: 1234067, width: 256 },
    "tile/entries/273.p/112": { kind: "entries", index: 273, width: 112 },
    "tile/0/x009/x007/x199/x254/x740/991": { kind: "hashes", level: 0, index: Number.MAX_SAFE_INTEGER, width: 256 },
  } as const;
  for (const [path, of] of Object.entries(paths)) {
    assert.equal(tilePath(of), path);
    assert.deepEqual(parseTilePath(path), of);
  }
});

test("refuses every other way to write a path", () => {
  const refused = [
    "",
    "tile",
    "tile/",
    "/tile/0/000",
    "tile/0/000/",
    "tile/0/0",
    "tile/0/67",
    "tile/0/0067",
    "tile/0/x067",
    "tile/0/x000/067",
    "tile/0/001/067",
    "tile/0/x001/67",
    "tile/00/000",
    "tile/01/000",
    "tile/64/000",
    "tile/-1/000",
    "tile/+1/000",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/01",
    "tile/0/000.p/",
    "tile/0/000.p",
    "tile/0/000.p/1/",
    "tile/0/000.P/1",
    "tile/entries",
    "tile/Entries/000",
    "tile/data/000",
    "tile/0/000?x",
    "tile/0/000\n",
    "tile/0/٠٠٠",
    "tile/0/../000",
    "tile/0/x009/x007/x199/x254/x740/992",
    "tile/8/0/000",
    "tile/0//000",
  ];
  for (const path of refused) assert.equal(parseTilePath(path), undefined, JSON.stringify(path));
  assert.throws(() => tilePath({ kind: "hashes", level: 64, index: 0, width: 1 }), RangeError);
  assert.throws(() => tilePath({ kind: "entries", index: -1, width: 1 }), RangeError);
  assert.throws(() => tilePath({ kind: "entries", index: 0, width: 0 }), RangeError);
});

test("names the tiles of the tree of 70,000 leaves that the standard counts", () => {
  const tiles = changedTiles(0, 70_000);
  const count = (level: number, isFull: boolean): number =>
    tiles.filter((tile) => tile.level === level && (tile.width === 256) === isFull).length;
  assert.deepEqual(
    [count(0, true), count(0, false), count(1, true), count(1, false), count(2, false)],
    [273, 1, 1, 1, 1],
  );
  assert.equal(tiles.length, 277);
  assert.equal(tileWidth(0, 273, 70_000), 112);
  assert.equal(tileWidth(1, 1, 70_000), 17);
  assert.equal(tileWidth(2, 0, 70_000), 1);
  assert.equal(tileWidth(2, 1, 70_000), 0);
  assert.equal(tileWidth(63, 0, 70_000), 0);
  assert.deepEqual(changedTiles(0, 256), [
    { level: 0, index: 0, width: 256 },
    { level: 1, index: 0, width: 1 },
  ]);
  assert.deepEqual(changedTiles(256, 256), []);
  assert.deepEqual(changedTiles(256, 257), [{ level: 0, index: 1, width: 1 }]);
});

test("keeps entries of every length in bundles", (t) => {
  const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 });
  const property = fc.property(entries, (list) => {
    const bundle = encodeEntryBundle(list);
    assert.deepEqual(decodeEntryBundle(bundle, list.length)?.map(toHex), list.map(toHex));
    assert.equal(decodeEntryBundle(bundle, list.length + 1), undefined);
    assert.equal(decodeEntryBundle(concatBytes(bundle, Uint8Array.of(0)), list.length), undefined);
    assert.equal(decodeEntryBundle(concatBytes(bundle, Uint8Array.of(0, 0)), list.length), undefined);
    if (list.length > 0) assert.equal(decodeEntryBundle(bundle.subarray(0, -1), list.length), undefined);
  });
  fc.assert(property, randomSeed(t));
  const largest = new Uint8Array(65_535).fill(7);
  assert.deepEqual(
    decodeEntryBundle(encodeEntryBundle([largest, largest]), 2)?.map(toHex),
    [largest, largest].map(toHex),
  );
  assert.throws(() => encodeEntryBundle([new Uint8Array(65_536)]), RangeError);
  assert.equal(toHex(encodeEntryBundle([Uint8Array.of(9), new Uint8Array(0)])), "0001090000");
});

test("writes exactly the changed tiles, whatever the steps and restarts", (t) => {
  const steps = fc.array(fc.record({ leaves: fc.integer({ min: 0, max: 600 }), restarts: fc.boolean() }), {
    maxLength: 6,
  });
  const property = fc.property(steps, (list) => {
    const store = new TileStore();
    const hashes: Uint8Array[] = [];
    let writer = TileWriter.restore(0, noTiles);
    for (const step of list) {
      const before = writer.size;
      for (let i = 0; i < step.leaves; i++) {
        const hash = leaf(hashes.length);
        hashes.push(hash);
        writer.append(hash);
      }
      const expected = changedTiles(before, hashes.length).map((tile) => tilePath({ kind: "hashes", ...tile }));
      assert.deepEqual(store.keep(writer), expected.sort());
      assert.deepEqual(writer.takeTiles(), []);
      if (step.restarts) writer = TileWriter.restore(hashes.length, store.read);
      assert.equal(writer.size, hashes.length);
      assert.equal(toHex(writer.root()), toHex(rootOf(hashes)));
      assert.equal(toHex(rootFrom(hashes.length, hashReader(hashes.length, store.read))), toHex(rootOf(hashes)));
    }
  });
  fc.assert(property, randomSeed(t, 40));
});

test("reads from tiles the same proofs as from memory", (t) => {
  const hashes = leaves(66_100);
  const fromMemory = memory(hashes);
  const store = new TileStore();
  const writer = TileWriter.restore(0, noTiles);
  const published = [1, 255, 256, 257, 1000, 65_535, 65_536, 65_537, 66_100];
  for (const size of published) {
    for (const hash of hashes.slice(writer.size, size)) writer.append(hash);
    store.keep(writer);
  }
  const shape = fc.record({ size: fc.constantFrom(...published), at: fc.nat() });
  const property = fc.property(shape, ({ size, at }) => {
    const index = at % size;
    const read = hashReader(size, store.read);
    const proof = inclusionProof(index, size, read);
    assert.deepEqual(proof.map(toHex), inclusionProof(index, size, fromMemory).map(toHex));
    const link = consistencyProof(index + 1, size, read);
    assert.deepEqual(link.map(toHex), consistencyProof(index + 1, size, fromMemory).map(toHex));
    const root = rootFrom(size, read);
    assert.equal(toHex(root), toHex(rootFrom(size, fromMemory)));
    assert.ok(verifyInclusion({ index, size, root, leafHash: leaf(index) }, proof));
  });
  fc.assert(property, randomSeed(t));
});

test("reads each tile once and refuses one of the wrong length", () => {
  const writer = TileWriter.restore(0, noTiles);
  for (const hash of leaves(300)) writer.append(hash);
  const store = new TileStore();
  store.keep(writer);
  const asked: string[] = [];
  const read = hashReader(300, (level, index, width) => {
    asked.push(`${level}/${index}/${width}`);
    return store.read(level, index, width);
  });
  for (let index = 0; index < 300; index++) inclusionProof(index, 300, read);
  assert.deepEqual(asked.sort(), ["0/0/256", "0/1/44", "1/0/1"]);
  const short = hashReader(300, (level, index, width) => store.read(level, index, width).subarray(1));
  assert.throws(() => rootFrom(300, short), RangeError);
  assert.throws(() => hashReader(300, store.read)(0, 300), RangeError);
  assert.throws(() => hashReader(300, store.read)(3, 37), RangeError);
});
