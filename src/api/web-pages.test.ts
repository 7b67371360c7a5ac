import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { problemOf, startApi } from "../../test/support/api-harness.ts";

const HTML = '<!doctype html><script type="module" src="/assets/main-Ab12.js"></script>';
const SCRIPT = "console.log('三链')";
const PAGE = { accept: "text/html,application/xhtml+xml" };

function builtFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-web-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), HTML);
  writeFileSync(join(folder, "icon.svg"), "<svg/>");
  const script = join(folder, "assets", "main-Ab12.js");
  writeFileSync(script, SCRIPT);
  writeFileSync(`${script}.br`, brotliCompressSync(SCRIPT));
  writeFileSync(`${script}.gz`, gzipSync(SCRIPT));
  return folder;
}

test("the first page and every address of the application give the one document, which is asked for each time", async (t) => {
  const { api } = startApi(t, {}, builtFolder(t));
  for (const url of ["/", "/cases/deal_1?tab=money", "/en", "/ledger/alliance/blocks/5"]) {
    const page = await api.inject({ url, headers: PAGE });
    assert.deepEqual([page.statusCode, page.body], [200, HTML], url);
    assert.match(String(page.headers["content-type"]), /^text\/html/);
    assert.equal(page.headers["cache-control"], "no-cache");
    assert.match(String(page.headers["content-security-policy"]), /default-src 'self'; script-src 'self';/);
    const again = await api.inject({ url, headers: { ...PAGE, "if-none-match": String(page.headers["etag"]) } });
    assert.equal(again.statusCode, 304);
  }
});

test("files with a hash in their name come compressed and are kept for ever", async (t) => {
  const { api } = startApi(t, {}, builtFolder(t));
  for (const [encoding, open] of [
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
    ["identity", (bytes: Buffer) => bytes],
  ] as const) {
    const answer = await api.inject({ url: "/assets/main-Ab12.js", headers: { "accept-encoding": encoding } });
    assert.equal(answer.headers["content-encoding"], encoding === "identity" ? undefined : encoding);
    assert.equal(open(answer.rawPayload).toString("utf8"), SCRIPT);
    assert.match(String(answer.headers["content-type"]), /javascript/);
    assert.equal(answer.headers["cache-control"], "public, max-age=31536000, immutable");
    assert.equal(answer.headers["vary"], "accept-encoding");
    assert.equal(answer.headers["x-content-type-options"], "nosniff");
  }
  const icon = await api.inject({ url: "/icon.svg" });
  assert.deepEqual([icon.statusCode, icon.headers["cache-control"]], [200, "no-cache"]);
});

test("what the API or the build does not have is a 404, whoever asks", async (t) => {
  const { api } = startApi(t, {}, builtFolder(t));
  const urls = ["/api/nowhere", "/ledgers/none/checkpoint", "/ledgers", "/metrics/x", "/assets/gone.js", "/healthz/x"];
  for (const url of urls) assert.equal((await api.inject({ url, headers: PAGE })).statusCode, 404, url);
  problemOf(await api.inject({ url: "/robots.txt" }), 404, "route_not_found");
  problemOf(await api.inject({ method: "POST", url: "/cases", headers: PAGE }), 404, "route_not_found");
});

test("no path leads out of the folder", async (t) => {
  const folder = builtFolder(t);
  writeFileSync(join(folder, "assets", ".secret"), "secret");
  const { api } = startApi(t, {}, folder);
  for (const url of [
    "/assets/../../package.json",
    "/assets/%2e%2e/%2e%2e/package.json",
    "/assets/..%2f..%2fpackage.json",
    "/assets/.secret",
    "/assets//etc/passwd",
    "/assets/",
  ]) {
    assert.equal((await api.inject({ url })).statusCode, 404, url);
  }
});

test("a node without the application says so and serves its API", async (t) => {
  const { api } = startApi(t);
  const page = await api.inject({ url: "/", headers: { ...PAGE, "accept-language": "en" } });
  assert.match(page.body, /not built.*\/api/);
  assert.match((await api.inject({ url: "/" })).body, /尚未构建/);
  problemOf(await api.inject({ url: "/cases", headers: PAGE }), 404, "route_not_found");
  const empty = mkdtempSync(join(tmpdir(), "sanlian-web-"));
  t.after(() => rmSync(empty, { recursive: true, force: true }));
  const unbuilt = startApi(t, {}, empty);
  assert.match((await unbuilt.api.inject({ url: "/cases", headers: PAGE })).body, /尚未构建/);
});

test("the files of many page loads from one address do not use up its requests", async (t) => {
  const { api } = startApi(t, { requestBurst: 20, requestsPerSecond: 1, isLoopbackLimited: true }, builtFolder(t));
  for (let i = 0; i < 300; i++) assert.equal((await api.inject({ url: "/assets/main-Ab12.js" })).statusCode, 200);
  assert.equal((await api.inject({ url: "/api/v1/ledgers" })).statusCode, 200);
  for (let i = 0; i < 100; i++) await api.inject({ url: "/", headers: PAGE });
  problemOf(await api.inject({ url: "/", headers: PAGE }), 429, "rate_exceeded");
});
