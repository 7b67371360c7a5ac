import assert from "node:assert/strict";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { openDatabase } from "#sqlite/database";
import { CliRunner, stopNode } from "../../../test/support/cli-runner.ts";

interface Verdict {
  readonly ledger: string;
  readonly ok: boolean;
  readonly what?: string;
  readonly at?: string;
  readonly anchors?: number;
}

describe("sanlian verify", () => {
  let cli: CliRunner;
  let hash: string;

  before(async () => {
    cli = await CliRunner.withDemo();
    hash = cli.genesisHash("bjtu");
  });

  after(() => cli.close());

  test("holds for every ledger of the folder, also while the node runs", async () => {
    const node = await cli.start();
    const verdicts = await cli.json<Verdict[]>(["verify"]);
    assert.ok((verdicts[1]?.anchors ?? 0) > 0, "the alliance holds heads of the unit's ledger");
    assert.deepEqual(
      verdicts.map(({ ledger, ok }) => [ledger, ok]),
      [
        ["alliance", true],
        ["bjtu", true],
      ],
    );
    await stopNode(node);
  });

  test("says that nobody brought a genesis hash, and refuses another one", async () => {
    const alone = await cli.run(["verify", "bjtu"]);
    assert.match(alone.stdout, /You brought no genesis hash/);
    const brought = await cli.run(["verify", "bjtu", "--genesis", hash]);
    assert.doesNotMatch(brought.stdout, /You brought no genesis hash/);
    assert.equal((await cli.run(["verify", "bjtu", "--genesis", "0".repeat(64)])).code, 1);
  });

  test("names the first thing that was changed, in both languages", async () => {
    cpSync(cli.path("data"), cli.path("changed"), { recursive: true });
    const database = openDatabase(cli.path("changed", "bjtu", "ledger.db"));
    database.exec("UPDATE leaves SET leaf = replace(leaf, '\"done\"', '\"fault\"') WHERE position = 1");
    database.close();
    const { code, stdout } = await cli.run(["verify", "bjtu", "--data", "changed", "--json"]);
    const [verdict] = JSON.parse(stdout) as Verdict[];
    assert.deepEqual([code, verdict?.ok, verdict?.what, verdict?.at], [1, false, "leaf", "1"]);
    const zh = await cli.run(["verify", "bjtu", "--data", "changed", "--lang", "zh"]);
    assert.match(zh.stdout, /核验不通过：叶 1/);
    rmSync(cli.path("changed"), { recursive: true });
  });

  test("says that a file cannot be read at all", async () => {
    cpSync(cli.path("data"), cli.path("broken"), { recursive: true });
    writeFileSync(cli.path("broken", "bjtu", "ledger.db"), "this is no database");
    rmSync(cli.path("broken", "bjtu", "ledger.db-wal"), { force: true });
    assert.deepEqual(await cli.problem(["verify", "bjtu", "--data", "broken"]), ["ledger_unreadable", 1]);
    assert.deepEqual(await cli.problem(["start", "--port", "0", "--data", "broken", "--name", "x"]), [
      "ledger_not_opened",
      78,
    ]);
  });

  test("names ledgers and folders that are not there", async () => {
    assert.deepEqual(await cli.problem(["verify", "nowhere"]), ["ledger_unknown", 64]);
    assert.deepEqual(await cli.problem(["verify", "--data", "none"]), ["data_folder_empty", 78]);
    assert.deepEqual(await cli.problem(["verify", "--genesis", hash]), ["answer_missing", 64]);
  });
});
