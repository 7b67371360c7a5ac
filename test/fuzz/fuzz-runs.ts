import { strict as assert } from "node:assert";
import type { TestContext } from "node:test";
import fc from "fast-check";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import type { JsonObject } from "#kernel/json";
import { randomSeed } from "../support/random-seed.ts";
import { anyBrokenRequest, type BrokenRequest } from "./broken-requests.ts";
import { anyBodyDamage, anyBreakage, type Breakage, breakSubmission } from "./broken-submissions.ts";
import { anyWireDamage, checkWire, exchange, wireBytes } from "./broken-wire.ts";
import type { FuzzedNode } from "./fuzzed-node.ts";
import { checkAnswer, checkRefusal } from "./leaks.ts";

/** Runs of generated nonsense against a node. Each prints its seed and ends with a node that has not changed and is alive. */

const BATCH = 250;
const CONNECTIONS = 10;
const TRANSACTIONS = "/api/v1/ledgers/test/transactions";

type Send<T> = (value: T) => Promise<void>;

/** Sends `count` broken submissions in NDJSON batches. */
export async function expectBatchesRefused(t: TestContext, node: FuzzedNode, count: number): Promise<void> {
  const batch = fc.array(anyBreakage(), { minLength: BATCH, maxLength: BATCH, size: "max" });
  const codes = new Map<string, number>();
  await run(t, node, count / BATCH, batch, async (breakages) => {
    const lines = breakages.map((breakage) => onOneLine(breakSubmission(breakage, node.templates)));
    const answers = await submitLines(node, lines);
    assert.equal(answers.length, lines.length, "each line has its answer");
    for (const [i, breakage] of breakages.entries()) {
      const code = checkLine(breakage, answers[i] as string, lines[i] as Buffer);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
  });
  diagnose(t, codes);
  assert.ok(codes.size >= 15, "the nonsense reaches most of the door");
}

/** Sends `count` broken submissions, each in a request of its own. */
export function expectSinglesRefused(t: TestContext, node: FuzzedNode, count: number): Promise<void> {
  return run(t, node, count, anyBreakage(), async (breakage) => {
    const payload = breakSubmission(breakage, node.templates);
    const headers = { "content-type": "application/json" };
    const reply = await node.harness.api.inject({ method: "POST", url: TRANSACTIONS, headers, payload });
    if (breakage.kind === "replay") assert.equal(reply.json<JsonObject>()["duplicate"], true);
    else {
      assert.ok(reply.statusCode >= 400, reply.body);
      checkReply(reply, payload.toString("latin1"));
    }
  });
}

/** Sends `count` broken HTTP requests without a socket. */
export async function expectRequestsAnswered(t: TestContext, node: FuzzedNode, count: number): Promise<void> {
  const answers = new Map<string, number>();
  await run(t, node, count, anyBrokenRequest(), async (broken) => {
    const reply = await node.harness.api.inject(injectable(node, broken));
    checkReply(reply, `${JSON.stringify(broken)}${broken.body}`);
    const { code } =
      reply.statusCode < 400 || reply.body === "" ? { code: "fine" } : reply.json<{ readonly code: string }>();
    const name = `${reply.statusCode} ${code}`;
    answers.set(name, (answers.get(name) ?? 0) + 1);
  });
  diagnose(t, answers);
  assert.ok(answers.size >= 20, "the nonsense reaches many routes");
}

/** Sends `count` broken texts over sockets, each on a connection of its own and several at once. */
export async function expectSocketsAnswered(t: TestContext, node: FuzzedNode, count: number): Promise<void> {
  const { port } = new URL(await node.harness.api.listen({ host: "127.0.0.1", port: 0 }));
  const one = fc.record({ request: anyBrokenRequest(), body: fc.option(anyBodyDamage()), damage: anyWireDamage() });
  const several = fc.array(one, { minLength: CONNECTIONS, maxLength: CONNECTIONS, size: "max" });
  await run(t, node, count / CONNECTIONS, several, async (broken) => {
    const sent = broken.map(({ request, body, damage }) => {
      const submission = body === null ? {} : { ...SUBMISSION, body: breakSubmission(body, node.templates) };
      return wireBytes({ ...request, ...submission }, damage);
    });
    const answers = await Promise.all(sent.map((bytes) => exchange(Number(port), bytes)));
    for (const [i, answer] of answers.entries())
      checkWire(answer.toString("latin1"), String(sent[i]?.toString("latin1")));
  });
}

const SUBMISSION = { method: "POST", url: TRANSACTIONS, headers: { "content-type": "application/json" } };

/** Runs a property over `count` values on a node that is the same afterwards. */
async function run<T>(
  t: TestContext,
  node: FuzzedNode,
  count: number,
  values: fc.Arbitrary<T>,
  send: Send<T>,
): Promise<void> {
  const before = node.digest();
  const size = () => node.harness.service().reader.head().size;
  const leaves = size();
  const property = fc.asyncProperty(values, async (value) => {
    await send(value);
    assert.equal(size(), leaves, "a leaf was written");
  });
  await fc.assert(property, { ...randomSeed(t), numRuns: Math.ceil(count), includeErrorInReport: true });
  assert.equal(node.digest(), before, "the state has changed");
  await node.checkAlive();
}

function diagnose(t: TestContext, counts: ReadonlyMap<string, number>): void {
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  t.diagnostic(sorted.map(([name, count]) => `${name} ${count}`).join(", "));
}

async function submitLines(node: FuzzedNode, lines: readonly Buffer[]): Promise<readonly string[]> {
  const reply = await node.harness.api.inject({
    method: "POST",
    url: TRANSACTIONS,
    headers: { "content-type": "application/x-ndjson" },
    payload: Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")])),
  });
  assert.equal(reply.statusCode, 200, reply.body.slice(0, 2_000));
  return reply.body.split("\n").slice(0, -1);
}

function onOneLine(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => (byte === 10 ? 32 : byte)));
}

function checkLine({ kind }: Breakage, answer: string, line: Buffer): string {
  if (kind !== "replay") return checkRefusal(answer, line.toString("latin1"));
  const { status, duplicate } = JSON.parse(answer) as JsonObject;
  assert.deepEqual([status, duplicate], ["recorded", true], answer);
  return "recorded before";
}

function checkReply({ statusCode, headers, body }: LightMyRequestResponse, sent: string): void {
  checkAnswer({ status: statusCode, type: String(headers["content-type"] ?? ""), body }, sent);
}

function injectable(node: FuzzedNode, { method, url, headers, body, hasSession }: BrokenRequest): InjectOptions {
  // Its stream would not end, and nothing would be left of the session.
  const mayHaveSession = hasSession && !/\/(events|sessions)/.test(url);
  return {
    method: method as "GET",
    url: url.startsWith("//") ? `http://node.test${url}` : url,
    headers: { ...headers, ...(mayHaveSession ? node.session : {}) },
    ...(body === undefined ? {} : { payload: body }),
  };
}
