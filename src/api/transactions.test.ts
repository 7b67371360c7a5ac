import assert from "node:assert/strict";
import { test } from "node:test";
import { answerNotRecorded } from "#ledger/answers";
import { Busy, type Recorded, Stopped } from "#ledger/service";
import { BASE, call, postText, problemOf, startApi } from "../../test/support/api-harness.ts";

const counter = { name: "cups", group: "kitchen", amount: 5n };

test("a signed transaction is answered with its leaf and result", async (t) => {
  const harness = startApi(t);
  const answer = await call(harness, "tally.add-to-counter", counter, "bo");
  assert.equal(answer.statusCode, 200);
  assert.match(String(answer.headers["content-type"]), /^application\/json/);
  const { id, time, ...rest } = answer.json<Recorded>();
  assert.deepEqual(rest, { status: "recorded", height: 1, position: 1, outcome: "done", result: { count: "5" } });
  assert.match(id, /^[0-9a-f]{80}$/);
  assert.equal(time, harness.alliance.now());
});

test("sending it again gives the same leaf, marked as a duplicate", async (t) => {
  const { api, alliance } = startApi(t);
  const text = alliance.sign("tally.add-to-counter", counter, "bo");
  const first = (await postText(api, text)).json<Recorded>();
  const again = await postText(api, `${text}\n`);
  assert.equal(again.statusCode, 200);
  assert.deepEqual(again.json(), { ...first, duplicate: true });
});

test("a recorded rejection has the status of its code, the leaf and the facts", async (t) => {
  const harness = startApi(t);
  const full = await call(harness, "tally.add-to-counter", { ...counter, amount: 2_000n }, "bo");
  const problem = problemOf(full, 409, "counter_full");
  assert.match(String(full.headers["content-type"]), /^application\/problem\+json/);
  const { id, position, height, time, outcome, facts } = problem;
  assert.deepEqual(
    { position, height, outcome, facts },
    { position: 1, height: 1, outcome: "rejected", facts: { most: 1_000 } },
  );
  assert.equal(typeof id, "string");
  assert.equal(time, harness.alliance.now());
  await call(harness, "tally.add-to-counter", counter, "bo");
  problemOf(await call(harness, "tally.add-to-counter", counter, "kai"), 403, "counter_of_other_person");
  problemOf(await call(harness, "tally.settle-counter", { name: "none" }, ["kai", "che"]), 404, "counter_not_found");
  problemOf(await call(harness, "tally.settle-counter", { name: "cups" }, ["bo", "che"]), 403, "role_missing");
  problemOf(await call(harness, "tally.settle-counter", { name: "cups" }, "kai"), 403, "signers_do_not_fit");
});

test("a contract that fails is a fault with its leaf and without its text", async (t) => {
  const answer = await call(startApi(t), "tally.misbehave", { how: "throw", name: "x" }, "bo");
  const problem = problemOf(answer, 409, "contract_fault");
  assert.equal(problem["outcome"], "fault");
  assert.equal(problem["position"], 1);
  assert.ok(!answer.body.includes("secret"));
});

test("the door refuses with a status and a code of its own", async (t) => {
  const harness = startApi(t);
  const { api, alliance, unit } = harness;
  const good = alliance.sign("tally.add-to-counter", counter, "bo");
  const signature = /"sig":"(..)/.exec(good)?.[1] ?? "";
  const cases: readonly [string | Buffer, number, string][] = [
    ["{", 400, "not_json"],
    [Buffer.from([0x7b, 0xff, 0x7d]), 400, "not_utf8"],
    [`{"a":${"[".repeat(17)}${"]".repeat(17)}}`, 400, "too_deep"],
    [good.replace("{", "{ "), 400, "not_canonical"],
    ['{"a":1.5}', 400, "number_not_safe_integer"],
    ["{}", 400, "malformed_submission"],
    [good.replace("vnd.sanlian.transaction", "vnd.other"), 400, "malformed_envelope"],
    [good.replace('"cups"', '"bowl"'), 400, "arguments_do_not_match_hash"],
    [good.replace(`"sig":"${signature}`, `"sig":"${signature === "AA" ? "BB" : "AA"}`), 401, "bad_signature"],
    [alliance.sign("tally.add-to-counter", counter, "stranger"), 401, "unknown_key"],
    [unit.sign("council.add-person", {}, "una"), 409, "other_ledger"],
    [alliance.sign("tally.no-such-thing", {}, "bo"), 404, "unknown_command"],
    [alliance.sign("tally.add-to-counter", counter, "bo", alliance.now() - 1), 409, "expired"],
    [alliance.sign("tally.add-to-counter", counter, "bo", alliance.now() + 3_600_000), 400, "not_after_too_far"],
    [`{"a":"${"x".repeat(70_000)}"}`, 413, "too_large"],
  ];
  for (const [body, status, code] of cases) problemOf(await postText(api, body), status, code);
  assert.equal(alliance.reader.head().size, 1);
});

