import assert from "node:assert/strict";
import { test } from "node:test";
import { BASE, call, postJson, postText, problemOf, signIn, startApi } from "../../test/support/api-harness.ts";

const PATH = `${BASE}/tally/counters-by-size`;

test("a query takes its input from the query string or from a body, and shows what the viewer may see", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  for (const [name, amount, owner] of [
    ["cups", 5n, "bo"],
    ["bowls", 7n, "bo"],
    ["pans", 9n, "kai"],
  ] as const) {
    await call(harness, "tally.add-to-counter", { name, group: "kitchen", amount }, owner);
  }
  const headers = await signIn(api, "bo");
  const names = (body: string) => (JSON.parse(body) as { items: { name: string }[] }).items.map(({ name }) => name);
  assert.deepEqual(names((await api.inject({ url: `${PATH}?group=kitchen&limit=10`, headers })).body), [
    "bowls",
    "cups",
  ]);
  assert.deepEqual(names((await api.inject({ url: `${PATH}?group=kitchen&limit=1&lang=zh`, headers })).body), [
    "bowls",
  ]);
  assert.deepEqual(names((await postJson(api, PATH, { group: "kitchen", limit: 10 }, headers)).body), [
    "bowls",
    "cups",
  ]);
  const reader = await signIn(api, "rui");
  assert.deepEqual(names((await api.inject({ url: `${PATH}?group=kitchen&limit=10`, headers: reader })).body), [
    "pans",
    "bowls",
    "cups",
  ]);
});

test("a public query needs no session, any other does", async (t) => {
  const { api } = startApi(t);
  assert.equal((await api.inject({ url: `${BASE}/council/members` })).statusCode, 200);
  problemOf(await api.inject({ url: `${PATH}?group=a&limit=1` }), 401, "session_missing");
});

test("input that does not fit names every field, unknown ones too", async (t) => {
  const { api } = startApi(t);
  const headers = await signIn(api, "bo");
  const answer = await api.inject({ url: `${PATH}?limit=many&colour=red&after=a&after=b`, headers });
  const problem = problemOf(answer, 400, "input_unfit");
  const issues = (problem["issues"] as { path: string; code: string; text: string }[]).map(
    ({ path, code }) => `${path} ${code}`,
  );
  assert.deepEqual(issues.sort(), ["after wrong_type", "colour unknown_field", "group required", "limit wrong_type"]);
  const body = problemOf(await postJson(api, PATH, [], headers), 400, "input_unfit");
  assert.deepEqual((body["issues"] as { code: string }[])[0]?.code, "wrong_type");
});

test("unknown queries and unreadable bodies have codes of their own", async (t) => {
  const { api } = startApi(t);
  const json = { "content-type": "application/json" };
  const post = (payload: string | Buffer, headers = json) =>
    api.inject({ method: "POST", url: PATH, headers, payload });
  problemOf(await api.inject({ url: `${BASE}/tally/nothing` }), 404, "unknown_query");
  problemOf(await postJson(api, `${BASE}/tally/nothing`, {}), 404, "unknown_query");
  problemOf(await api.inject({ url: `${BASE}/tally/%5f_proto__` }), 404, "unknown_query");
  problemOf(await post("{"), 400, "not_json");
  problemOf(await post(Buffer.from([0x22, 0xff, 0x22])), 400, "not_utf8");
  problemOf(await post("[".repeat(40)), 400, "too_deep");
  problemOf(await post("a", { "content-type": "text/xml" }), 415, "media_type_unsupported");
  problemOf(await postText(api, "{}", { "content-type": "text/xml" }), 415, "media_type_unsupported");
});
