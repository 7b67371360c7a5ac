import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { sha256Hex } from "#kernel/crypto";
import type { JsonObject } from "#kernel/json";
import { type ApiHarness, BASE, call, problemOf, signIn, startApi } from "../../test/support/api-harness.ts";

type Headers = Readonly<Record<string, string>>;

const PDF = Buffer.from("%PDF-1.7 the scan of a stamped paper");
const HASH = sha256Hex(PDF.toString("latin1"));

function upload({ api }: ApiHarness, headers: Headers, bytes: Buffer = PDF, name = "盖章 扫描件.pdf") {
  const url = `${BASE}/files?name=${encodeURIComponent(name)}`;
  return api.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/pdf", ...headers },
    payload: bytes,
  });
}

function filesOnDisk({ deskPath }: ApiHarness): readonly string[] {
  const folder = join(dirname(deskPath), "alliance-files");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

test("a file is kept under the hash of its bytes and comes back as a download that may run nothing", async (t) => {
  const harness = startApi(t);
  const { api, clock } = harness;
  const headers = await signIn(api, "bo");
  const uploaded = await upload(harness, headers);
  const file = {
    hash: HASH,
    name: "盖章 扫描件.pdf",
    type: "application/pdf",
    size: PDF.length,
    uploadedAt: clock.now,
  };
  assert.deepEqual([uploaded.statusCode, uploaded.json()], [201, file]);
  assert.deepEqual(filesOnDisk(harness), [HASH]);
  const read = await api.inject({ url: `${BASE}/files/${HASH}`, headers });
  assert.deepEqual(read.rawPayload, PDF);
  assert.equal(read.headers["content-type"], "application/pdf");
  assert.equal(
    read.headers["content-disposition"],
    "attachment; filename*=UTF-8''%E7%9B%96%E7%AB%A0%20%E6%89%AB%E6%8F%8F%E4%BB%B6.pdf",
  );
  assert.equal(read.headers["content-security-policy"], "default-src 'none'; sandbox");
  assert.equal(read.headers["x-content-type-options"], "nosniff");
  assert.deepEqual((await api.inject({ url: `${BASE}/files`, headers })).json(), { items: [file] });
});

test("only who uploaded a file or may see a row that names it reads it, and everyone else learns nothing", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  await upload(harness, await signIn(api, "bo"));
  const url = `${BASE}/files/${HASH}`;
  const statusFor = async (label: string) => (await api.inject({ url, headers: await signIn(api, label) })).statusCode;
  // Nothing names it yet: neither readers nor administrators see it.
  for (const label of ["che", "rui", "ada", "kai"]) assert.equal(await statusFor(label), 404, label);
  await call(harness, "tally.file-paper", { title: "paper", document: HASH }, "bo");
  // `che` is a checker and sees every paper, `rui` is a reader and sees every row.
  for (const label of ["che", "rui", "bo"]) assert.equal(await statusFor(label), 200, label);
  for (const label of ["ada", "kai"]) assert.equal(await statusFor(label), 404, label);
  problemOf(await api.inject({ url }), 401, "session_missing");
  problemOf(await api.inject({ url, headers: await signIn(api, "una") }), 403, "key_not_of_ledger");
  problemOf(
    await api.inject({ url: `${BASE}/files/..%2f..`, headers: await signIn(api, "bo") }),
    404,
    "file_not_found",
  );
});

test("the same bytes are kept once, and each uploader has a name of its own for them", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  const [bo, kai] = [await signIn(api, "bo"), await signIn(api, "kai")];
  await upload(harness, bo, PDF, "a.pdf");
  await upload(harness, kai, PDF, "b.pdf");
  assert.deepEqual(filesOnDisk(harness), [HASH]);
  for (const [headers, name] of [
    [bo, "a.pdf"],
    [kai, "b.pdf"],
  ] as const) {
    const read = await api.inject({ url: `${BASE}/files/${HASH}`, headers });
    assert.match(String(read.headers["content-disposition"]), new RegExp(name));
  }
});

