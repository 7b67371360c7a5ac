import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { sha256Hex } from "#kernel/crypto";
import type { Leaf } from "#kernel/leaf";
import { leafHash } from "#kernel/merkle";
import { decodeEntryBundle } from "#kernel/tiles";
import { BASE, call, problemOf, startApi } from "../../test/support/api-harness.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";

test("checkpoint and genesis are public, in the form that verifiers hash", async (t) => {
  const { api, alliance } = startApi(t);
  const checkpoint = await api.inject({ url: "/ledgers/alliance/checkpoint" });
  assert.equal(checkpoint.headers["content-type"], "text/plain; charset=utf-8");
  assert.equal(checkpoint.headers["cache-control"], "public, max-age=1");
  assert.equal(checkpoint.body, alliance.reader.checkpoint());
  const genesis = await api.inject({ url: "/ledgers/alliance/genesis" });
  assert.match(String(genesis.headers["content-type"]), /^application\/json/);
  assert.equal(`alliance@${sha256Hex(`["sanlian/genesis/1",${genesis.body}]`)}`, alliance.ref);
});

test("tiles and entry bundles are the leaves of the ledger", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  await call(harness, "tally.add-to-counter", { name: "cups", group: "kitchen", amount: 5n }, "bo");
  const { leaves } = (await api.inject({ url: `${BASE}/leaves` })).json<{ leaves: Leaf[] }>();
  const tile = await api.inject({ url: "/ledgers/alliance/tile/0/000.p/3" });
  const entries = await api.inject({ url: "/ledgers/alliance/tile/entries/000.p/3" });
  for (const answer of [tile, entries]) {
    assert.equal(answer.headers["content-type"], "application/octet-stream");
    assert.equal(answer.headers["cache-control"], IMMUTABLE);
  }
  const bundle = decodeEntryBundle(entries.rawPayload, 3) ?? [];
  assert.deepEqual(
    bundle.map((entry) => JSON.parse(Buffer.from(entry).toString()) as Leaf),
    leaves,
  );
  assert.deepEqual(tile.rawPayload, Buffer.concat(bundle.map((entry) => leafHash(entry))));
});

test("entry bundles are compressed for those who take it", async (t) => {
  const { api } = startApi(t);
  const url = "/ledgers/alliance/tile/entries/000.p/1";
  const plain = await api.inject({ url });
  for (const encoding of ["gzip", "br, gzip;q=0.5", "GZIP"]) {
    const packed = await api.inject({ url, headers: { "accept-encoding": encoding } });
    assert.equal(packed.headers["content-encoding"], "gzip");
    assert.equal(packed.headers["vary"], "accept-encoding");
    assert.deepEqual(gunzipSync(packed.rawPayload), plain.rawPayload);
  }
  for (const encoding of ["br", "gzip;q=0", "gzip;q=0.0, br", "xgzip"]) {
    const answer = await api.inject({ url, headers: { "accept-encoding": encoding } });
    assert.equal(answer.headers["content-encoding"], undefined, encoding);
  }
});

test("paths that the tree does not have are not found", async (t) => {
  const { api } = startApi(t);
  const wanted = [
    "0/000",
    "0/000.p/2",
    "0/001.p/1",
    "0/0",
    "64/000",
    "00/000.p/1",
    "x/000",
    "entries/000",
    "0/000.p/0",
    "0/000.p/1/",
    "0/000.p/01",
    "-1/000",
  ];
  for (const path of wanted)
    problemOf(await api.inject({ url: `/ledgers/alliance/tile/${path}` }), 404, "tile_not_found");
  assert.equal((await api.inject({ url: "/ledgers/alliance/tile/0/000.p/1" })).statusCode, 200);
  problemOf(await api.inject({ url: "/ledgers/none/checkpoint" }), 404, "ledger_not_found");
  problemOf(await api.inject({ url: "/ledgers/alliance/other" }), 404, "route_not_found");
});
