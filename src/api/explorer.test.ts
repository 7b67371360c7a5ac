import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import type { Leaf } from "#kernel/leaf";
import type { Recorded } from "#ledger/service";
import { type ApiHarness, BASE, call, problemOf, signIn, startApi } from "../../test/support/api-harness.ts";
import { memberId, personId } from "../../test/support/council-ledger.ts";

type Headers = Readonly<Record<string, string>>;

const EXPLORER = `${BASE}/explorer`;

async function get<T = JsonObject>({ api }: ApiHarness, url: string, headers: Headers = {}): Promise<T> {
  const answer = await api.inject({ url, headers });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json<T>();
}

async function add(harness: ApiHarness, amount: bigint, as = "bo"): Promise<Recorded> {
  return (await call(harness, "tally.add-to-counter", { name: `cups-${as}`, group: "kitchen", amount }, as)).json();
}

/** Four blocks: done, rejected, fault, and one with a timer that is due at once. */
async function fill(harness: ApiHarness): Promise<void> {
  await add(harness, 5n);
  await add(harness, 5_000n);
  await call(harness, "tally.misbehave", { how: "throw", name: "cups" }, "che");
  await call(harness, "tally.let-counter-expire", { name: "cups-bo", at: 0 }, "che");
  await add(harness, 1n);
}

test("leaves come newest first, page by page, of one kind or outcome where that is asked for", async (t) => {
  const harness = startApi(t);
  await fill(harness);
  const { size } = harness.alliance.reader.head();
  const all: Leaf[] = [];
  for (let url = `${EXPLORER}/leaves?limit=3`; ; ) {
    const page = await get<{ leaves: Leaf[]; size: number; next?: number }>(harness, url);
    assert.equal(page.size, size);
    all.push(...page.leaves);
    if (page.next === undefined) break;
    url = `${EXPLORER}/leaves?limit=3&before=${page.next}`;
  }
  assert.deepEqual(all, [...harness.alliance.reader.leaves(0, 1_000)].reverse());
  const positions = async (query: string) =>
    (await get<{ leaves: Leaf[] }>(harness, `${EXPLORER}/leaves?${query}`)).leaves.map(({ position }) => position);
  const wanted = (test: (leaf: Leaf) => boolean) => all.filter(test).map(({ position }) => position);
  assert.deepEqual(
    await positions("kind=timer"),
    wanted(({ kind }) => kind === "timer"),
  );
  assert.equal((await positions("kind=timer")).length, 1);
  for (const outcome of ["rejected", "fault"])
    assert.deepEqual(
      await positions(`outcome=${outcome}`),
      wanted((leaf) => "outcome" in leaf && leaf.outcome === outcome),
    );
  assert.deepEqual(await positions("kind=transaction&outcome=fault&limit=1"), await positions("outcome=fault"));
  problemOf(await harness.api.inject({ url: `${EXPLORER}/leaves?kind=row` }), 400, "input_unfit");
  problemOf(await harness.api.inject({ url: `${EXPLORER}/leaves?limit=101` }), 400, "input_unfit");
});

test("blocks come newest first with what they hold, the genesis last", async (t) => {
  const harness = startApi(t);
  await fill(harness);
  const { height } = harness.alliance.reader.head();
  const page = await get<{ blocks: JsonObject[]; height: number; next?: number }>(harness, `${EXPLORER}/blocks`);
  assert.deepEqual(
    page.blocks.map((block) => block["height"]),
    Array.from({ length: height + 1 }, (_, i) => height - i),
  );
  assert.equal(page.next, undefined);
  const [newest] = page.blocks;
  const leaf = harness.alliance.reader.leaf(Number(newest?.["size"]) - 1);
  assert.ok(leaf?.kind === "block");
  assert.deepEqual([newest?.["proposer"], newest?.["hash"], newest?.["time"]], [leaf.proposer, leaf.block, leaf.time]);
  const sum = (kind: string, outcome: string) =>
    page.blocks.reduce((total, block) => total + Number((block[kind] as JsonObject)[outcome]), 0);
  assert.deepEqual(
    [sum("transactions", "done"), sum("transactions", "rejected"), sum("transactions", "fault"), sum("timers", "done")],
    [3, 1, 1, 1],
  );
  const two = await get<{ blocks: JsonObject[]; next?: number }>(
    harness,
    `${EXPLORER}/blocks?limit=2&before=${height}`,
  );
  assert.deepEqual([two.blocks.map((block) => block["height"]), two.next], [[height - 1, height - 2], height - 2]);
});

