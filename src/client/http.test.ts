import assert from "node:assert/strict";
import { test } from "node:test";
import { ClientProblem } from "./client-problem.ts";
import { type Client, createClient } from "./create-client.ts";

const URL = "http://127.0.0.1:1";
const REF = `test@${"a".repeat(64)}`;
const INFO = { name: "test", ref: REF, now: 1_000, limits: { singleSignerMs: 600_000, multiSignerMs: 600_000 } };
const SIGNED = { id: "1f", text: "{}" };
const DONE = { status: "recorded", id: "1f", position: 4, height: 2, time: 9, outcome: "done", result: {} };

type Step = Response | Error;

/** A client of a node that gives these answers to transactions, one after the other, and what it did meanwhile. */
function scripted(...steps: readonly Step[]) {
  const pauses: number[] = [];
  const sent: string[] = [];
  let at = 0;
  const fetch = async (address: string | URL | Request, init?: RequestInit): Promise<Response> => {
    if (String(address).endsWith("/ledgers")) return Response.json({ ledgers: [INFO] });
    sent.push(String(init?.body));
    const step = steps[at++];
    assert.ok(step !== undefined, "more requests than answers");
    if (step instanceof Error) throw step;
    return step;
  };
  const wait = async (ms: number): Promise<void> => {
    pauses.push(ms);
  };
  const client = createClient({ url: URL, language: "en", fetch, wait, patienceMs: 10_000, now: () => 0 });
  return { client, pauses, sent };
}

function busy(seconds: number, code = "queue_full"): Response {
  const headers = { "content-type": "application/problem+json", "retry-after": String(seconds) };
  return new Response(JSON.stringify({ code, title: code, detail: code, status: 503 }), { status: 503, headers });
}

function lost(code: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
}

async function problemOf(client: Client): Promise<ClientProblem> {
  const error = await client.submit(SIGNED).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof ClientProblem, String(error));
  return error;
}

test("comes back when a busy node says so", async () => {
  const { client, pauses, sent } = scripted(busy(2), busy(3), Response.json(DONE));
  assert.equal((await client.submit(SIGNED)).position, 4);
  assert.deepEqual(pauses, [2_000, 3_000]);
  assert.deepEqual(sent, ["{}", "{}", "{}"]);
});

test("gives up when the node wants more patience than it has", async () => {
  const { client, pauses } = scripted(busy(6), busy(6));
  const problem = await problemOf(client);
  assert.deepEqual([problem.code, problem.kind, problem.id], ["queue_full", "unavailable", "1f"]);
  assert.equal(problem.parts.retryAfterMs, 6_000);
  assert.deepEqual(pauses, [6_000]);
});

test("sends the same transaction again after a lost connection", async () => {
  const { client, sent } = scripted(lost("ECONNRESET"), Response.json({ ...DONE, duplicate: true }));
  assert.equal((await client.submit(SIGNED)).duplicate, true);
  assert.deepEqual(sent, ["{}", "{}"]);
});

test("says that the outcome is unknown when the node stays lost", async () => {
  const { client, pauses } = scripted(...Array.from({ length: 20 }, () => lost("ECONNRESET")));
  const problem = await problemOf(client);
  assert.deepEqual([problem.code, problem.kind, problem.id], ["outcome_unknown", "unavailable", "1f"]);
  assert.match(problem.message, /1f/);
  assert.ok(pauses.length > 2 && pauses.reduce((sum, ms) => sum + ms, 0) <= 10_000);
});

test("remembers that an earlier try may have arrived", async () => {
  const refusals = Array.from({ length: 20 }, () => lost("ECONNREFUSED"));
  assert.equal((await problemOf(scripted(lost("ECONNRESET"), ...refusals).client)).code, "outcome_unknown");
  assert.equal((await problemOf(scripted(...refusals).client)).code, "connection_failed");
});

test("does not wait for a node that was never there", async () => {
  const pauses: number[] = [];
  const fetch = () => Promise.reject(lost("ECONNREFUSED"));
  const wait = async (ms: number) => void pauses.push(ms);
  const problem = await problemOf(createClient({ url: URL, language: "zh", fetch, wait }));
  assert.deepEqual([problem.code, pauses], ["connection_failed", []]);
});

test("does not take something else for a node", async () => {
  const page = new Response("<html>", { status: 200, headers: { "content-type": "text/html" } });
  assert.equal((await problemOf(scripted(page).client)).code, "answer_unreadable");
  const error = new Response("<html>", { status: 502, headers: { "content-type": "text/html" } });
  const problem = await problemOf(scripted(error).client);
  assert.deepEqual([problem.code, problem.kind, problem.parts.status], ["answer_unreadable", "unavailable", 502]);
});

test("tells a skipped transaction from a refused one", async () => {
  const answer = (outcome: string) =>
    new Response(JSON.stringify({ code: "expired", title: "t", detail: "d", outcome, id: "1f" }), {
      status: 409,
      headers: { "content-type": "application/problem+json" },
    });
  assert.equal((await problemOf(scripted(answer("skipped")).client)).kind, "unavailable");
  assert.equal((await problemOf(scripted(answer("refused")).client)).kind, "input");
});
