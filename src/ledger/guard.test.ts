import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import type { Tried } from "../../test/support/guard-thread.ts";
import { sourceThread } from "../../test/support/source-thread.ts";

// In a thread of its own: the guard changes the globals of the thread in which it is installed.
const THREAD = new URL("../../test/support/guard-thread.ts", import.meta.url);

async function tryAll(pieces: readonly string[]): Promise<ReadonlyMap<string, Tried>> {
  const thread = sourceThread(THREAD, { workerData: pieces });
  const [tried] = (await once(thread, "message")) as [readonly Tried[]];
  await thread.terminate();
  return new Map(pieces.map((piece, i) => [piece, tried[i] as Tried]));
}

const FORBIDDEN = [
  "Date.now()",
  "Date()",
  "new Date()",
  "new Date(2026, 2, 2)",
  'new Date("2026-03-02 10:00")',
  'Date.parse("2026-03-02 10:00")',
  "const { now } = Date; now()",
  "String(new Date(0))",
  "new Date(0).getHours()",
  "new Date(0).setMonth(1)",
  "new Date(0).getTimezoneOffset()",
  "new Date(0).toLocaleDateString()",
  "performance.now()",
  "process.hrtime()",
  "process.hrtime.bigint()",
  "process.uptime()",
  "process.memoryUsage()",
  "process.cwd()",
  "Math.random()",
  "Math.sin(1)",
  "Math.exp(1)",
  "crypto.randomUUID()",
  "crypto.getRandomValues(new Uint8Array(1))",
  "nodeCrypto.randomBytes(1)",
  "nodeCrypto.getRandomValues(new Uint8Array(1))",
  "nodeCrypto.randomInt(9)",
  "nodeCrypto.default.randomUUID()",
  "setTimeout(() => {}, 1)",
  "setInterval(() => {}, 1).unref()",
  "setImmediate(() => {})",
  "queueMicrotask(() => {})",
  "process.nextTick(() => {})",
  "Promise.resolve(1).then(() => 2)",
  "Promise.resolve(1).finally(() => 2)",
  "new Promise(() => {}).catch(() => 2)",
  '"a".localeCompare("b")',
  '"I".toLocaleLowerCase("tr")',
  "(1).toLocaleString()",
  "1n.toLocaleString()",
  "[1].toLocaleString()",
  "new Intl.NumberFormat()",
  "Intl.Collator",
];

const ALLOWED = [
  "Date.UTC(2026, 2, 2)",
  "new Date(0).toISOString()",
  "new Date(new Date(0)).getUTCFullYear()",
  "new Date(0).getTime() + new Date(0).valueOf()",
  "JSON.stringify({ at: new Date(0) })",
  "Math.max(1, 2) + Math.floor(1)",
  'nodeCrypto.createHash("sha256").update("a").digest("hex")',
  '"a".normalize("NFC").toLowerCase() < "b"',
  "[2, 1].sort()",
  "new Map([[1, 2]]).get(1)",
];

test("whatever reads clock, chance, place or the future throws inside a contract and works outside", async () => {
  for (const [piece, tried] of await tryAll(FORBIDDEN))
    assert.deepEqual(tried, { inside: "refused", outside: "ran" }, piece);
});

test("what is the same everywhere stays usable, and after a contract that threw the thread is as before", async () => {
  const tried = await tryAll(["throw new Error()", ...ALLOWED, "Date.now()"]);
  for (const piece of ALLOWED) assert.deepEqual(tried.get(piece), { inside: "ran", outside: "ran" }, piece);
  assert.deepEqual(tried.get("throw new Error()"), { inside: "failed", outside: "failed" });
  assert.deepEqual(tried.get("Date.now()"), { inside: "refused", outside: "ran" });
});
