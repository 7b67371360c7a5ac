import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { parseArgs } from "node:util";
import { decodeEntryBundle, encodeEntryBundle, TILE_WIDTH } from "#kernel/tiles";
import { buildGoClient, type GoClientOptions, runGoClient } from "./go-client.ts";
import { testRealNode } from "./real-node.ts";
import { StaticLog, serveLog } from "./static-log.ts";

/**
 * Lets an independent client in Go verify a log: `npm run test:interop` on a node and on a log made here, planted faults included;
 * `npm run test:interop -- --url=http://127.0.0.1:8080/ledgers/fund --vkey=… [--origin=…] [--records=0,1,7]
 * [--cosigners=…,…] [--checkpoint=file] [--proof=file] [--no-entries]` on a running node. With --checkpoint, a second run
 * also verifies that the log only grew since the first.
 */

const { values } = parseArgs({
  allowNegative: true,
  options: {
    url: { type: "string" },
    vkey: { type: "string" },
    origin: { type: "string" },
    cosigners: { type: "string" },
    records: { type: "string" },
    checkpoint: { type: "string" },
    proof: { type: "string" },
    entries: { type: "boolean", default: true },
  },
});

/** What the Go library says of a wrong tile, when it reads it or when it checks a proof made of it. */
const WRONG_TILE = /inconsistent tile|invalid transparency proof/;

const folder = mkdtempSync(join(tmpdir(), "sanlian-interop-"));
after(() => rmSync(folder, { recursive: true }));
const binary = buildGoClient(folder);

if (values.url === undefined) {
  testRealNode(binary, folder);
  testStaticLog();
} else testRunningNode(values.url);

function testRunningNode(url: string): void {
  test(`the Go client verifies ${url}`, async (t) => {
    const { vkey, origin, checkpoint, proof, entries } = values;
    assert.ok(vkey, "--vkey names the log's verifier key");
    const answer = await runGoClient(binary, {
      url,
      vkey,
      entries,
      cosigners: values.cosigners?.split(",") ?? [],
      records: (values.records ?? "0").split(",").map(Number),
      ...(origin === undefined ? {} : { origin }),
      ...(checkpoint === undefined ? {} : { checkpoint }),
      ...(proof === undefined ? {} : { proof }),
    });
    assert.ok(answer.isVerified, answer.text);
    t.diagnostic(answer.text);
  });
}

/** Entries of 0 to 79 bytes that depend on their index, and on the history they belong to. */
function entryOf(history: string): (index: number) => Uint8Array {
  return (index) => Buffer.from(`${history} ${index} `.repeat(8)).subarray(0, index % 80);
}

/** A log of three growths on a server, and a client that has seen the one before the last. */
async function prepared(): Promise<{ log: StaticLog; options: GoClientOptions & { checkpoint: string } }> {
  const log = new StaticLog("ledger.example/fund");
  const { url, server } = await serveLog(log, "fund");
  after(() => server.close());
  const checkpoint = join(folder, `${new URL(url).port}.checkpoint`);
  const options = { url, vkey: log.vkey, cosigners: log.cosignerKeys, checkpoint };
  log.grow(700, entryOf("true"));
  const first = await runGoClient(binary, options);
  assert.ok(first.isVerified, first.text);
  log.grow(66_000, entryOf("true"));
  return { log, options };
}

function testStaticLog(): void {
  test("the Go client follows a growing log and verifies records, entries and cosignatures", async (t) => {
    const log = new StaticLog("ledger.example/fund");
    const { url, server } = await serveLog(log, "fund");
    after(() => server.close());
    const options = { url, vkey: log.vkey, cosigners: log.cosignerKeys, checkpoint: join(folder, "followed") };
    let before = 0;
    for (const size of [1, 2, 255, 256, 257, 1000, 65_535, 65_536, 66_100]) {
      log.grow(size, entryOf("true"));
      const proof = join(folder, "record.tlog-proof");
      writeFileSync(proof, log.proofFile(Math.floor(size / 2)));
      const records = [...new Set([0, size >> 1, (size * 7) >> 3, size - 1])];
      const answer = await runGoClient(binary, { ...options, records, proof });
      assert.match(answer.text, new RegExp(`^verified size=${size} records=${records.length} from=${before} `));
      assert.ok(answer.isVerified);
      t.diagnostic(answer.text);
      before = size;
    }
  });

  test("the Go client verifies from full tiles when partial ones are gone", async () => {
    const log = new StaticLog("ledger.example/fund");
    const { url, server } = await serveLog(log, "fund");
    after(() => server.close());
    log.grow(300, entryOf("true"));
    const signed = log.files.get("checkpoint") ?? assert.fail();
    log.grow(600, entryOf("true"));
    log.files.set("checkpoint", signed);
    for (const path of ["tile/0/001.p/44", "tile/entries/001.p/44"]) assert.ok(log.files.delete(path));
    const answer = await runGoClient(binary, { url, vkey: log.vkey, records: [0, 299] });
    assert.match(answer.text, /^verified size=300 records=2/);
  });

  test("the Go client refuses a proof file with another index", async () => {
    const { log, options } = await prepared();
    const proof = join(folder, "moved.tlog-proof");
    writeFileSync(proof, log.proofFile(300).replace("index 300", "index 301"));
    const answer = await runGoClient(binary, { ...options, proof });
    assert.match(answer.text, /^refused: proof file: invalid transparency proof/);
  });

  for (const { name, plant, refusal } of faults()) {
    test(`the Go client refuses ${name}`, async () => {
      const { log, options } = await prepared();
      const records = [0, 300, 65_999];
      const kept = `${options.checkpoint}.kept`;
      copyFileSync(options.checkpoint, kept);
      const good = await runGoClient(binary, { ...options, checkpoint: kept, records });
      assert.ok(good.isVerified, good.text);
      plant(log);
      const answer = await runGoClient(binary, { ...options, records });
      assert.ok(!answer.isVerified, answer.text);
      assert.match(answer.text, refusal);
    });
  }
}

