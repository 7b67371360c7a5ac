import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { CliRunner } from "../../../test/support/cli-runner.ts";

interface DemoLedger {
  readonly name: string;
  readonly genesisHash: string;
}

describe("sanlian demo", () => {
  let cli: CliRunner;
  let made: readonly DemoLedger[];

  before(async () => {
    cli = await CliRunner.create();
    made = await cli.json(["demo"]);
  });

  after(() => cli.close());

  test("builds two ledgers whose whole history verifies", async () => {
    assert.deepEqual(
      made.map(({ name }) => name),
      ["alliance", "bjtu"],
    );
    const verdicts = await cli.json<{ ok: boolean; ledger: string; head: { height: number } }[]>(["verify"]);
    assert.deepEqual(
      verdicts.map(({ ok, ledger }) => [ok, ledger]),
      [
        [true, "alliance"],
        [true, "bjtu"],
      ],
    );
    assert.ok((verdicts[1]?.head.height ?? 0) > 0, "transactions were submitted");
  });

  test("moves the one before aside, and touches no other ledger", async () => {
    await cli.json(["key", "new", "admin.json"], { env: { SANLIAN_PASSPHRASE: "a long passphrase" } });
    const names = [
      "--name",
      "works",
      "--origin",
      "example.org/works",
      "--member",
      "某厂|Works",
      "--administrator",
      "admin.json",
    ];
    await cli.json(["init", ...names]);
    const works = readFileSync(cli.path("data/works/genesis.json"));
    const again = await cli.json<DemoLedger[]>(["demo"]);
    assert.deepEqual(
      again.map(({ name }) => name),
      ["alliance", "bjtu"],
    );
    assert.deepEqual(readFileSync(cli.path("data/works/genesis.json")), works);
    const replaced = JSON.parse(readFileSync(cli.path("data/.replaced-demo/bjtu/genesis.json"), "utf8"));
    assert.equal(replaced.name, "bjtu");
    assert.ok(!existsSync(cli.path("data/.new-demo")));
  });

  test("does not take the place of a ledger that is no demo", async () => {
    const path = cli.path("data/bjtu/genesis.json");
    const genesis = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...genesis, demo: false }));
    assert.deepEqual(await cli.problem(["demo"]), ["ledger_exists", 64]);
    assert.ok(existsSync(path));
  });
});
