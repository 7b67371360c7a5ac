import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256Hex } from "#kernel/crypto";
import type { BlockLeaf, Leaf } from "#kernel/leaf";
import type { Receipt } from "#kernel/receipt";
import type { Recorded } from "#ledger/service";
import { type ApiHarness, BASE, call, problemOf, signIn, startApi } from "../../test/support/api-harness.ts";

async function recordOne(harness: ApiHarness): Promise<Recorded> {
  return (await call(harness, "tally.add-to-counter", { name: "cups", group: "kitchen", amount: 5n }, "bo")).json();
}

test("a signer and a reader see the transaction and its receipt", async (t) => {
  const harness = startApi(t);
  const recorded = await recordOne(harness);
  for (const label of ["bo", "rui"]) {
    const headers = await signIn(harness.api, label);
    const url = `${BASE}/transactions/${recorded.id}`;
    assert.deepEqual((await harness.api.inject({ url, headers })).json(), recorded);
    const receipt = (await harness.api.inject({ url: `${url}/receipt`, headers })).json<Receipt>();
    assert.equal(receipt.receipt, "sanlian/receipt/1");
    assert.deepEqual(receipt.result?.value, { count: "5" });
    assert.equal(receipt.rows.length, 1);
  }
});

test("an unknown id and one of which the viewer may see nothing are answered alike", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  const { id } = await recordOne(harness);
  const unknown = `${id.slice(0, -4)}0000`;
  const strangers = [{}, await signIn(api, "che"), await signIn(api, "una")];
  for (const headers of strangers) {
    for (const suffix of ["", "/receipt"]) {
      const answers = [];
      for (const wanted of [id, unknown, "../secret", "person_00", "%00"]) {
        const answer = await api.inject({
          url: `${BASE}/transactions/${encodeURIComponent(wanted)}${suffix}`,
          headers,
        });
        const { instance: _, ...problem } = problemOf(answer, 404, "transaction_not_found");
        answers.push(problem);
      }
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
    }
  }
});

test("blocks are raw bytes as the leaves hash them, for readers alone", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  await recordOne(harness);
  const url = `${BASE}/blocks/1`;
  problemOf(await api.inject({ url }), 401, "session_missing");
  problemOf(await api.inject({ url, headers: await signIn(api, "ada") }), 403, "role_missing");
  const headers = await signIn(api, "rui");
  const block = await api.inject({ url, headers });
  const leaves = (await api.inject({ url: `${BASE}/leaves` })).json<{ leaves: Leaf[] }>().leaves;
  assert.equal(sha256Hex(block.rawPayload), (leaves.at(-1) as BlockLeaf).block);
  assert.equal(block.headers["cache-control"], "no-store");
  for (const height of ["0", "2", "-1", "1.0", "x", "9".repeat(30)]) {
    problemOf(await api.inject({ url: `${BASE}/blocks/${height}`, headers }), 404, "block_not_found");
  }
});

test("leaves are public and come page by page", async (t) => {
  const harness = startApi(t);
  for (let i = 0; i < 3; i++) await recordOne(harness);
  const read = async (query: string) =>
    (await harness.api.inject({ url: `${BASE}/leaves${query}` })).json<{
      leaves: Leaf[];
      size: number;
      next?: number;
    }>();
  const all = await read("");
  assert.deepEqual([all.leaves.length, all.size, all.next], [7, 7, undefined]);
  const page = await read("?from=2&limit=3");
  assert.deepEqual(page, { leaves: all.leaves.slice(2, 5), size: 7, next: 5 });
  assert.deepEqual(await read("?from=7"), { leaves: [], size: 7 });
  for (const [query, code] of [
    ["from=-1", "not_integer"],
    ["from=1&from=2", "not_integer"],
    ["limit=0", "too_small"],
    ["limit=1001", "too_large"],
  ] as const) {
    const problem = problemOf(await harness.api.inject({ url: `${BASE}/leaves?${query}` }), 400, "input_unfit");
    assert.equal((problem["issues"] as { code: string }[])[0]?.code, code);
  }
});

test("a personal value is shown to those entitled, and erased by administrators alone", async (t) => {
  const harness = startApi(t);
  const { api, alliance } = harness;
  const memberId = alliance.genesis.members[0]?.id ?? "";
  const added = await call(harness, "council.add-person", { memberId, roles: [], name: "Wang Xiaoming" }, "ada");
  assert.equal(added.statusCode, 200, added.body);
  const headers = await signIn(api, "ada");
  const people = () => api.inject({ url: `${BASE}/council/people?limit=200`, headers });
  assert.match((await people()).body, /Wang Xiaoming/);
  const receipt = await api.inject({ url: `${BASE}/transactions/${added.json<Recorded>().id}/receipt`, headers });
  assert.ok(!receipt.body.includes("Wang"));
  const commitment = receipt.json<{ args: { value: { name: string } } }>().args.value.name;
  const erase = (who: Partial<typeof headers>, id = commitment) =>
    api.inject({ method: "DELETE", url: `${BASE}/personal/${id}`, headers: who });
  problemOf(await erase({}), 401, "session_missing");
  problemOf(await erase(await signIn(api, "rui")), 403, "role_missing");
  problemOf(await erase(headers, "00".repeat(32)), 404, "commitment_not_found");
  const erased = await erase(headers);
  assert.deepEqual([erased.statusCode, erased.json()], [200, { erased: commitment }]);
  assert.ok(!(await people()).body.includes("Wang"));
  problemOf(await erase(headers), 404, "commitment_not_found");
  const unit = await signIn(api, "una");
  const elsewhere = { method: "DELETE", url: `/api/v1/ledgers/unit/personal/${commitment}`, headers: unit } as const;
  problemOf(await api.inject(elsewhere), 404, "commitment_not_found");
});
