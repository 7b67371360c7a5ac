import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { CliRunner, type StartedNode } from "../../../test/support/cli-runner.ts";

interface Shown {
  readonly id: string;
  readonly missing: readonly string[];
  readonly args: { readonly name?: string };
}

describe("sanlian draft", () => {
  let cli: CliRunner;
  let node: StartedNode;

  before(async () => {
    cli = await CliRunner.withDemo();
    node = await cli.start();
    const members = await cli.json<{ items: { id: string; isVacant: boolean }[] }>([
      "query",
      "council.members",
      "--ledger",
      "bjtu",
      ...node.words,
    ]);
    const memberId = members.items.find(({ isVacant }) => !isVacant)?.id;
    const add = ["council.add-person", `memberId=${memberId}`, "roles:=[]", "name=钱三"];
    const signers = ["--as", "bjtu/administrator", "--signer", "bjtu/auditor"];
    await cli.json(["draft", "new", ...add, ...signers, "--out", "draft.json", "--ledger", "bjtu", ...node.words]);
  });

  after(() => cli.close());

  test("shows what is to be signed and who has yet to sign", async () => {
    assert.equal(statSync(cli.path("draft.json")).mode & 0o777, 0o600);
    const shown = await cli.json<Shown>(["draft", "show", "draft.json"]);
    assert.equal(shown.args.name, "钱三");
    assert.equal(shown.missing.length, 1);
    assert.deepEqual(await cli.problem(["draft", "send", "draft.json", ...node.words]), ["signatures_missing", 64]);
  });

  test("is signed, combined and sent", async () => {
    await cli.json(["draft", "sign", "draft.json", "--as", "bjtu/auditor", "--out", "signed.json"]);
    const whole = await cli.json<Shown>(["draft", "combine", "draft.json", "signed.json", "--out", "whole.json"]);
    assert.deepEqual(whole.missing, []);
    // The contract wants one signer: its refusal is recorded, so the transaction went all the way.
    assert.deepEqual(await cli.problem(["draft", "send", "whole.json", ...node.words]), ["signers_do_not_fit", 65]);
  });

  test("refuses a changed draft, a foreign key, and a draft nobody is to sign", async () => {
    const file = JSON.parse(readFileSync(cli.path("draft.json"), "utf8"));
    writeFileSync(
      cli.path("changed.json"),
      JSON.stringify({ ...file, args: { ...file.args, roles: ["administrator"] } }),
    );
    assert.deepEqual(await cli.problem(["draft", "show", "changed.json"]), ["draft_damaged", 64]);
    const foreign = ["draft", "sign", "draft.json", "--as", "bjtu/leadership"];
    assert.deepEqual(await cli.problem(foreign), ["draft_of_other_key", 77]);
    const nobody = ["draft", "new", "council.add-person", "--out", "x.json", "--ledger", "bjtu", ...node.words];
    assert.deepEqual(await cli.problem(nobody), ["answer_missing", 64]);
  });
});
