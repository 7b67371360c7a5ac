import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pino } from "pino";
import { DEFAULT_LIMITS } from "#api/limits";
import { Stopped } from "#ledger/service";
import { expectDone } from "../test/support/expect-answer.ts";
import { NodeHarness, testContracts, testStart } from "../test/support/node-harness.ts";
import { startNode } from "./node.ts";

const LEDGER = {
  scenarios: ["council", "tally"],
  people: { ada: { member: "centre", roles: ["administrator"] }, bo: { member: "works", roles: [] } },
};

test("on a real node a contract that reaches for clock, chance or the future is a fault, and the ledger goes on", async (t) => {
  const node = await NodeHarness.start({ ledgers: [LEDGER] });
  t.after(() => node.close());
  for (const how of ["throw", "clock", "chance", "promise", "negative"]) {
    const answer = await node.submit("tally.misbehave", { how, name: "cups" }, "bo");
    assert.deepEqual([how, answer.status === "recorded" ? answer.outcome : answer.code], [how, "fault"]);
  }
  expectDone(await node.submit("tally.add-to-counter", { name: "cups", group: "kitchen", amount: 1n }, "ada"));
});

test("on a real node a stack that overflows stops the ledger, which can still be read and goes on after a restart", async (t) => {
  let node = await NodeHarness.start({ ledgers: [LEDGER] });
  t.after(() => node.close());
  const add = (): Promise<unknown> =>
    node.submit("tally.add-to-counter", { name: "cups", group: "kitchen", amount: 1n }, "ada");
  await add();
  const { reader } = node.service();
  const head = reader.head();
  await assert.rejects(node.submit("tally.misbehave", { how: "deep", name: "cups" }, "bo"), /Maximum call stack/);
  assert.match(node.service().stopped() ?? "", /Maximum call stack/);
  await assert.rejects(add(), Stopped);
  assert.deepEqual(reader.head(), head);
  assert.ok(reader.checkpoint(head.size));
  node = await node.restart();
  assert.deepEqual(node.service().reader.head(), head);
  await add();
});

test("a node with other contract code than its ledger's says so, starts nothing and leaves no thread behind", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const { path } = await testContracts();
  const other = "c".repeat(64);
  const ledgers = [testStart(LEDGER, folder, { path, hash: other })];
  const options = { ledgers, nodeName: "node.test", logger: pino({ level: "silent" }), limits: DEFAULT_LIMITS };
  await assert.rejects(startNode(options), new RegExp(`ledger "test" runs the contracts ${other}, this program has`));
});