test("too much is refused while it arrives and leaves nothing on disk", async (t) => {
  const harness = startApi(t);
  const headers = await signIn(harness.api, "bo");
  const chunk = Buffer.alloc(1_048_576, 7);
  // Without a length: the node finds out while it reads.
  const endless = Readable.from(Array.from({ length: 25 }, () => chunk));
  const url = `${BASE}/files?name=big.bin`;
  const answer = await harness.api.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/octet-stream", ...headers },
    payload: endless,
  });
  problemOf(answer, 413, "file_too_large");
  assert.deepEqual(filesOnDisk(harness), []);
  const exact = await upload(harness, headers, Buffer.concat(Array.from({ length: 20 }, () => chunk)), "exact.bin");
  assert.equal(exact.statusCode, 201);
});

test("an upload that breaks off leaves nothing behind", async (t) => {
  const harness = startApi(t);
  const { api } = harness;
  const headers = await signIn(api, "bo");
  await api.listen({ port: 0, host: "127.0.0.1" });
  const { port } = api.server.address() as AddressInfo;
  const path = `${BASE}/files?name=half.bin`;
  const broken = request({
    port,
    host: "127.0.0.1",
    path,
    method: "POST",
    headers: { ...headers, "content-length": 1_000_000 },
  });
  broken.on("error", () => {});
  broken.write(Buffer.alloc(100_000));
  while (filesOnDisk(harness).length === 0) await new Promise((resolve) => setImmediate(resolve));
  broken.destroy();
  while (filesOnDisk(harness).length > 0) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(harness.desk.files.bytes(), 0);
});

test("names and types that could mislead are refused or made harmless", async (t) => {
  const harness = startApi(t);
  const headers = await signIn(harness.api, "bo");
  for (const name of ["../x.pdf", "a\\b", "line\nbreak", "\u202egpj.exe", ""]) {
    const problem = problemOf(await upload(harness, headers, PDF, name), 400, "input_unfit");
    assert.equal((problem["issues"] as JsonObject[])[0]?.["path"], "name");
  }
  const odd = await upload(harness, { ...headers, "content-type": "text/html; charset=utf-8" }, Buffer.from("<b>"));
  assert.equal(odd.json<JsonObject>()["type"], "text/html");
  const quotes = await upload(harness, headers, PDF, "o'clock (1)*.pdf");
  const { hash } = quotes.json<{ hash: string }>();
  const read = await harness.api.inject({ url: `${BASE}/files/${hash}`, headers });
  assert.match(String(read.headers["content-disposition"]), /''o%27clock%20%281%29%2A\.pdf$/);
});

test("an uploader deletes a file that nothing names, and who protects data erases any", async (t) => {
  const harness = startApi(t);
  const { api, desk, deskPath } = harness;
  const url = `${BASE}/files/${HASH}`;
  const erase = async (label: string) => api.inject({ method: "DELETE", url, headers: await signIn(api, label) });
  await upload(harness, await signIn(api, "bo"));
  problemOf(await erase("kai"), 404, "file_not_found");
  assert.deepEqual((await erase("bo")).json(), { erased: HASH });
  assert.deepEqual(filesOnDisk(harness), []);
  await upload(harness, await signIn(api, "bo"), PDF, "the name of a file that must disappear.pdf");
  await call(harness, "tally.file-paper", { title: "paper", document: HASH }, "bo");
  problemOf(await erase("bo"), 409, "file_named");
  assert.deepEqual((await erase("ada")).json(), { erased: HASH });
  problemOf(await erase("ada"), 404, "file_not_found");
  assert.equal(desk.files.first(HASH), undefined);
  assert.ok(existsSync(deskPath) && !readFileSync(deskPath).includes("must disappear"));
  problemOf(await api.inject({ url, headers: await signIn(api, "bo") }), 404, "file_not_found");
});
