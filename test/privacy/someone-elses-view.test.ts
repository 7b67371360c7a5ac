import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { toHex, utf8, utf8Decode } from "#kernel/bytes";
import { sha256 } from "#kernel/crypto";
import { type DemoLabel, demoKeyPair } from "#kernel/demo-keys";
import type { Submission } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import type { Json, JsonObject } from "#kernel/json";
import { TILE_WIDTH, tilePath, tileWidth } from "#kernel/tiles";
import { rulePacks } from "../../src/scenarios/transfer/rule-packs.ts";
import { DemoHarness } from "../support/demo-harness.ts";
import { findSecrets, type PublicBytes, type Secrets, secretTexts } from "./guess-secrets.ts";

/** The price of the article's case, in yuan and in fen, as anyone may know it from the newspaper. */
const PRICE_FEN = 1_250_000_000n;
const KNOWN_FROM_THE_NEWSPAPER = [PRICE_FEN, (PRICE_FEN * 9n) / 10n, PRICE_FEN / 10n].flatMap((fen) => [
  String(fen),
  String(fen / 100n),
  (fen / 100n).toLocaleString("en"),
]);

/** What somebody would search for: words of titles, numbers of cases and contracts, and what almost every text has in it. */
const SEARCHED = ["磁悬浮", "轴承", "北京", "2026", "20", "-", "a", "1"];

let demo: DemoHarness;
let found: PublicBytes;
let secrets: Secrets;

before(async () => {
  demo = await DemoHarness.start();
  secrets = await unitSecrets();
  found = await readEverything();
});
after(() => demo.close());

test("a member of another organisation finds no price, person or amount of the unit in anything it is given", (t) => {
  t.diagnostic(
    `${found.size} places, ${secrets.values.length} values, ${secrets.rows.length} rows, ${secrets.documents.length} documents`,
  );
  assert.ok(secrets.values.length > 100 && secrets.rows.length > 50 && secrets.documents.length > 20);
  assert.ok(found.size > 30);
  assert.deepEqual(findSecrets(found, secrets), []);
});

test("the guess would find a hash that somebody forgot to salt, in a page or in a tile", () => {
  const [row] = secrets.rows;
  const planted: PublicBytes = new Map([
    ["page", utf8(`{"price":"${toHex(Uint8Array.from(sha256(String(PRICE_FEN))))}"}`)],
    ["tile", Uint8Array.from(sha256(`\u0000${JSON.stringify(String(PRICE_FEN))}`))],
    [
      "row",
      Uint8Array.from(
        sha256(
          `["sanlian/row/1",${JSON.stringify(row?.table)},${JSON.stringify(row?.key)},${JSON.stringify(row?.row)}]`,
        ),
      ),
    ],
    ["text", utf8(`the price is ${PRICE_FEN} fen`)],
  ]);
  const leaks = findSecrets(planted, secrets);
  for (const place of planted.keys())
    assert.ok(
      leaks.some((leak) => leak.startsWith(`${place}:`)),
      place,
    );
});

test("the same secrets are found in what the unit's own auditor reads", async () => {
  const auditor = await reader("bjtu", "bjtu/auditor");
  const blocks = new Map([["blocks", utf8((await blocksOf("bjtu", auditor)).join("\n"))]]);
  assert.ok(findSecrets(blocks, { ...secrets, rows: [], documents: [] }).length > 100);
});