test("arguments that do not fit are refused with every issue in words", async (t) => {
  const answer = await call(startApi(t), "tally.add-to-counter", { group: " x", amount: "0", more: 1 }, "bo", {
    "accept-language": "zh-CN,zh;q=0.9",
  });
  const problem = problemOf(answer, 400, "arguments_unfit");
  const issues = problem["issues"] as readonly { path: string; code: string; text: string }[];
  const found = issues.map(({ path, code }) => `${path} ${code}`).sort();
  assert.deepEqual(found, ["amount too_small", "group bad_text", "more unknown_field", "name required"]);
  assert.equal(issues.find(({ path }) => path === "amount")?.text, "不得小于 1。");
});

test("an ordered entry without a leaf says that it may still be recorded", async (t) => {
  const { api, alliance } = startApi(t);
  alliance.plannedAnswer = answerNotRecorded("skipped", "revoked_key", "ab".repeat(40));
  const problem = problemOf(await postText(api, "{}"), 409, "revoked_key");
  assert.equal(problem["id"], "ab".repeat(40));
  assert.equal(problem["outcome"], "skipped");
  assert.match(String(problem["detail"]), /在其 notAfter 之前仍可能被记录/);
});

test("lines are answered in their order, each for itself, and always with 200", async (t) => {
  const { api, alliance } = startApi(t);
  const lines = [
    alliance.sign("tally.add-to-counter", counter, "bo"),
    "{}",
    alliance.sign("tally.add-to-counter", { ...counter, amount: 5_000n }, "bo"),
    alliance.sign("tally.misbehave", { how: "throw", name: "x" }, "bo"),
  ];
  const answer = await postText(api, lines.join("\n"), { "content-type": "application/x-ndjson; charset=utf-8" });
  assert.equal(answer.statusCode, 200);
  assert.match(String(answer.headers["content-type"]), /^application\/x-ndjson/);
  assert.ok(answer.body.endsWith("}\n"));
  const answers = answer.body
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Recorded & { code?: string });
  assert.deepEqual(
    answers.map(({ status, outcome, code }) => outcome ?? `${status} ${code}`),
    ["done", "refused malformed_submission", "rejected", "fault"],
  );
});

test("a body that is no submission at all is refused as a whole", async (t) => {
  const { api } = startApi(t, { bodyBytesMax: 1_000, linesMax: 3 });
  const ndjson = { "content-type": "application/x-ndjson" };
  problemOf(await postText(api, ""), 400, "body_empty");
  problemOf(await postText(api, "\n"), 400, "body_empty");
  problemOf(await postText(api, "{}\n{}"), 400, "lines_in_single");
  problemOf(await postText(api, "{}\n{}\n{}\n{}", ndjson), 413, "too_many_lines");
  assert.equal((await postText(api, "{}\n{}\n{}\n", ndjson)).statusCode, 200);
  problemOf(await postText(api, "x".repeat(1_001)), 413, "too_large");
  problemOf(await postText(api, "x", { "content-type": "text/plain" }), 415, "media_type_unsupported");
  problemOf(await api.inject({ method: "POST", url: "/api/v1/ledgers/none/transactions" }), 404, "ledger_not_found");
});

test("a full queue and a stopped ledger answer 503 with Retry-After", async (t) => {
  const { api, alliance } = startApi(t);
  alliance.failure = new Busy(2_500);
  const busy = await postText(api, "{}");
  problemOf(busy, 503, "queue_full");
  assert.equal(busy.headers["retry-after"], "3");
  alliance.failure = new Stopped("the disk /var/secret is full");
  const stopped = await postText(api, "{}");
  problemOf(stopped, 503, "ledger_stopped");
  assert.ok(!stopped.body.includes("secret"));
  alliance.stoppedReason = "the disk is full";
  problemOf(await postText(api, "{}"), 503, "ledger_stopped");
  assert.equal((await api.inject({ url: `${BASE}/leaves` })).statusCode, 200);
});
