import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { CliRunner, type StartedNode } from "../../../test/support/cli-runner.ts";

interface Recorded {
  readonly id: string;
  readonly position: number;
  readonly result: { readonly personId: string };
}

describe("sanlian call and query", () => {
  let cli: CliRunner;
  let node: StartedNode;
  let memberId: string;

  const on = (...words: readonly string[]) => [...words, ...node.words, "--ledger", "bjtu"];
  const asAdministrator = (...words: readonly string[]) => on(...words, "--as", "bjtu/administrator");

  before(async () => {
    cli = await CliRunner.withDemo();
    node = await cli.start();
    const members = await cli.json<{ items: { id: string; isVacant: boolean }[] }>(on("query", "council.members"));
    memberId = members.items.find(({ isVacant }) => !isVacant)?.id ?? "";
  });

  after(() => cli.close());

  test("records a command with its personal fields and writes the receipt", async () => {
    const words = ["call", "council.add-person", `memberId=${memberId}`, "roles=reader", "name=林一"];
    const done = await cli.json<Recorded>(asAdministrator(...words, "--receipt", "receipt.json"));
    const receipt = readFileSync(cli.path("receipt.json"), "utf8");
    assert.equal(JSON.parse(receipt).leaf.position, done.position);
    const people = await cli.json<{ items: { id: string; name?: string }[] }>(
      asAdministrator("query", "council.people", "limit=1", "--all"),
    );
    assert.equal(people.items.find(({ id }) => id === done.result.personId)?.name, "林一");
  });

  test("takes arguments from a file, from standard input, and from words over them", async () => {
    writeFileSync(cli.path("args.json"), JSON.stringify({ memberId, roles: ["reader"], name: "旧" }));
    const call = asAdministrator("call", "council.add-person", "name=新");
    const done = await cli.json<Recorded>([...call, "--file", "args.json"]);
    const piped = await cli.json<Recorded>([...call, "--file", "-"], {
      input: JSON.stringify({ memberId, roles: [] }),
    });
    const { items } = await cli.json<{ items: { id: string; name?: string; roles: string[] }[] }>(
      asAdministrator("query", "council.people", "--all"),
    );
    const find = (id: string) => items.find((person) => person.id === id);
    assert.deepEqual([find(done.result.personId)?.name, find(done.result.personId)?.roles], ["新", ["reader"]]);
    assert.deepEqual(find(piped.result.personId)?.roles, []);
  });

  test("prints the result for people", async () => {
    const words = asAdministrator("call", "council.add-person", `memberId=${memberId}`, "roles:=[]");
    const { code, stdout, stderr } = await cli.run([...words, "--lang", "zh"]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /personId: person_[0-9a-f]{32}/);
    assert.doesNotMatch(stdout, /\u001b/, "no colours where nobody watches");
  });

  test("tells rejections, unfit input, missing rights and unknown names apart", async () => {
    const add = ["call", "council.add-person", `memberId=${memberId}`];
    assert.deepEqual(await cli.problem(asAdministrator(...add, "roles=flyer")), ["role_unknown", 65]);
    assert.deepEqual(await cli.problem(asAdministrator(...add, "roles=a", "height=3")), ["arguments_unfit", 64]);
    assert.deepEqual(await cli.problem(asAdministrator(...add, "roles")), ["field_unfit", 64]);
    assert.deepEqual(await cli.problem(asAdministrator("call", "council.fly")), ["verb_unknown", 64]);
    assert.deepEqual(await cli.problem(on(...add, "roles:=[]")), ["key_missing", 77]);
    assert.deepEqual(await cli.problem(on(...add, "roles:=[]", "--as", "alliance/other-member")), ["unknown_key", 77]);
    assert.deepEqual(await cli.problem(on(...add, "roles:=[]", "--as", "nobody")), ["demo_label_unknown", 64]);
    assert.deepEqual(await cli.problem(on("query", "council.people")), ["session_missing", 77]);
    assert.deepEqual(await cli.problem(asAdministrator("query", "council.people", "limit=0")), ["input_unfit", 64]);
  });

  test("tells a rejection in the language of the run, with the leaf that records it", async () => {
    const words = asAdministrator("call", "council.add-person", `memberId=${memberId}`, "roles=flyer");
    const zh = await cli.run([...words, "--lang", "zh"]);
    assert.match(zh.stderr, /\p{Script=Han}/u);
    const en = await cli.run([...words, "--lang", "en"]);
    assert.doesNotMatch(en.stderr, /\p{Script=Han}/u);
    assert.match(en.stderr, /Position: \d+/);
  });

  test("lists the names of the ledger and describes the fields of one, in both languages", async () => {
    const zh = await cli.run(on("call", "--help", "--lang", "zh"));
    assert.match(zh.stdout, /council\.add-person\s+\p{Script=Han}/u);
    const one = await cli.run(on("call", "council.add-person", "--help", "--lang", "en"));
    assert.match(one.stdout, /memberId\s+id member_…/);
    assert.doesNotMatch(one.stdout, /\p{Script=Han}/u);
    const query = await cli.run(on("query", "council.people", "-h", "--lang", "zh"));
    assert.match(query.stdout, /limit\s+整数/);
  });

  test("shows its options even without a node", async () => {
    const { code, stdout, stderr } = await cli.run(["call", "--help", "--url", "http://127.0.0.1:9"]);
    assert.equal(code, 0);
    assert.match(stdout, /--receipt/);
    assert.match(stderr, /cannot be reached/);
    assert.deepEqual(await cli.problem(["query", "a.b", "--url", "http://127.0.0.1:9"]), ["connection_failed", 75]);
  });

  test("pins a ledger and refuses to talk to another node's name", async () => {
    const words = ["query", "council.people", "--as", "bjtu/administrator", "--url", node.url];
    assert.deepEqual(await cli.problem([...words, "--ledger", "bjtu"]), ["other_node_challenge", 77]);
    const pinned = [...words, "--node-name", "node.test", "--ledger", `bjtu@${"0".repeat(64)}`];
    assert.deepEqual(await cli.problem(pinned), ["other_ledger_served", 64]);
    assert.deepEqual(await cli.problem([...words, "--node-name", "node.test"]), ["ledger_not_named", 64]);
  });
});