/** Everything that the alliance's ledger gives to its own members and readers, and that the unit's gives to outsiders. */
async function readEverything(): Promise<PublicBytes> {
  const outsider = await reader("alliance", "alliance/other-member");
  const allianceAuditor = await reader("alliance", "alliance/auditor");
  const places = new Map<string, Uint8Array>();
  const keep = async (path: string, token: string): Promise<void> => {
    const answer = await fetch(`${demo.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    places.set(
      `${path} ${answer.status} ${token === allianceAuditor ? "reader" : "member"}`,
      new Uint8Array(await answer.arrayBuffer()),
    );
  };
  for (const path of [
    "/metrics",
    "/healthz",
    "/readyz",
    "/api",
    "/api/openapi.json",
    "/api/v1/ledgers",
    "/api/v1/sessions",
  ])
    await keep(path, outsider);
  for (const ledger of ["alliance", "bjtu"]) {
    const { height, size } = headOf(ledger);
    const tokens = ledger === "alliance" ? [outsider, allianceAuditor] : [outsider];
    for (const token of tokens) {
      for (const path of publicPaths(ledger, size)) await keep(path, token);
      for (let at = 1; at <= height; at++) await keep(`/api/v1/ledgers/${ledger}/blocks/${at}`, token);
      for (const query of queriesOf(ledger)) await keep(`/api/v1/ledgers/${ledger}/${query}`, token);
      for (const id of idsOf(ledger)) {
        await keep(`/api/v1/ledgers/${ledger}/transactions/${id}`, token);
        await keep(`/api/v1/ledgers/${ledger}/transactions/${id}/receipt`, token);
      }
      places.set(`events of ${ledger}`, await eventsOf(ledger, token, height));
    }
  }
  return places;
}

/** What the unit's blocks and rows say, less what its own genesis publishes. */
async function unitSecrets(): Promise<Secrets> {
  const service = serviceOf("bjtu");
  const auditor = await reader("bjtu", "bjtu/auditor");
  const submissions = (await blocksOf("bjtu", auditor)).flatMap(
    (raw) => (JSON.parse(raw) as { entries: Submission[] }).entries,
  );
  const receipts = idsOf("bjtu").map((id) => service.reader.receipt(id, service.reader.signer(keyOf("bjtu/auditor"))));
  const rows = receipts.flatMap((receipt) => receipt?.rows ?? []).filter(({ row }) => row !== null);
  const documents: Json[] = [
    ...submissions.map(({ args }) => args),
    ...receipts.flatMap((receipt) => (receipt?.result === undefined ? [] : [receipt.result.value])),
  ];
  const isPublished = publishedTexts();
  const texts = [...documents, ...rows.map(({ row }) => row)].flatMap((value) => secretTexts(value));
  const values = [...new Set([...texts, ...KNOWN_FROM_THE_NEWSPAPER, ...personalNames()])].filter(
    (text) => !isPublished(text),
  );
  return { values, documents: documents.filter((value) => !isPublished(JSON.stringify(value))), rows };
}

/** Texts that are public by their nature: what genesis and program say, codes, commands, and ids that leaves carry. */
function publishedTexts(): (text: string) => boolean {
  const published = [
    ...["alliance", "bjtu"].map((name) => JSON.stringify(serviceOf(name).genesis)),
    ...["alliance", "bjtu"].flatMap((name) =>
      serviceOf(name)
        .reader.leaves(0, 10_000)
        .map((leaf) => JSON.stringify(leaf)),
    ),
    ...[...serviceOf("bjtu").contracts.scenarios].map((scenario) =>
      JSON.stringify([scenario.texts, scenario.roles, [...scenario.commands.map(({ name }) => name)]]),
    ),
    // A notice quotes its rule from a pack, and packs are public.
    JSON.stringify(rulePacks, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    JSON.stringify([...serviceOf("bjtu").contracts.queries.keys(), ...serviceOf("bjtu").contracts.tables.keys()]),
  ].join("\n");
  // Codes of the contracts and of their rule packs are part of the published program.
  return (text) =>
    published.includes(text) || (/^[a-z0-9_.-]{1,40}$/.test(text) && !/[0-9]{5}/.test(text)) || text === "{}";
}

function personalNames(): string[] {
  const service = serviceOf("bjtu");
  const auditor = service.reader.signer(keyOf("bjtu/auditor"));
  const answer = service.reader.query("council.people", {}, auditor);
  return answer.ok
    ? secretTexts((answer.value["items"] as readonly JsonObject[]).map((person) => person["name"] ?? null))
    : [];
}

function publicPaths(ledger: string, size: number): string[] {
  const base = `/ledgers/${ledger}`;
  const tiles: string[] = [];
  for (let level = 0; size >= TILE_WIDTH ** level; level++) {
    for (let index = 0; tileWidth(level, index, size) > 0; index++)
      tiles.push(`${base}/${tilePath({ kind: "hashes", level, index, width: tileWidth(level, index, size) })}`);
  }
  for (let index = 0; tileWidth(0, index, size) > 0; index++)
    tiles.push(`${base}/${tilePath({ kind: "entries", index, width: tileWidth(0, index, size) })}`);
  return [
    `${base}/checkpoint`,
    `${base}/genesis`,
    ...tiles,
    `/api/v1/ledgers/${ledger}`,
    `/api/v1/ledgers/${ledger}/leaves?limit=1000`,
    `/api/v1/ledgers/${ledger}/explorer/leaves?limit=100`,
    `/api/v1/ledgers/${ledger}/explorer/leaves?limit=100&outcome=rejected`,
    `/api/v1/ledgers/${ledger}/explorer/blocks?limit=100`,
    `/api/v1/ledgers/${ledger}/explorer/transactions`,
    `/api/v1/ledgers/${ledger}/explorer/node`,
    ...SEARCHED.map((text) => `/api/v1/ledgers/${ledger}/search?q=${encodeURIComponent(text)}`),
    ...["drafts", "files", "invitations"].map((list) => `/api/v1/ledgers/${ledger}/${list}`),
  ];
}

function queriesOf(ledger: string): string[] {
  return [...serviceOf(ledger).contracts.queries.keys()].map((name) => name.replace(".", "/"));
}

function idsOf(ledger: string): string[] {
  return serviceOf(ledger)
    .reader.leaves(0, 10_000)
    .flatMap((leaf) => ("id" in leaf ? [leaf.id] : []));
}

async function blocksOf(ledger: string, token: string): Promise<string[]> {
  const blocks: string[] = [];
  for (let height = 1; height <= headOf(ledger).height; height++) {
    const answer = await fetch(`${demo.url}/api/v1/ledgers/${ledger}/blocks/${height}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(answer.status, 200);
    blocks.push(await answer.text());
  }
  return blocks;
}

/** The event stream from the first block until the last one was heard, or the refusal to open it. */
async function eventsOf(ledger: string, token: string, height: number): Promise<Uint8Array> {
  const abort = new AbortController();
  const answer = await fetch(`${demo.url}/api/v1/ledgers/${ledger}/events?from=1`, {
    headers: { authorization: `Bearer ${token}` },
    signal: abort.signal,
  });
  if (answer.status !== 200 || answer.body === null) return new Uint8Array(await answer.arrayBuffer());
  let text = "";
  for await (const part of answer.body) {
    text += utf8Decode(part as Uint8Array);
    if (
      text.includes(`"height":${height},`) ||
      text.includes(`"height":${height}}`) ||
      text.includes(`id: ${height}\n`)
    )
      break;
  }
  abort.abort();
  return utf8(text);
}

/** Token of a session of this key. */
async function reader(ledger: string, label: DemoLabel): Promise<string> {
  const client = demo.client(ledger, label);
  await client.signIn();
  return client.http.token ?? "";
}

function keyOf(label: DemoLabel): string {
  return keyIdOf(demoKeyPair(label).publicKey);
}

function serviceOf(ledger: string) {
  const service = demo.node.services.get(ledger);
  assert.ok(service !== undefined);
  return service;
}

function headOf(ledger: string) {
  return serviceOf(ledger).reader.head();
}
