import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { CliRunner, type StartedNode, stopNode } from "../../../test/support/cli-runner.ts";

describe("sanlian receipt", () => {
  let cli: CliRunner;
  let node: StartedNode;
  let hash: string;
  let id: string;
  const signed = () => [...node.words, "--ledger", "bjtu", "--as", "bjtu/administrator"];

  before(async () => {
    cli = await CliRunner.withDemo();
    hash = cli.genesisHash("bjtu");
    node = await cli.start();
    const members = await cli.json<{ items: { id: string; isVacant: boolean }[] }>([
      "query",
      "council.members",
      ...signed(),
    ]);
    const memberId = members.items.find(({ isVacant }) => !isVacant)?.id;
    const call = ["call", "council.add-person", `memberId=${memberId}`, "roles=reader"];
    id = (await cli.json<{ id: string }>([...call, ...signed()])).id;
    await cli.json(["receipt", "get", id, "--out", "receipt.json", ...signed()]);
    await stopNode(node);
  });

  after(() => cli.close());

  test("is checked without any node, against the hash that the verifier brings", async () => {
    const report = await cli.json<{ ok: boolean; proves: { id: string; command: string } }>([
      "receipt",
      "check",
      "receipt.json",
      "--genesis",
      hash,
    ]);
    assert.deepEqual([report.ok, report.proves.id, report.proves.command], [true, id, "council.add-person"]);
  });

  test("is explained in both languages, with what it cannot show", async () => {
    const check = ["receipt", "check", "receipt.json", "--genesis", hash];
    const zh = await cli.run([...check, "--lang", "zh"]);
    assert.equal(zh.code, 0);
    assert.equal(zh.stdout.match(/^✔ /gm)?.length, 10);
    assert.match(zh.stdout, /它不能证明/);
    const en = await cli.run([...check, "--lang", "en"]);
    assert.doesNotMatch(en.stdout, /\p{Script=Han}/u);
    assert.match(en.stdout, /It cannot show/);
  });

  test("proves nothing with another hash, without one, or after a change", async () => {
    for (const words of [["--genesis", "0".repeat(64)], []]) {
      assert.equal((await cli.run(["receipt", "check", "receipt.json", ...words])).code, 1);
    }
    writeFileSync(
      cli.path("changed.json"),
      readFileSync(cli.path("receipt.json"), "utf8").replace('"reader"', '"readex"'),
    );
    const { code, stdout } = await cli.run(["receipt", "check", "changed.json", "--genesis", hash]);
    assert.equal(code, 1);
    assert.match(stdout, /proves nothing/);
  });

  test("proves the own line of a payee up to the ledger of the alliance", async () => {
    node = await cli.start();
    const payee = [...node.words, "--ledger", "bjtu", "--as", "bjtu/team-member-1"];
    const { items } = await cli.json<{ items: { signed: { transactionId: string }[] }[] }>([
      "query",
      "transfer.own-lines",
      ...payee,
    ]);
    const decided = items[0]?.signed.at(-1)?.transactionId ?? "";
    await cli.json(["receipt", "get", decided, "--out", "line.json", ...payee]);
    await stopNode(node);
    const trusted = ["--genesis", hash, "--genesis", cli.genesisHash("alliance")];
    const report = await cli.json<{ proves: { anchor: { ledger: string }; rows: unknown[]; areAllRows: boolean } }>([
      "receipt",
      "check",
      "line.json",
      ...trusted,
    ]);
    assert.match(report.proves.anchor.ledger, /^alliance@/);
    assert.deepEqual([report.proves.rows.length, report.proves.areAllRows], [1, false]);
    assert.equal((await cli.run(["receipt", "check", "line.json", "--genesis", hash])).code, 1);
  });

  test("names a hash that is none and a file that is not there", async () => {
    assert.deepEqual(await cli.problem(["receipt", "check", "receipt.json", "--genesis", "x"]), [
      "genesis_hash_unfit",
      64,
    ]);
    assert.deepEqual(await cli.problem(["receipt", "check", "none.json"]), ["file_missing", 64]);
  });
});
