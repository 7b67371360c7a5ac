import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, toHex } from "#kernel/bytes";
import { hashOfLeaf } from "#kernel/leaf";
import { inclusionProof, leafHash, rootOf, verifyInclusion } from "#kernel/merkle";
import { decodeEntryBundle, TileWriter } from "#kernel/tiles";
import { openState } from "#sqlite/sqlite-state";
import { expectAnswered, expectDone } from "../../test/support/expect-answer.ts";
import { ProbeLedger } from "../../test/support/probe-ledger.ts";
import { testGenesis } from "../../test/support/test-genesis.ts";
import { Reader } from "./reader.ts";
import { storedHashes } from "./stored-hashes.ts";

/** A stored tree that grows by leaves without meaning, as an executor would store it. */
class GrowingTree {
  readonly state = openState(":memory:", []);
  readonly hashes: Uint8Array[] = [];
  readonly #writer = TileWriter.restore(0, () => new Uint8Array());

  /** Reads the tree as it is; only the head is made up. */
  get reader(): Reader {
    const genesis = testGenesis({ scenarios: ["none"], people: { ada: { member: "centre", roles: [] } } });
    const head = { height: 0, time: 0, size: this.hashes.length, root: toHex(this.#writer.root()) };
    return new Reader({
      genesis,
      contracts: {} as never,
      state: this.state,
      head: () => head,
      reveal: () => undefined,
    });
  }

  growTo(size: number): void {
    this.state.commit(() => {
      for (let position = this.hashes.length; position < size; position++) {
        const leaf = `{"position":${position}}`;
        this.state.putLeaf({ position, id: undefined, leaf, effects: "" });
        this.hashes.push(hashOfLeaf(leaf));
        this.#writer.append(hashOfLeaf(leaf));
      }
      for (const { level, index, bytes } of this.#writer.takeTiles()) this.state.putTile(level, index, bytes);
    });
  }
}

const SIZES = [1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_792, 65_793];

test("serves every tile of a tree as wide as the tree has it, and none that it does not have", () => {
  const tree = new GrowingTree();
  for (const size of SIZES) {
    tree.growTo(size);
    const { reader } = tree;
    const last = Math.floor((size - 1) / 256);
    const width = size - last * 256;
    assert.deepEqual(plain(reader.tile(0, last, width)), plain(Buffer.concat(tree.hashes.slice(last * 256, size))));
    assert.deepEqual(plain(reader.tile(0, last, 1)), plain(tree.hashes[last * 256]), "narrower tiles of the past stay");
    for (const [level, index, wide] of [
      [0, last, width + 1],
      [0, last + 1, 1],
      [1, 0, Math.floor(size / 256) + 1],
      [3, 0, 1],
      [63, 0, 1],
    ] as const) {
      assert.equal(reader.tile(level, index, wide), undefined, `${level}/${index}.p/${wide} of ${size}`);
    }
    const above = Math.min(Math.floor(size / 256), 256);
    if (above > 0) {
      const full = (at: number): Uint8Array => rootOf(tree.hashes.slice(at * 256, at * 256 + 256));
      const tile = plain(reader.tile(1, 0, above)) as Uint8Array;
      assert.deepEqual(tile.subarray(-32), plain(full(above - 1)));
      assert.equal(tile.length, above * 32);
    }
  }
  assert.deepEqual(plain(tree.reader.tile(2, 0, 1)), plain(rootOf(tree.hashes.slice(0, 65_536))));
  tree.state.close();
});

test("serves the entries behind every tile, and no others", () => {
  const tree = new GrowingTree();
  for (const size of [1, 255, 256, 257, 513]) {
    tree.growTo(size);
    const { reader } = tree;
    const last = Math.floor((size - 1) / 256);
    const width = size - last * 256;
    const entries = decodeEntryBundle(reader.entries(last, width) as Uint8Array, width);
    assert.deepEqual(
      entries?.map((entry) => toHex(leafHash(entry))),
      tree.hashes.slice(last * 256, size).map(toHex),
    );
    assert.equal(reader.entries(last, width + 1), undefined);
    assert.equal(reader.entries(last + 1, 1), undefined);
  }
  tree.state.close();
});

test("proofs from stored tiles lead to the root at every size", () => {
  const tree = new GrowingTree();
  for (const size of SIZES) {
    tree.growTo(size);
    const { root } = tree.reader.head();
    const hashes = storedHashes(tree.state, size);
    for (const index of [0, 1, 254, 255, 256, 257, size - 2, size - 1].filter((at) => at >= 0 && at < size)) {
      const claim = { index, size, leafHash: tree.hashes[index] as Uint8Array, root: fromHex(root) };
      assert.ok(verifyInclusion(claim, inclusionProof(index, size, hashes)), `${index} of ${size}`);
    }
  }
  assert.throws(() => storedHashes(tree.state, 70_000)(0, 69_999), /tile 0\/273 is missing/);
  tree.state.close();
});

test("reads leaves, blocks, answers and signers as they were recorded", () => {
  const ledger = new ProbeLedger({ write: (tx) => tx.note("a", 1) ?? { done: true } });
  const { genesis, contracts, state, executor } = ledger;
  const reader = new Reader({ genesis, contracts, state, head: () => executor.head, reveal: () => undefined });
  const answer = ledger.act("write");
  expectDone(answer);
  const { id } = answer as { id: string };
  assert.deepEqual(reader.recorded(id), answer);
  assert.equal(reader.positionOf(id), 1);
  assert.equal(reader.leaf(1)?.kind, "transaction");
  assert.deepEqual(
    reader.leaves(0, 9).map(({ kind }) => kind),
    ["genesis", "transaction", "block"],
  );
  assert.equal(reader.block(1), ledger.blocks[0]);
  assert.equal(reader.checkpoint(), state.checkpoint(3));
  assert.equal(reader.checkpoint(2), undefined);
  assert.deepEqual(reader.signer(ledger.signer("ada")?.keyId ?? ""), ledger.signer("ada"));
  for (const none of [
    reader.recorded("no"),
    reader.leaf(3),
    reader.block(2),
    reader.signer("no"),
    reader.receipt("no", undefined),
  ]) {
    assert.equal(none, undefined);
  }
  const members = expectAnswered(reader.query("council.members", {}, ledger.signer("bo")));
  assert.equal((members["items"] as unknown[]).length, 2);
});

function plain(bytes: Uint8Array | undefined): Uint8Array | undefined {
  return bytes === undefined ? undefined : Uint8Array.from(bytes);
}

test("queries go by the clock of the ledger, never before its last block", () => {
  const ledger = new ProbeLedger({ write: (tx) => tx.note("a", 1) ?? { done: true } });
  const { genesis, contracts, state, executor } = ledger;
  const timeAt = (now: number): unknown => {
    const parts = { genesis, contracts, state, head: () => executor.head, now: () => now, reveal: () => undefined };
    const answer = new Reader(parts).query("council.clock", {}, undefined);
    return answer.ok ? answer.value["time"] : answer;
  };
  const { time } = executor.head;
  assert.equal(timeAt(time + 86_400_000), time + 86_400_000);
  assert.equal(timeAt(time - 1), time);
});
