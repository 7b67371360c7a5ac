import assert from "node:assert/strict";
import { test } from "node:test";
import { answerNotRecorded, answerRecorded } from "#ledger/answers";
import { BASE, call, postText, startApi } from "../../test/support/api-harness.ts";
import { countOutcomes } from "./count-outcomes.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";

test("a node is alive always and ready while every ledger takes transactions", async (t) => {
  const { api, alliance } = startApi(t);
  assert.deepEqual((await api.inject({ url: "/readyz" })).json(), {
    status: "ready",
    ledgers: { alliance: "running", unit: "running" },
  });
  alliance.stoppedReason = "the disk /var/secret failed";
  const ready = await api.inject({ url: "/readyz" });
  assert.deepEqual(
    [ready.statusCode, ready.json()],
    [503, { status: "stopped", ledgers: { alliance: "stopped", unit: "running" } }],
  );
  assert.equal((await api.inject({ url: "/healthz" })).statusCode, 200);
  assert.match((await api.inject({ url: "/metrics" })).body, /^sanlian_ledger_running\{ledger="alliance"\} 0$/m);
});

test("metrics count answers by outcome and requests by route, never by path", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  const counter = { name: "cups", group: "kitchen", amount: 5n };
  await call(harness, "tally.add-to-counter", counter, "bo");
  await call(harness, "tally.add-to-counter", { ...counter, amount: 5_000n }, "bo");
  await postText(api, "{}\n{}", { "content-type": "application/x-ndjson" });
  for (let i = 0; i < 3; i++) await api.inject({ url: `/unknown/${i}` });
  await api.inject({ url: `${BASE}/transactions/abcdef` });
  const { body, headers } = await api.inject({ url: "/metrics" });
  assert.match(String(headers["content-type"]), /^text\/plain/);
  for (const line of [
    'sanlian_transactions_total{ledger="alliance",outcome="done"} 1',
    'sanlian_transactions_total{ledger="alliance",outcome="rejected"} 1',
    'sanlian_transactions_total{ledger="alliance",outcome="refused"} 2',
    'sanlian_block_height{ledger="alliance"} 2',
    'sanlian_leaves{ledger="unit"} 1',
    'sanlian_queue_length{ledger="alliance"} 0',
    'sanlian_http_request_seconds_count{method="GET",route="none",status="404"} 3',
  ]) {
    assert.ok(body.includes(`${line}\n`), line);
  }
  assert.ok(!body.includes("abcdef") && !body.includes("/unknown"));
});

test("outcomes are counted in the answers' own text, whatever stands in their results", () => {
  const leaf = { id: "ab", position: 1, height: 2, time: 3 };
  const done = answerRecorded(
    { ...leaf, outcome: "done" },
    '{"note":"\\"outcome\\":\\"fault\\"","outcome":"rejected"}',
  );
  const answers = [
    done,
    done,
    answerRecorded({ ...leaf, outcome: "rejected" }, "{}"),
    answerRecorded({ ...leaf, outcome: "fault" }, ""),
    `{"duplicate":true,${done.slice(1)}`,
    answerNotRecorded("skipped", "expired", "ab"),
    answerNotRecorded("refused", "not_json"),
    answerNotRecorded("refused", "arguments_unfit", "ab", [{ path: '"status":"skipped"}' }]),
  ];
  const counts = Object.fromEntries(countOutcomes(answers.join("\n")));
  assert.deepEqual(counts, { done: 2, rejected: 1, fault: 1, duplicate: 1, skipped: 1, refused: 2 });
  assert.deepEqual(Object.fromEntries(countOutcomes("")), {});
});

test("every kind of answer carries the security headers, and none opens the node to other origins", async (t) => {
  const { api } = startApi(t);
  const urls = ["/api", "/api/v1/ledgers", "/ledgers/alliance/checkpoint", "/nowhere", "/ledgers/%zz", "/metrics"];
  for (const url of urls) {
    const { headers } = await api.inject({ url, headers: { origin: "https://evil.test" } });
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) assert.equal(headers[name], value, `${url} ${name}`);
    assert.equal(headers["access-control-allow-origin"], undefined);
  }
});

test("a ledger tells what it is, and that one cosigner alone is no trust", async (t) => {
  const { api, alliance } = startApi(t);
  const { node, ledgers } = (await api.inject({ url: "/api/v1/ledgers" })).json<{
    node: string;
    ledgers: { name: string }[];
  }>();
  assert.deepEqual([node, ledgers.map(({ name }) => name)], ["node.test", ["alliance", "unit"]]);
  const info = (await api.inject({ url: `${BASE}?lang=zh` })).json();
  assert.equal(info.ref, alliance.ref);
  assert.deepEqual(info.head, alliance.reader.head());
  assert.deepEqual([info.clock, info.demo, info.isRunning, info.now], ["simulated", false, true, alliance.now()]);
  const { note: _, ...finality } = info.finality;
  assert.deepEqual(finality, { cosigners: 1, needed: 1, signed: 1, size: info.head.size });
  assert.match(info.finality.note, /不构成信任/);
  assert.ok(info.notes.some((note: string) => note.includes("模拟时钟")));
});
