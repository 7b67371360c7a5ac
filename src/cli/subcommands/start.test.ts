import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { chmodSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { get } from "node:https";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, test } from "node:test";
import { CliRunner, type StartedNode, stopNode } from "../../../test/support/cli-runner.ts";

interface Listing {
  readonly url: string;
  readonly ledgers: readonly { readonly name: string; readonly ref: string; readonly size: number }[];
}

function httpsGet(url: string, ca: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { ca }, (answer) => resolve(answer.resume())).on("error", reject);
  });
}

describe("sanlian start", () => {
  let cli: CliRunner;

  beforeEach(async () => {
    cli = await CliRunner.withDemo();
  });

  afterEach(() => cli.close());

  const listing = (node: StartedNode) => JSON.parse(node.output().stdout) as Listing;

  test("serves https with a certificate of its own, whose fingerprint it prints, and cookies that stay on https", async () => {
    const first = await cli.start(["--tls"]);
    assert.match(first.url, /^https:/);
    const { tlsFingerprint } = JSON.parse(first.output().stdout) as { tlsFingerprint: string };
    const ca = readFileSync(cli.path("data", "tls", "certificate.pem"));
    assert.equal(new X509Certificate(ca).fingerprint256, tlsFingerprint);
    const words = ["--ledger", "bjtu", "--as", "bjtu/administrator"];
    const env = { NODE_EXTRA_CA_CERTS: cli.path("data", "tls", "certificate.pem") };
    const { items } = await cli.json<{ items: unknown[] }>(["query", "council.members", ...first.words, ...words], {
      env,
    });
    assert.ok(items.length > 0);
    const answer = await httpsGet(`${first.url}/api/v1/ledgers`, ca);
    assert.equal(answer.statusCode, 200);
    // Whoever accepted a certificate by hand must be able to accept the next one.
    assert.equal(answer.headers["strict-transport-security"], undefined);
    await stopNode(first);
    const keys = ["--tls-cert", "data/tls/certificate.pem", "--tls-key", "data/tls/key.pem"];
    const second = await cli.start(keys);
    const own = await httpsGet(`${second.url}/api/v1/ledgers`, ca);
    assert.match(String(own.headers["strict-transport-security"]), /^max-age=\d+$/);
    await stopNode(second);
    assert.deepEqual(await cli.problem(["start", "--port", "0", ...keys.slice(2)]), ["tls_files_incomplete", 64]);
  });

  test("finds its data again after it was stopped", async () => {
    const first = await cli.start();
    const words = ["--ledger", "bjtu", "--as", "bjtu/administrator"];
    const { items } = await cli.json<{ items: { id: string }[] }>([
      "query",
      "council.members",
      ...first.words,
      ...words,
    ]);
    const args = [`memberId=${items[0]?.id}`, "roles:=[]"];
    const done = await cli.json<{ position: number }>([
      "call",
      "council.add-person",
      ...args,
      ...first.words,
      ...words,
    ]);
    assert.equal(await stopNode(first, "SIGINT"), 0);
    const second = await cli.start();
    const find = ({ ledgers }: Listing) => ledgers.find(({ name }) => name === "bjtu");
    assert.equal(find(listing(second))?.ref, find(listing(first))?.ref);
    assert.ok((find(listing(second))?.size ?? 0) > done.position);
    assert.equal(await stopNode(second), 0);
  });

  test("makes the demo when it is missing, keeps it when it is there", async () => {
    rmSync(cli.path("data"), { recursive: true });
    const first = await cli.start(["--demo"]);
    await stopNode(first);
    const second = await cli.start(["--demo"]);
    const refs = (node: StartedNode) => listing(node).ledgers.map(({ ref }) => ref);
    assert.deepEqual(refs(second), refs(first));
    assert.deepEqual(
      listing(second).ledgers.map(({ name }) => name),
      ["alliance", "bjtu"],
    );
    await stopNode(second);
  });

  test("says what to look at, in both languages", async () => {
    for (const [language, running, stopping] of [
      ["zh", /正在运行.*演示账本：密钥公开.*可以看看/s, /正在停止/],
      ["en", /is running.*its keys are published.*Look at/s, /Stopping/],
    ] as const) {
      const node = await cli.start([], language);
      await stopNode(node);
      const { stdout, stderr } = node.output();
      assert.match(stdout, running);
      assert.match(stderr, stopping);
      assert.ok(stdout.includes(`${node.url}/api`));
    }
  });

  test("keeps a second node out of the same data", async () => {
    const node = await cli.start();
    assert.deepEqual(await cli.problem(["start", "--port", "0"]), ["data_folder_in_use", 75]);
    assert.deepEqual(await cli.problem(["demo"]), ["data_folder_in_use", 75]);
    await stopNode(node);
  });

  test("keeps the demo to this machine, and wants a name where its address is none", async () => {
    assert.deepEqual(await cli.problem(["start", "--host", "0.0.0.0"]), ["demo_not_loopback", 78]);
    assert.deepEqual(await cli.problem(["start", "--port", "0"]), ["node_name_missing", 64]);
  });

  test("starts again after it was killed", async () => {
    await stopNode(await cli.start(), "SIGKILL");
    assert.equal(await stopNode(await cli.start()), 0);
  });

  test("names an empty data folder, an unfit port and a taken one", async () => {
    assert.deepEqual(await cli.problem(["start", "--data", "none"]), ["data_folder_empty", 78]);
    assert.deepEqual(await cli.problem(["start", "--port", "http"]), ["port_unfit", 64]);
    assert.deepEqual(await cli.problem(["start"], { env: { PORT: "70000" } }), ["port_unfit", 64]);
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    assert.deepEqual(await cli.problem(["start"], { env: { PORT: String(port) } }), ["port_taken", 75]);
    server.close();
  });

  test("refuses a ledger of other contract code and says what to do", async () => {
    const path = cli.path("data", "bjtu", "genesis.json");
    const genesis = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...genesis, bundle: "0".repeat(64) }));
    assert.deepEqual(await cli.problem(["start", "--port", "0"]), ["other_contracts_demo", 78]);
    const { stderr } = await cli.run(["start", "--port", "0", "--lang", "zh"]);
    assert.match(stderr, /0{64}/);
    assert.match(stderr, /sanlian demo/);
    writeFileSync(path, JSON.stringify({ ...genesis, bundle: "0".repeat(64), demo: false }));
    assert.deepEqual(await cli.problem(["start", "--port", "0"]), ["other_contracts", 78]);
  });

  test("builds a demo of other contract code anew and keeps the one before", async () => {
    const path = cli.path("data", "bjtu", "genesis.json");
    const genesis = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...genesis, bundle: "0".repeat(64) }));
    const node = await cli.start(["--demo"]);
    assert.equal(listing(node).ledgers.length, 2);
    assert.ok(existsSync(cli.path("data", ".replaced-demo", "bjtu", "ledger.db")));
    await stopNode(node);
  });

  test("refuses damaged and foreign files of a ledger", async () => {
    const keys = cli.path("data", "bjtu", "node-keys.json");
    const original = readFileSync(keys, "utf8");
    const codeAfter = async (change: () => void): Promise<string> => {
      change();
      const [code, exit] = await cli.problem(["start", "--port", "0"]);
      assert.equal(exit, code === "file_missing" || code === "json_unfit" ? 64 : 78);
      writeFileSync(keys, original);
      chmodSync(keys, 0o600);
      return code;
    };
    assert.equal(await codeAfter(() => chmodSync(keys, 0o644)), "node_keys_open");
    assert.equal(await codeAfter(() => writeFileSync(keys, "{}")), "node_keys_unfit");
    assert.equal(
      await codeAfter(() => cpSync(cli.path("data", "alliance", "node-keys.json"), keys)),
      "node_keys_of_other",
    );
    assert.equal(await codeAfter(() => rmSync(keys)), "file_missing");
    assert.equal(
      await codeAfter(() => cpSync(cli.path("data", "bjtu"), cli.path("data", "copy"), { recursive: true })),
      "genesis_unfit",
    );
  });
});