test("beside leaves stands what the one who asks may see behind them, and nothing else", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  const file = await call(harness, "tally.file-paper", { title: "Menu", document: "a".repeat(64) }, "bo");
  await fill(harness);
  const { paperId } = file.json<{ result: { paperId: string } }>().result;
  const entriesFor = async (as?: string) => {
    const headers = as === undefined ? {} : await signIn(api, as);
    const { entries } = await get<{ entries: JsonObject[] }>(harness, `${EXPLORER}/leaves`, headers);
    return [...entries].reverse().map(({ position: _, ...entry }) => entry);
  };
  const signers = (who: string) => [{ personId: personId(who), memberId: memberId("works") }];
  const sealed = { isSealed: true };
  const subject = { kind: "tally.paper", id: paperId, title: "Menu" };
  const paper = { command: "tally.file-paper", signers: signers("bo"), table: "tally_papers", subject };
  const added = { command: "tally.add-to-counter", signers: signers("bo"), table: "tally_counters" };
  const refusal = { code: "counter_full", facts: { most: 1_000 } };
  const refused = { command: "tally.add-to-counter", signers: signers("bo"), refusal };
  const failed = { command: "tally.misbehave", signers: signers("che") };
  const expiry = { command: "tally.let-counter-expire", signers: signers("che") };
  const expired = { signers: [], table: "tally_counters" };
  assert.deepEqual(await entriesFor("rui"), [paper, added, refused, failed, expiry, expired, added]);
  assert.deepEqual(await entriesFor("bo"), [paper, added, refused, sealed, sealed, expired, added]);
  assert.deepEqual(await entriesFor("che"), [paper, sealed, sealed, failed, expiry, sealed, sealed]);
  for (const as of ["kai", undefined])
    assert.deepEqual(
      await entriesFor(as),
      Array.from({ length: 7 }, () => sealed),
    );
});

test("people see what they have signed with any of their devices, and readers what others have", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  await fill(harness);
  const url = `${EXPLORER}/transactions`;
  const bo = await signIn(api, "bo");
  const { items } = await get<{ items: JsonObject[] }>(harness, url, bo);
  assert.deepEqual(
    items.map(({ command, outcome }) => [command, outcome]),
    [
      ["tally.add-to-counter", "done"],
      ["tally.add-to-counter", "rejected"],
      ["tally.add-to-counter", "done"],
    ],
  );
  const [latest] = items as unknown as readonly Recorded[];
  assert.deepEqual(
    harness.alliance.reader.leaf(latest?.position ?? -1)?.kind === "transaction" &&
      harness.alliance.reader.positionOf(latest?.id ?? ""),
    latest?.position,
  );
  const first = await get<{ items: JsonObject[]; next?: number }>(harness, `${url}?limit=2`, bo);
  const rest = await get<{ items: JsonObject[]; next?: number }>(harness, `${url}?limit=2&before=${first.next}`, bo);
  assert.deepEqual([...first.items, ...rest.items], items);
  assert.equal(rest.next, undefined);
  const other = `${url}?person=${personId("bo")}`;
  assert.deepEqual((await get<{ items: JsonObject[] }>(harness, other, await signIn(api, "rui"))).items, items);
  problemOf(await api.inject({ url: other, headers: await signIn(api, "che") }), 403, "role_missing");
  problemOf(await api.inject({ url }), 401, "session_missing");
});

test("the next deadline of a ledger is an instant and nothing else", async (t) => {
  const harness = startApi(t);
  assert.equal("nextDeadline" in (await get(harness, BASE)), false);
  const at = harness.alliance.now() + 86_400_000;
  await call(harness, "tally.let-counter-expire", { name: "cups", at: at + 5 }, "bo");
  await call(harness, "tally.let-counter-expire", { name: "cups", at }, "bo");
  assert.equal((await get(harness, BASE))["nextDeadline"], at);
  const list = await get<{ ledgers: JsonObject[] }>(harness, "/api/v1/ledgers");
  assert.deepEqual(
    list.ledgers.map((ledger) => ledger["nextDeadline"]),
    [at, undefined],
  );
});

test("search finds entries by id, position and height", async (t) => {
  const harness = startApi(t);
  await fill(harness);
  const hits = async (q: string) =>
    (await get<{ hits: JsonObject[] }>(harness, `${BASE}/search?q=${encodeURIComponent(q)}`)).hits;
  const [, leaf] = harness.alliance.reader.leaves(0, 2);
  assert.ok(leaf?.kind === "transaction");
  const entry = { position: 1, isSealed: true };
  const hit = { kind: "transaction", id: leaf.id, position: 1, height: 1, time: leaf.time, entry };
  assert.deepEqual(await hits(` ${leaf.id} `), [hit]);
  assert.deepEqual(await hits("#1"), [hit]);
  assert.deepEqual(
    (await hits("1")).map(({ kind, position }) => [kind, position]),
    [
      ["block", 2],
      ["transaction", 1],
    ],
  );
  for (const q of ["", " ", "#99999", `${leaf.id.slice(1)}0`, "'; DROP TABLE leaves", "%"])
    assert.deepEqual(await hits(q), []);
});

