import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { CliRunner } from "../../../test/support/cli-runner.ts";

const SECRET = { env: { SANLIAN_PASSPHRASE: "a long passphrase" } };

describe("sanlian key", () => {
  let cli: CliRunner;

  before(async () => {
    cli = await CliRunner.create();
  });

  after(() => cli.close());

  test("makes a key file that only its owner may read, and shows its public part", async () => {
    const made = await cli.json<{ keyId: string; publicKey: string }>(["key", "new", "a.json"], SECRET);
    assert.match(made.keyId, /^[0-9a-f]{64}$/);
    assert.equal(statSync(cli.path("a.json")).mode & 0o777, 0o600);
    assert.doesNotMatch(readFileSync(cli.path("a.json"), "utf8"), /seed|passphrase/);
    assert.deepEqual(await cli.json(["key", "show", "a.json"]), made);
    const { stdout } = await cli.run(["key", "export-public", "a.json"]);
    assert.equal(stdout, `${made.publicKey}\n`);
  });

  test("never overwrites a key", async () => {
    const original = readFileSync(cli.path("a.json"), "utf8");
    assert.deepEqual(await cli.problem(["key", "new", "a.json"], SECRET), ["file_exists", 64]);
    assert.equal(readFileSync(cli.path("a.json"), "utf8"), original);
  });

  test("takes the passphrase from a file, and wants a long one", async () => {
    writeFileSync(cli.path("secret"), "another long one\n");
    await cli.json(["key", "new", "b.json", "--passphrase-file", "secret"]);
    writeFileSync(cli.path("short"), "seven77");
    assert.deepEqual(await cli.problem(["key", "new", "c.json", "--passphrase-file", "short"]), [
      "passphrase_short",
      64,
    ]);
    assert.deepEqual(await cli.problem(["key", "new", "c.json"]), ["passphrase_missing", 77]);
    assert.deepEqual(await cli.problem(["key", "new", "c.json", "--passphrase-file", "none"]), ["file_missing", 64]);
  });

  test("tells what is no key file from what is damaged", async () => {
    writeFileSync(cli.path("text"), "not json");
    writeFileSync(cli.path("other"), "{}");
    const file = JSON.parse(readFileSync(cli.path("a.json"), "utf8"));
    writeFileSync(cli.path("damaged"), JSON.stringify({ ...file, nonce: "AAAAAAAAAAAAAAAA" }));
    assert.deepEqual(await cli.problem(["key", "show", "text"]), ["json_unfit", 64]);
    assert.deepEqual(await cli.problem(["key", "show", "other"]), ["key_file_unfit", 64]);
    assert.deepEqual(await cli.problem(["key", "show", "damaged"]), ["key_file_damaged", 64]);
  });
});
