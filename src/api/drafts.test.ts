import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { type ApiHarness, BASE, problemOf, signIn, startApi } from "../../test/support/api-harness.ts";
import { personId } from "../../test/support/council-ledger.ts";

type Headers = Readonly<Record<string, string>>;

function put({ api }: ApiHarness, id: string, body: JsonObject, headers: Headers) {
  return api.inject({
    method: "PUT",
    url: `${BASE}/drafts/${id}`,
    headers: { "content-type": "application/json", ...headers },
    payload: JSON.stringify(body),
  });
}

const DRAFT = {
  kind: "tally.file-paper",
  about: "paper_1",
  title: "磁悬浮",
  data: { title: "磁", lines: [1] },
  revision: 0,
};

test("a draft is saved, read, listed, changed and deleted by its owner", async (t) => {
  const harness = startApi(t);
  const { api, clock } = harness;
  const headers = await signIn(api, "bo");
  const saved = await put(harness, "d1", DRAFT, headers);
  assert.deepEqual(saved.json(), { id: "d1", revision: 1, updatedAt: clock.now });
  clock.now += 1_000;
  await put(harness, "d2", { kind: "other", data: null, revision: 0 }, headers);
  const { revision: _, ...rest } = DRAFT;
  const read = await api.inject({ url: `${BASE}/drafts/d1`, headers });
  assert.deepEqual(read.json(), { id: "d1", ...rest, revision: 1, updatedAt: clock.now - 1_000 });
  const list = async (query: string) =>
    (await api.inject({ url: `${BASE}/drafts${query}`, headers })).json<{ items: { id: string }[] }>().items;
  assert.deepEqual(
    (await list("")).map(({ id }) => id),
    ["d2", "d1"],
  );
  assert.deepEqual(
    (await list("?kind=other")).map(({ id }) => id),
    ["d2"],
  );
  assert.deepEqual(await list("?about=paper_1"), [
    { id: "d1", kind: DRAFT.kind, about: "paper_1", title: "磁悬浮", revision: 1, updatedAt: clock.now - 1_000 },
  ]);
  assert.equal((await put(harness, "d1", { ...DRAFT, revision: 1 }, headers)).json<JsonObject>()["revision"], 2);
  for (let i = 0; i < 2; i++)
    assert.equal((await api.inject({ method: "DELETE", url: `${BASE}/drafts/d1`, headers })).statusCode, 204);
  problemOf(await api.inject({ url: `${BASE}/drafts/d1`, headers }), 404, "draft_not_found");
});

test("a change of an older revision does not overwrite a later one", async (t) => {
  const harness = startApi(t);
  const headers = await signIn(harness.api, "bo");
  await put(harness, "d1", DRAFT, headers);
  await put(harness, "d1", { ...DRAFT, data: "mine", revision: 1 }, headers);
  const problem = problemOf(await put(harness, "d1", { ...DRAFT, revision: 1 }, headers), 409, "draft_conflict");
  assert.deepEqual([problem["revision"], problem["updatedAt"]], [2, harness.clock.now]);
  problemOf(await put(harness, "d1", DRAFT, headers), 409, "draft_conflict");
  const gone = problemOf(await put(harness, "d9", { ...DRAFT, revision: 4 }, headers), 409, "draft_conflict");
  assert.equal(gone["revision"], 0);
  const read = await harness.api.inject({ url: `${BASE}/drafts/d1`, headers });
  assert.equal(read.json<JsonObject>()["data"], "mine");
});

test("nobody sees another person's drafts, readers and administrators included", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  await put(harness, "d1", DRAFT, await signIn(api, "bo"));
  for (const label of ["ada", "rui", "kai"]) {
    const headers = await signIn(api, label);
    problemOf(await api.inject({ url: `${BASE}/drafts/d1`, headers }), 404, "draft_not_found");
    assert.deepEqual((await api.inject({ url: `${BASE}/drafts`, headers })).json(), { items: [] });
  }
  problemOf(await api.inject({ url: `${BASE}/drafts` }), 401, "session_missing");
  const una = await signIn(api, "una");
  problemOf(await api.inject({ url: `${BASE}/drafts`, headers: una }), 403, "key_not_of_ledger");
});

test("drafts are bounded in size and number, and their fields are checked", async (t) => {
  const harness = startApi(t);
  const headers = await signIn(harness.api, "bo");
  problemOf(await put(harness, "d1", { ...DRAFT, data: "x".repeat(66_000) }, headers), 413, "too_large");
  const problem = problemOf(
    await put(harness, "d1", { kind: "", revision: 0, data: 1, more: 2 }, headers),
    400,
    "input_unfit",
  );
  assert.deepEqual((problem["issues"] as JsonObject[]).map(({ path }) => path).sort(), ["kind", "more"]);
  problemOf(await put(harness, "a.b", DRAFT, headers), 404, "draft_not_found");
  for (let i = 0; i < 200; i++) harness.desk.drafts.put(personId("bo"), { ...DRAFT, id: `n${i}`, data: "1" }, 0);
  problemOf(await put(harness, "one-more", DRAFT, headers), 409, "drafts_full");
  assert.equal((await put(harness, "n7", { ...DRAFT, revision: 1 }, headers)).statusCode, 200);
});

test("all drafts of a person can be erased, by the person and by who protects data, and nothing is left on disk", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  const bo = await signIn(api, "bo");
  const secret = "a sentence that nobody must find again";
  for (let i = 0; i < 50; i++) await put(harness, `d${i}`, { ...DRAFT, data: `${secret} ${i} ${"y".repeat(500)}` }, bo);
  await put(harness, "kept", { ...DRAFT, data: "a sentence that stays" }, await signIn(api, "kai"));
  const url = `${BASE}/drafts?person=${personId("bo")}`;
  problemOf(await api.inject({ method: "DELETE", url, headers: await signIn(api, "kai") }), 403, "role_missing");
  assert.ok(isOnDisk(harness, secret));
  const erased = await api.inject({ method: "DELETE", url, headers: await signIn(api, "ada") });
  assert.deepEqual(erased.json(), { erased: 50 });
  assert.ok(!isOnDisk(harness, secret));
  assert.ok(isOnDisk(harness, "a sentence that stays"));
  await put(harness, "d1", DRAFT, bo);
  assert.deepEqual((await api.inject({ method: "DELETE", url: `${BASE}/drafts`, headers: bo })).json(), { erased: 1 });
});

function isOnDisk({ deskPath }: ApiHarness, text: string): boolean {
  const folder = dirname(deskPath);
  return readdirSync(folder)
    .filter((name) => name.startsWith("alliance-desk"))
    .some((name) => readFileSync(join(folder, name)).includes(text));
}