test("search finds what a viewer may see of rows, whatever the width and case, and nothing else", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  const document = "ab".repeat(32);
  await call(harness, "tally.file-paper", { title: "高强度 ＢＪＴＵ 磁悬浮轴承", document }, "bo");
  const ids = async (q: string, label?: string, kinds = "") => {
    const headers = label === undefined ? {} : await signIn(api, label);
    const url = `${BASE}/search?q=${encodeURIComponent(q)}${kinds}`;
    return (await get<{ hits: JsonObject[] }>(harness, url, headers)).hits.map(({ kind }) => kind);
  };
  for (const q of ["磁悬", "bjtu 轴承", "轴承 BJTU", document.slice(0, 20)]) {
    assert.deepEqual(await ids(q, "bo"), ["tally.paper"], q);
    assert.deepEqual(await ids(q, "rui"), ["tally.paper"], q);
    for (const label of [undefined, "kai", "ada"]) assert.deepEqual(await ids(q, label), [], `${q} as ${label}`);
  }
  assert.deepEqual(await ids("磁悬浮 电池", "bo"), []);
  assert.deepEqual(await ids("works"), ["council.member"]);
  assert.deepEqual(await ids("works", undefined, "&kinds=tally.paper,council.ledger"), []);
  assert.deepEqual(await ids("bjtu", "bo", "&kinds=council.member,tally.paper"), ["tally.paper"]);
  assert.deepEqual(await ids("0", "bo", "&kinds=tally.paper"), []);
});

test("search finds people by name for those who may read names, until the name is erased", async (t) => {
  const harness = startApi(t);
  const { api, vault } = harness;
  const named = await call(harness, "council.rename-person", { personId: personId("bo"), name: "柏 Xiaoming" }, "ada");
  assert.equal(named.statusCode, 200, named.body);
  const find = async (label: string) => {
    const headers = await signIn(api, label);
    return (await get<{ hits: JsonObject[] }>(harness, `${BASE}/search?q=xiaoming`, headers)).hits;
  };
  const hit = { kind: "council.person", id: personId("bo"), title: "柏 Xiaoming", words: [] };
  for (const label of ["ada", "rui", "bo"]) assert.deepEqual(await find(label), [hit], label);
  assert.deepEqual(await find("kai"), []);
  const receipt = await get<{ rows: { row: JsonObject }[] }>(
    harness,
    `${BASE}/transactions/${named.json<Recorded>().id}/receipt`,
    await signIn(api, "rui"),
  );
  assert.equal(vault.erase(String(receipt.rows[0]?.row["name"])), true);
  assert.deepEqual(await find("ada"), []);
});

test("node health counts blocks by the minute, for readers and operators only", async (t) => {
  const harness = startApi(t);
  const { api, clock } = harness;
  const started = clock.now;
  await add(harness, 1n);
  clock.now += 60_000;
  await add(harness, 1n);
  await add(harness, 1n);
  const node = await get<Record<string, JsonObject>>(harness, `${EXPLORER}/node`, await signIn(api, "rui"));
  const { height, size, time } = harness.alliance.reader.head();
  assert.deepEqual(node["rates"], [
    { minute: started, blocks: 1, leaves: 2 },
    { minute: started + 60_000, blocks: 2, leaves: 4 },
  ]);
  const { indexed, ...ledger } = node["ledger"] ?? {};
  assert.deepEqual(ledger, {
    name: "alliance",
    height,
    size,
    isRunning: true,
    lastBlockAt: time,
    lastCommitAt: clock.now,
  });
  assert.equal(typeof indexed, "number");
  assert.deepEqual([node["uptimeMs"], node["queue"], node["streams"]], [60_000, { pending: 0 }, 0]);
  assert.deepEqual(node["storage"], { ledgerBytes: 1, vaultBytes: 2, filesBytes: 3 });
  problemOf(await api.inject({ url: `${EXPLORER}/node`, headers: await signIn(api, "bo") }), 403, "role_missing");
  problemOf(await api.inject({ url: `${EXPLORER}/node` }), 401, "session_missing");
});