interface Fault {
  readonly name: string;
  readonly plant: (log: StaticLog) => void;
  readonly refusal: RegExp;
}

function faults(): Fault[] {
  return [
    { name: "a full tile with one bit changed", plant: flip("tile/0/001", 44 * 32), refusal: WRONG_TILE },
    { name: "a partial tile with one bit changed", plant: flip("tile/0/257.p/208", 5), refusal: WRONG_TILE },
    { name: "an upper tile with one bit changed", plant: flip("tile/1/000", 0), refusal: WRONG_TILE },
    { name: "a tile that is cut", plant: cut("tile/1/001.p/1"), refusal: /tile/ },
    { name: "another tile in a tile's place", plant: move("tile/0/002", "tile/0/001"), refusal: WRONG_TILE },
    { name: "a missing tile", plant: (log) => log.files.delete("tile/0/001"), refusal: /not found/ },
    { name: "an entry with one bit changed", plant: changeEntry, refusal: /entry/ },
    { name: "a changed checkpoint", plant: editCheckpoint(/\n66000\n/, "\n65999\n"), refusal: /invalid signature/ },
    {
      name: "a checkpoint that a cosigner did not sign",
      plant: editCheckpoint(/\n.*member-3.*\n$/, "\n"),
      refusal: /2 of 3/,
    },
    {
      name: "a changed time of a cosignature",
      plant: editCheckpoint(/pVbkA/, "pVbkB"),
      refusal: /invalid signature/,
    },
    { name: "a signed root that is not the tree's", plant: forgeRoot, refusal: WRONG_TILE },
    { name: "another history under the same key", plant: rewriteHistory, refusal: /consistency/ },
  ];
}

function bytesOf(log: StaticLog, path: string): Uint8Array {
  const file = log.files.get(path);
  assert.ok(file instanceof Uint8Array, `${path} is published`);
  return Uint8Array.from(file);
}

function flip(path: string, at: number): (log: StaticLog) => void {
  return (log) => {
    const bytes = bytesOf(log, path);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    log.files.set(path, bytes);
  };
}

function changeEntry(log: StaticLog): void {
  const entries = decodeEntryBundle(bytesOf(log, "tile/entries/001"), TILE_WIDTH);
  assert.ok(entries?.[44]?.length);
  entries[44] = entries[44].map((byte) => byte ^ 1);
  log.files.set("tile/entries/001", encodeEntryBundle(entries));
}

function cut(path: string): (log: StaticLog) => void {
  return (log) => log.files.set(path, bytesOf(log, path).subarray(0, -1));
}

function move(from: string, to: string): (log: StaticLog) => void {
  return (log) => log.files.set(to, bytesOf(log, from));
}

function editCheckpoint(found: RegExp, replacement: string): (log: StaticLog) => void {
  return (log) => {
    const checkpoint = log.files.get("checkpoint");
    assert.ok(typeof checkpoint === "string");
    const changed = checkpoint.replace(found, replacement);
    assert.notEqual(changed, checkpoint);
    log.files.set("checkpoint", changed);
  };
}

function forgeRoot(log: StaticLog): void {
  log.files.set("checkpoint", log.checkpoint(new Uint8Array(32).fill(9)));
}

function rewriteHistory(log: StaticLog): void {
  const other = new StaticLog("ledger.example/fund");
  other.grow(log.size, entryOf("rewritten"));
  for (const [path, file] of other.files) log.files.set(path, file);
}
