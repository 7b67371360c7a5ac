import { strict as assert } from "node:assert";
import { fromBase64, toHex } from "#kernel/bytes";
import { openCheckpoint } from "#kernel/checkpoint";
import { cosignatureVerifier } from "#kernel/cosignature";
import type { Genesis } from "#kernel/genesis";
import type { Json, JsonObject } from "#kernel/json";
import { hashOfLeaf, type Leaf } from "#kernel/leaf";
import { rootFrom } from "#kernel/merkle";
import { ed25519Verifier } from "#kernel/note";
import { hashReader, TileWriter } from "#kernel/tiles";
import { openDatabase } from "#sqlite/database";
import { openVault } from "#vault/sqlite-vault";
import type { History, Sent } from "./history.ts";
import { TallyModel } from "./tally-model.ts";

/** What a killed node left in its database, read with SQL and without the ledger's own storage. */
export interface StoredLedger {
  readonly leaves: readonly { readonly leaf: Leaf; readonly text: string; readonly result: Json }[];
  readonly checkpoints: readonly { readonly size: number; readonly note: string }[];
  /** Hashes by `level/index`. */
  readonly tiles: ReadonlyMap<string, Buffer>;
  readonly counters: readonly JsonObject[];
  readonly people: number;
}

/** Reads a database of a ledger with the contracts of the fault tests. */
export function readStoredLedger(path: string): StoredLedger {
  const database = openDatabase(path, { readonly: true });
  const all = <T>(sql: string) => database.prepare(sql).all() as T[];
  const rows = all<{ leaf: string; effects: string }>("SELECT leaf, effects FROM leaves ORDER BY position");
  const tiles = all<{ level: number; number: number; hashes: Buffer }>("SELECT * FROM tiles");
  const counters = all<{ text: string }>("SELECT text FROM rows_tally_counters ORDER BY key");
  const stored = {
    leaves: rows.map(({ leaf, effects }) => ({
      leaf: JSON.parse(leaf) as Leaf,
      text: leaf,
      result: resultOf(effects),
    })),
    checkpoints: all<{ size: number; note: string }>("SELECT size, note FROM checkpoints ORDER BY size"),
    tiles: new Map(tiles.map(({ level, number, hashes }) => [`${level}/${number}`, hashes])),
    counters: counters.map(({ text }) => JSON.parse(text) as JsonObject),
    people: database.prepare("SELECT count(*) FROM rows_council_people").pluck().get() as number,
  };
  database.close();
  return stored;
}

function resultOf(effects: string): Json {
  return effects === "" ? null : ((JSON.parse(effects) as { readonly result: Json }).result ?? null);
}

/**
 * Checks a stored ledger against what clients sent and heard: everything acknowledged stands where it was said to stand,
 * nothing stands there twice or was never sent, and outcomes and rows are those of a model that runs in the same order.
 */
export function checkHistory({ leaves, counters, people }: StoredLedger, history: History, peopleBefore: number): void {
  const model = new TallyModel();
  const seen = new Set<string>();
  for (const [position, { leaf, result }] of leaves.entries()) {
    assert.equal(leaf.position, position, "positions have no gap");
    if (leaf.kind !== "transaction" && leaf.kind !== "timer") continue;
    assert.ok(!seen.has(leaf.id), `${leaf.id} has two leaves`);
    seen.add(leaf.id);
    if (leaf.kind === "timer") {
      assert.ok(model.firesOnce(leaf.id), `timer ${leaf.id} fires although it does not wait`);
      assert.equal(leaf.outcome, "done");
      continue;
    }
    const sent = history.get(leaf.id);
    assert.ok(sent !== undefined, `nobody sent ${leaf.id}`);
    const { height, time, outcome } = leaf;
    if (sent.acknowledged !== undefined) assert.deepEqual({ position, height, time, outcome }, sent.acknowledged);
    const timerId = (result as JsonObject)["timerId"] as string | undefined;
    assert.equal(model.execute(sent.call, timerId), outcome, `position ${position}: ${JSON.stringify(sent.call)}`);
  }
  const lost = history.all.filter(({ id, acknowledged }) => acknowledged !== undefined && !seen.has(id));
  assert.deepEqual(lost, [], "acknowledged and lost");
  const wanted = [...model.counters].map(([name, { count, ownerId }]) => ({ name, count: String(count), ownerId }));
  const found = counters.map(({ name, count, ownerId }) => ({ name, count, ownerId }));
  assert.deepEqual(
    found,
    wanted.sort((a, b) => (a.name < b.name ? -1 : 1)),
    "the rows are not those of the model",
  );
  assert.equal(people - peopleBefore, model.people);
}

/** Checks tiles and every signed head against a tree that is built anew from the stored leaves. */
export function checkTree({ leaves, checkpoints, tiles }: StoredLedger, genesis: Genesis): void {
  const writer = TileWriter.restore(0, () => assert.fail("an empty tree has no tiles"));
  for (const { text } of leaves) writer.append(hashOfLeaf(text));
  const built = new Map(writer.takeTiles().map(({ level, index, bytes }) => [`${level}/${index}`, bytes]));
  assert.deepEqual([...tiles.keys()].sort(), [...built.keys()].sort());
  for (const [name, bytes] of built) assert.equal(tiles.get(name)?.compare(bytes), 0, `tile ${name}`);
  const heads = leaves.filter(({ leaf }) => leaf.kind === "genesis" || leaf.kind === "block");
  assert.deepEqual(
    checkpoints.map(({ size }) => size),
    heads.map(({ leaf }) => leaf.position + 1),
    "each block has its signed head",
  );
  for (const { size, note } of checkpoints) {
    const hashes = hashReader(
      size,
      (level, index, width) => built.get(`${level}/${index}`)?.subarray(0, width * 32) as Uint8Array,
    );
    const head = openHead(note, genesis);
    assert.equal(head.size, size);
    assert.equal(toHex(head.root), toHex(rootFrom(size, hashes)), `the head of size ${size} is another tree's`);
  }
}

/** Opens a signed head of the test node: log signature and cosignature. */
export function openHead(note: string, genesis: Genesis): { readonly size: number; readonly root: Uint8Array } {
  const [cosigner] = genesis.cosigners;
  assert.ok(cosigner !== undefined);
  const opened = openCheckpoint(note, {
    origin: genesis.origin,
    log: ed25519Verifier(genesis.origin, fromBase64(cosigner.logKey) as Uint8Array),
    cosigners: [cosignatureVerifier(cosigner.name, fromBase64(cosigner.cosignKey) as Uint8Array)],
  });
  assert.ok(opened.ok, `the node signs its heads: ${note}`);
  assert.equal(opened.value.cosignatures.length, 1);
  return opened.value;
}

/** Checks that the vault keeps every personal value of what was acknowledged. */
export function checkVault(path: string, all: readonly Sent[]): void {
  const vault = openVault(path);
  for (const { text, call, acknowledged } of all) {
    if (call.kind !== "person" || acknowledged === undefined) continue;
    const { args } = JSON.parse(text) as { readonly args: { readonly name: string } };
    assert.equal(vault.get(args.name)?.value, call.name, "a personal value was acknowledged and lost");
  }
  vault.close();
}
