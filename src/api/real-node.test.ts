import assert from "node:assert/strict";
import { test } from "node:test";
import { signTransaction } from "#kernel/envelope";
import { canonicalize, type Value } from "#kernel/json";
import { commitPersonal } from "#kernel/personal";
import type { Recorded } from "#ledger/service";
import { problemOf, signIn } from "../../test/support/api-harness.ts";
import { NodeHarness } from "../../test/support/node-harness.ts";
import { testId, testKeyPair } from "../../test/support/test-genesis.ts";

const BASE = "/api/v1/ledgers/test";
const LEDGER = {
  scenarios: ["council", "tally"],
  people: { ada: { member: "centre", roles: ["administrator"] }, rui: { member: "centre", roles: ["reader"] } },
};
const NDJSON = { "content-type": "application/x-ndjson" };

function counter(node: NodeHarness, amount: bigint): string {
  return node.sign("tally.add-to-counter", { name: "cups", group: "kitchen", amount }, "ada");
}

test("over the threads of a real node: a full queue takes nothing, what was taken is recorded and stays", async () => {
  let node = await NodeHarness.start({ ledgers: [LEDGER], pendingMax: 20 });
  try {
    const post = (lines: readonly string[]) =>
      node.api.inject({ method: "POST", url: `${BASE}/transactions`, headers: NDJSON, payload: lines.join("\n") });
    const full = await post(Array.from({ length: 21 }, () => counter(node, 1n)));
    problemOf(full, 503, "queue_full");
    assert.equal(node.service().reader.head().height, 0);
    const lines = Array.from({ length: 20 }, () => counter(node, 1n));
    const answers = (await post(lines)).body
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Recorded);
    assert.deepEqual(
      answers.map(({ result }) => result),
      lines.map((_, i) => ({ count: String(i + 1) })),
    );

    node = await node.restart();
    const again = (await post(lines)).body
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Recorded);
    assert.deepEqual(
      again,
      answers.map((answer) => ({ ...answer, duplicate: true })),
    );
    const headers = await signIn(node.api, "ada");
    const url = `${BASE}/transactions/${answers[7]?.id}`;
    assert.deepEqual((await node.api.inject({ url, headers })).json(), answers[7]);
  } finally {
    await node.close();
  }
});

test("over the threads of a real node: a personal value reaches the vault, is shown, and is erased", async () => {
  const node = await NodeHarness.start({ ledgers: [LEDGER] });
  try {
    const { api } = node;
    const service = node.service();
    const args = { memberId: testId("member", "centre"), name: "Wang Xiaoming", roles: [] };
    const committed = commitPersonal(service.ref, "council.add-person", args, ["name"]);
    const draft = {
      ledger: service.ref,
      command: "council.add-person",
      notAfter: service.now() + 60_000,
      ...committed,
    };
    const payload = canonicalize(signTransaction(draft, [testKeyPair("ada")]) as unknown as Value);
    const json = { "content-type": "application/json" };
    const added = await api.inject({ method: "POST", url: `${BASE}/transactions`, headers: json, payload });
    assert.equal(added.statusCode, 200, added.body);
    const headers = await signIn(api, "ada");
    const people = () => api.inject({ url: `${BASE}/council/people`, headers });
    assert.match((await people()).body, /Wang Xiaoming/);
    const commitment = String(committed.args["name"]);
    const erased = await api.inject({ method: "DELETE", url: `${BASE}/personal/${commitment}`, headers });
    assert.equal(erased.statusCode, 200);
    // Sending the transaction again would bring the value back if the vault forgot that it was erased.
    await api.inject({ method: "POST", url: `${BASE}/transactions`, headers: json, payload });
    assert.doesNotMatch((await people()).body, /Wang/);
    const block = await api.inject({ url: `${BASE}/blocks/1`, headers: await signIn(api, "rui") });
    assert.equal(block.statusCode, 200);
    assert.ok(block.body.includes(commitment) && !block.body.includes("Wang"));
  } finally {
    await node.close();
  }
});

test("on a real node what lies beside the ledger is there again after a restart, and its size is told", async () => {
  let node = await NodeHarness.start({ ledgers: [LEDGER] });
  try {
    await node.service().submit(Buffer.from(counter(node, 3n)));
    const uploaded = await node.api.inject({
      method: "POST",
      url: `${BASE}/files?name=a.txt`,
      headers: { "content-type": "text/plain", ...(await signIn(node.api, "ada")) },
      payload: "scan",
    });
    const { hash } = uploaded.json<{ hash: string }>();
    node = await node.restart();
    const headers = await signIn(node.api, "ada");
    assert.equal((await node.api.inject({ url: `${BASE}/files/${hash}`, headers })).body, "scan");
    const signed = await node.api.inject({ url: `${BASE}/explorer/transactions`, headers });
    const { items } = signed.json<{ items: { command: string }[] }>();
    assert.deepEqual(
      items.map(({ command }) => command),
      ["tally.add-to-counter"],
    );
    const health = await node.api.inject({ url: `${BASE}/explorer/node`, headers: await signIn(node.api, "rui") });
    const { storage, ledger } = health.json<{ storage: Record<string, number>; ledger: Record<string, number> }>();
    assert.equal(storage["filesBytes"], 4);
    assert.ok((storage["ledgerBytes"] ?? 0) > 50_000 && (storage["vaultBytes"] ?? 0) > 8_000, JSON.stringify(storage));
    assert.equal(ledger["indexed"], ledger["size"]);
  } finally {
    await node.close();
  }
});
