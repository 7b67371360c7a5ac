import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import type { Genesis } from "#kernel/genesis";
import { CliRunner, stopNode } from "../../../test/support/cli-runner.ts";

const SECRET = { env: { SANLIAN_PASSPHRASE: "a long passphrase" } };
const NAMES = ["--name", "works", "--origin", "ledger.example.org/works", "--member", "某厂|Some Works"];

interface Made {
  readonly genesisHash: string;
  readonly personId: string;
  readonly folder: string;
}

describe("sanlian init", () => {
  let cli: CliRunner;

  before(async () => {
    cli = await CliRunner.create();
    await cli.json(["key", "new", "admin.json"], SECRET);
  });

  after(() => cli.close());

  test("makes a ledger whose administrator can add people and enrol their keys", async () => {
    const made = await cli.json<Made>(["init", ...NAMES, "--administrator", "admin.json", "--vacant-seats", "2"]);
    const genesis = JSON.parse(readFileSync(cli.path("data/works/genesis.json"), "utf8")) as Genesis;
    assert.equal(genesis.members.filter(({ isVacant }) => isVacant).length, 2);
    assert.deepEqual([genesis.clock, genesis.demo], ["real", false]);
    assert.equal(statSync(cli.path("data/works/node-keys.json")).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(cli.path("data/works/contracts")), [`${genesis.bundle}.mjs`]);

    const node = await cli.start();
    const signed = [...node.words, "--key", "admin.json"];
    const memberId = genesis.members[0]?.id;
    const added = await cli.json<{ result: { personId: string } }>(
      ["call", "council.add-person", `memberId=${memberId}`, "roles=reader", "name=林一", ...signed],
      SECRET,
    );
    const { personId } = added.result;
    await cli.json(["key", "new", "reader.json"], SECRET);
    const proof = await cli.run(["key", "prove", "reader.json", "--person", personId, ...node.words], SECRET);
    writeFileSync(cli.path("proof.json"), proof.stdout);
    await cli.json(["call", "council.enrol-key", "label=电脑", "--file", "proof.json", ...signed], SECRET);
    const people = await cli.json<{ items: { id: string; name?: string }[] }>(
      ["query", "council.people", ...node.words, "--key", "reader.json"],
      SECRET,
    );
    assert.equal(people.items.find(({ id }) => id === personId)?.name, "林一");
    assert.equal(await stopNode(node), 0);
    const verdict = await cli.json<{ ok: boolean; genesisHash: string }[]>(["verify", "--genesis", made.genesisHash]);
    assert.deepEqual(
      verdict.map(({ ok, genesisHash }) => [ok, genesisHash]),
      [[true, made.genesisHash]],
    );
  });

  test("leaves a ledger that exists as it is", async () => {
    const genesis = readFileSync(cli.path("data/works/genesis.json"));
    const words = ["init", ...NAMES, "--administrator", "admin.json"];
    assert.deepEqual(await cli.problem(words), ["ledger_exists", 64]);
    assert.deepEqual(readFileSync(cli.path("data/works/genesis.json")), genesis);
  });

  test("asks for nothing where nobody can answer, and names what is missing", async () => {
    assert.deepEqual(await cli.problem(["init"]), ["answer_missing", 64]);
    const { stderr } = await cli.run(["init", ...NAMES]);
    assert.match(stderr, /--administrator/);
  });

  test("refuses names, origins and members that could never be changed again", async () => {
    const base = ["--administrator", "admin.json", "--data", "other"];
    for (const words of [
      ["--name", "Works", "--origin", "a/b", "--member", "x"],
      ["--name", "works", "--origin", "no origin", "--member", "x"],
      ["--name", "works", "--origin", "a/b", "--member", "|"],
      ["--name", "works", "--origin", "a/b", "--member", "x", "--clock", "sometimes"],
      ["--name", "works", "--origin", "a/b", "--member", "x", "--vacant-seats", "-1"],
    ]) {
      assert.deepEqual(await cli.problem(["init", ...words, ...base]), ["option_value_unfit", 64], words.join(" "));
    }
    assert.ok(!existsSync(cli.path("other")));
  });
});
