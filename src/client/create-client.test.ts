import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { toBase64 } from "#kernel/bytes";
import { proveEnrolment } from "#kernel/enrolment";
import { council } from "#scenarios/council/scenario";
import { NodeHarness } from "../../test/support/node-harness.ts";
import { testId, testKeyPair } from "../../test/support/test-genesis.ts";
import { addPerson } from "../scenarios/council/commands/add-person.ts";
import { blockEvents } from "./block-events.ts";
import { clientKey } from "./client-key.ts";
import { ClientProblem } from "./client-problem.ts";
import { type Client, type ClientOptions, createClient } from "./create-client.ts";
import { combineDrafts, makeDraft, openDraft, signDraft, signedDraft } from "./draft-file.ts";
import { refOf } from "./ref-of.ts";

const CENTRE = testId("member", "centre");

describe("the client on a running node", () => {
  let harness: NodeHarness;
  let url: string;

  before(async () => {
    harness = await NodeHarness.start({
      ledgers: [
        {
          name: "test",
          scenarios: ["council", "tally"],
          people: {
            ada: { member: "centre", roles: ["administrator"] },
            rui: { member: "centre", roles: ["reader"] },
            bo: { member: "works", roles: [] },
          },
        },
      ],
    });
    url = await harness.api.listen({ port: 0, host: "127.0.0.1" });
  });

  after(async () => {
    await harness.close();
  });

  const client = (label?: string, options: Partial<ClientOptions> = {}): Client =>
    createClient({
      url,
      nodeName: "node.test",
      language: "en",
      keys: label === undefined ? [] : [clientKey(testKeyPair(label))],
      ...options,
    });

  const problemOf = async (run: Promise<unknown>): Promise<ClientProblem> => {
    const error = await run.then(
      () => assert.fail("no problem arose"),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ClientProblem, String(error));
    return error;
  };

  test("finds the only ledger and its clock", async () => {
    const info = await client().ledger();
    assert.equal(info.ref, harness.service().ref);
    assert.ok(Math.abs((await client().link.now()) - harness.service().now()) < 5_000);
  });

  test("pins a ledger by its genesis hash", async () => {
    const pinned = client("ada", { ledger: harness.service().ref });
    assert.equal((await pinned.ledger()).name, "test");
    const other = client("ada", { ledger: `test@${"0".repeat(64)}` });
    assert.equal((await problemOf(other.call("tally.add-to-counter", {}))).code, "other_ledger_served");
  });

  test("calls a command by name, its personal fields committed", async () => {
    const done = await client("ada").call("council.add-person", { memberId: CENTRE, roles: [], name: "林一" });
    assert.match(String(done.result["personId"]), /^person_/);
    const names = new Map<unknown, unknown>();
    for await (const { id, name } of client("rui").queryItems("council.people", { limit: 1 })) names.set(id, name);
    assert.equal(names.get(done.result["personId"]), "林一");
    assert.ok(names.size > 3, "pages are followed");
  });

  test("calls a command by its definition", async () => {
    const ref = refOf(addPerson);
    const done = await client("ada").call(ref, { memberId: CENTRE as never, roles: ["reader"], name: "赵二" });
    assert.match(String(done.result["personId"]), /^person_/);
  });

  test("writes amounts as decimal strings", async () => {
    const done = await client("bo").call("tally.add-to-counter", { name: "coins", group: "g", amount: 40n });
    assert.equal(done.result["count"], "40");
  });

  test("throws a rejection with code, facts and the leaf that records it", async () => {
    await client("ada").call("tally.add-to-counter", { name: "own", group: "g", amount: "1" });
    const bo = client("bo");
    const problem = await problemOf(bo.call("tally.add-to-counter", { name: "own", group: "g", amount: "1" }));
    assert.deepEqual([problem.code, problem.kind], ["counter_of_other_person", "rejection"]);
    const recorded = await bo.transaction(problem.id ?? "");
    assert.deepEqual([recorded.outcome, recorded.position], ["rejected", problem.position]);
  });

  test("throws unfit arguments with the issues of each field", async () => {
    const problem = await problemOf(
      client("bo").call("tally.add-to-counter", { name: "x", group: "g", amount: "1.5" }),
    );
    assert.deepEqual([problem.code, problem.kind, problem.position], ["arguments_unfit", "input", undefined]);
    assert.deepEqual(
      (problem.issues as readonly { path: string; code: string }[]).map(({ path, code }) => [path, code]),
      [["amount", "bad_amount"]],
    );
  });

  test("says that a key is not enrolled, and that there is none", async () => {
    const stranger = await problemOf(
      client("stranger").call("tally.add-to-counter", { name: "x", group: "g", amount: "1" }),
    );
    assert.deepEqual([stranger.code, stranger.kind], ["unknown_key", "not_allowed"]);
    assert.equal((await problemOf(client().call("tally.add-to-counter", {}))).code, "key_missing");
  });

  test("knows which commands the ledger has", async () => {
    const verbs = await client().verbs();
    assert.equal(verbs.get("council.add-person")?.kind, "command");
    assert.deepEqual(verbs.get("council.add-person")?.personalPaths, ["name"]);
    assert.equal(verbs.get("council.people")?.kind, "query");
    assert.deepEqual(
      council.commands.map(({ name }) => name).filter((name) => !verbs.has(name)),
      [],
    );
    assert.equal((await problemOf(client("bo").call("council.fly", {}))).code, "command_not_offered");
  });

  test("sends many at once and gives the answers in their order", async () => {
    const calls = [1, 2, 2_000].map((amount) => ({
      command: "tally.add-to-counter",
      args: { name: `many${amount}`, group: "g", amount: String(amount) },
    }));
    const answers = await client("bo").callMany(calls);
    assert.deepEqual(
      answers.map((answer) => (answer.status === "recorded" ? answer.outcome : answer.code)),
      ["done", "done", "rejected"],
    );
  });

  test("gives the same answer when the same transaction is sent again", async () => {
    const bo = client("bo");
    const signed = await bo.sign("tally.add-to-counter", { name: "twice", group: "g", amount: "7" });
    const first = await bo.submit(signed);
    const second = await bo.submit(signed);
    assert.equal(second.duplicate, true);
    assert.deepEqual([second.position, second.result], [first.position, first.result]);
  });

  test("signs anew when the ledger's clock was moved away from it", async () => {
    const bo = client("bo");
    await bo.ledger();
    const ada = client("ada");
    await ada.call("council.advance-clock", { to: harness.service().now() + 86_400_000 });
    const done = await bo.call("tally.add-to-counter", { name: "later", group: "g", amount: "1" });
    assert.equal(done.result["count"], "1");
  });

  test("signs in only on the node that it means", async () => {
    const wrong = client("rui", { nodeName: "other.example:4180" });
    assert.equal((await problemOf(wrong.signIn())).code, "other_node_challenge");
    const right = client("rui");
    assert.deepEqual((await right.signIn()).ledgers["test"]?.roles, ["reader"]);
    await right.signOut();
    assert.equal(right.http.token, undefined);
  });

  test("asks again after the session has ended", async () => {
    const rui = client("rui");
    await rui.signIn();
    rui.http.token = "A".repeat(43);
    assert.ok(Array.isArray((await rui.query("council.people"))["items"]));
  });

  test("signs in once for requests that come together, also after the session has ended", async () => {
    let opened = 0;
    const counted: typeof fetch = (input, init) => {
      if (String(input).endsWith("/api/v1/sessions") && init?.method === "POST") opened++;
      return fetch(input, init);
    };
    const rui = client("rui", { fetch: counted });
    const ask = () => Promise.all(["council.people", "council.keys", "council.people"].map((name) => rui.query(name)));
    await ask();
    assert.equal(opened, 1);
    rui.http.token = "A".repeat(43);
    await ask();
    assert.equal(opened, 2);
  });

  test("gets a receipt as the signer", async () => {
    const bo = client("bo");
    const done = await bo.call("tally.add-to-counter", { name: "proved", group: "g", amount: "3" });
    const receipt = await bo.receipt(done.id);
    assert.equal(receipt.leaf.position, done.position);
    assert.deepEqual((receipt.result as { value: unknown }).value, { count: "3" });
    assert.equal((await problemOf(client().receipt(done.id))).code, "transaction_not_found");
  });

  test("follows blocks with any key of the ledger, and says when it hears", async () => {
    const stop = new AbortController();
    const heights: number[] = [];
    const heard: boolean[] = [];
    const options = { from: 1, signal: stop.signal, onHearing: (isHearing: boolean) => void heard.push(isHearing) };
    for await (const event of blockEvents(client("bo"), options)) {
      heights.push(event.height);
      if (heights.length === 3) stop.abort();
    }
    assert.deepEqual(heights, [1, 2, 3]);
    assert.deepEqual(heard, [true]);
    const refused = blockEvents(createClient({ url, nodeName: "node.test" }), { from: 1 });
    assert.equal((await problemOf(refused.next())).code, "session_missing");
  });

  test("sends a draft between signers as a file", async () => {
    const ada = client("ada");
    const ref = await ada.refOf("council.add-person");
    const keys = ["ada", "rui"].map((label) => clientKey(testKeyPair(label)));
    const options = { ...(await ada.signOptions(2)), signers: keys.map(({ keyId }) => keyId) };
    const draft = makeDraft(ref, { memberId: CENTRE, roles: [], name: "钱三" }, options);
    const asFile = JSON.parse(JSON.stringify(draft));
    assert.equal(openDraft(asFile, "en").content.args["name"], "钱三");
    const copies = await Promise.all(keys.map((key) => signDraft(asFile, key, "en")));
    const signed = signedDraft(JSON.parse(JSON.stringify(combineDrafts(copies as never, "en"))), "en");
    // One signer too many is a matter for the contract, which records its refusal.
    assert.equal((await problemOf(ada.submit(signed))).code, "signers_do_not_fit");
  });

  test("enrols a key with the proof that it makes", async () => {
    const ada = client("ada");
    const { ref } = await ada.ledger();
    const fresh = testKeyPair("bo's telephone");
    const personId = testId("person", "bo");
    await ada.call("council.enrol-key", {
      personId,
      publicKey: toBase64(fresh.publicKey),
      proof: proveEnrolment(ref, personId, fresh),
      label: "telephone",
    });
    const phone = createClient({ url, nodeName: "node.test", keys: [clientKey(fresh)] });
    assert.equal(
      (await phone.call("tally.add-to-counter", { name: "phone", group: "g", amount: "1" })).result["count"],
      "1",
    );
  });
});
