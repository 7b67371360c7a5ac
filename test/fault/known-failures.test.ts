import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { sealBlock } from "#kernel/block";
import { toBase64 } from "#kernel/bytes";
import { proveEnrolment } from "#kernel/enrolment";
import { submissionText } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import type { Value } from "#kernel/json";
import { openEntry } from "#ledger/entry";
import type { Answer, Recorded } from "#ledger/service";
import { StateFailure } from "#ledger/state";
import { council } from "#scenarios/council/scenario";
import { ContractHarness } from "../support/contract-harness.ts";
import { expectDone, expectNotRecorded, expectRejected } from "../support/expect-answer.ts";
import { NodeHarness } from "../support/node-harness.ts";
import { notes, ProbeLedger } from "../support/probe-ledger.ts";
import { counters, tally } from "../support/tally-scenario.ts";
import { testId, testKeyPair, testNodeKeys } from "../support/test-genesis.ts";

/**
 * What users of other consortium ledgers ran into, as far as one node can have it. Each title begins with the failure. Slow
 * subscribers and syncing to the disk have tests of their own: `event-stream.test.ts` and `sync.test.ts`.
 */

const PEOPLE = {
  ada: { member: "centre", roles: ["administrator"] },
  kai: { member: "centre", roles: ["keeper"] },
  che: { member: "works", roles: ["checker"] },
  bo: { member: "works", roles: [] },
};

function tallyLedger(): ContractHarness {
  return new ContractHarness({ scenarios: [council, tally], people: PEOPLE });
}

function add(ledger: ContractHarness, as: string, name = "cups", amount = 1n): Answer {
  return ledger.run("tally.add-to-counter", { name, group: "kitchen", amount }, { as });
}

test("double spend past the duplicate check: copies in one batch, in parallel, later and after a restart count once", async (t) => {
  let node = await NodeHarness.start({ ledgers: [{ scenarios: ["council", "tally"], people: PEOPLE }] });
  t.after(() => node.close());
  const line = node.sign("tally.add-to-counter", { name: "cups", group: "kitchen", amount: 7n }, "bo");
  const submit = (copies: number): Promise<string> =>
    node.service().submit(Buffer.from(Array.from({ length: copies }, () => line).join("\n")));
  // More copies than one verifier gets at once, so that several threads see them.
  const texts = await Promise.all([submit(200), submit(100), submit(1)]);
  node = await node.restart();
  texts.push(await submit(1));
  const answers = texts.flatMap((text) => text.split("\n")).map((text) => JSON.parse(text) as Recorded);
  assert.equal(answers.length, 302);
  assert.equal(answers.filter(({ duplicate }) => duplicate === undefined).length, 1);
  for (const answer of answers) {
    assert.deepEqual(
      [answer.id, answer.position, answer.result],
      [answers[0]?.id, answers[0]?.position, { count: "7" }],
    );
  }
  const query = node
    .service()
    .reader.query("tally.counters-by-size", { group: "kitchen", limit: 9 }, signerOf(node, "bo"));
  assert.ok(query.ok && (query.value["items"] as { count: string }[])[0]?.count === "7");
});

function signerOf(node: NodeHarness, label: string) {
  return node.service().reader.signer(keyIdOf(testKeyPair(label).publicKey));
}

test("a certificate of one's own making passes for a member's: a key that nobody enrolled has no rights, nor gives it any", () => {
  const ledger = tallyLedger();
  expectNotRecorded(add(ledger, "mallory"), "unknown_key");
  const key = testKeyPair("mallory");
  const proof = proveEnrolment(ledger.executor.ref, testId("person", "ada"), key);
  const enrol = { personId: testId("person", "ada"), publicKey: toBase64(key.publicKey), proof };
  expectNotRecorded(ledger.run("council.enrol-key", enrol, { as: "mallory" }), "unknown_key");
  expectRejected(ledger.run("council.enrol-key", enrol, { as: "bo" }), "key_of_other_person");
  expectNotRecorded(add(ledger, "mallory"), "unknown_key");
  // Nor does a signature of an enrolled key under another's name.
  const forged = { ...testKeyPair("mallory"), keyId: keyIdOf(testKeyPair("ada").publicKey) };
  const draft = { ledger: ledger.executor.ref, command: "council.add-person", notAfter: ledger.time };
  const text = submissionText({ ...draft, args: { memberId: testId("member", "works"), roles: [] } as Value }, [
    forged,
  ]);
  expectNotRecorded(ledger.block([text], ledger.time)[0] as Answer, "bad_signature");
});

test("a change of policy that has no effect: a role counts from the next entry on, and no longer after its end", () => {
  const ledger = tallyLedger();
  const settle = (): Answer => ledger.run("tally.settle-counter", { name: "cups" }, { as: ["bo", "che"] });
  const change = (verb: string): void => {
    expectDone(ledger.run(`council.${verb}`, { personId: testId("person", "bo"), role: "keeper" }, { as: "ada" }));
  };
  expectRejected(settle(), "role_missing");
  change("grant-role");
  expectRejected(settle(), "counter_not_found");
  add(ledger, "bo");
  expectDone(settle());
  change("revoke-role");
  expectRejected(settle(), "role_missing");
});

test("a rule of several signatures that one can meet: neither one signer, nor one person twice, nor a stranger is enough", () => {
  const ledger = new ContractHarness({
    scenarios: [council, tally],
    people: { ...PEOPLE, both: { member: "works", roles: ["keeper", "checker"] } },
  });
  const phone = testKeyPair("both's phone");
  const personId = testId("person", "both");
  const proof = proveEnrolment(ledger.executor.ref, personId, phone);
  expectDone(
    ledger.run("council.enrol-key", { personId, publicKey: toBase64(phone.publicKey), proof }, { as: "both" }),
  );
  add(ledger, "bo");
  const settle = (...as: readonly string[]): Answer => ledger.run("tally.settle-counter", { name: "cups" }, { as });
  expectRejected(settle("both"), "signers_do_not_fit");
  expectRejected(settle("both", "both's phone"), "signers_do_not_fit");
  expectRejected(settle("kai", "bo"), "role_missing");
  expectRejected(settle("kai", "che", "bo"), "signers_do_not_fit");
  expectNotRecorded(settle("kai", "mallory"), "unknown_key");
  expectDone(settle("both", "che"));
});

test("the last one who can govern is removed: neither role, key, person nor member of the last administrator can go", () => {
  const ledger = tallyLedger();
  const personId = testId("person", "ada");
  const acts: readonly (readonly [command: string, args: Value])[] = [
    ["council.revoke-role", { personId, role: "administrator" }],
    ["council.revoke-key", { keyId: keyIdOf(testKeyPair("ada").publicKey) }],
    ["council.deactivate-person", { personId }],
    ["council.remove-member", { memberId: testId("member", "centre") }],
  ];
  for (const [command, args] of acts) {
    const answer = ledger.run(command, args as never, { as: "ada" });
    assert.ok(answer.status === "recorded" && answer.outcome === "rejected", `${command}: ${JSON.stringify(answer)}`);
  }
  expectDone(ledger.run("council.grant-role", { personId: testId("person", "bo"), role: "reader" }, { as: "ada" }));
});

test("the last block is half in the database: block, leaves, ids, rows and checkpoint come together or not at all", () => {
  const ledger = new ProbeLedger({ write: (tx) => tx.note(tx.newId("note"), 1) });
  expectDone(ledger.act("write"));
  const before = ledger.state.counts();
  const { head } = ledger.executor;
  const entry = ledger.entry("write");
  for (const step of ["putLeaf", "putRow", "putBlock", "putTile", "putCheckpoint"] as const) {
    const executor = ledger.reopened();
    const block = sealBlock(
      {
        bundle: ledger.genesis.bundle,
        height: head.height + 1,
        ledger: executor.ref,
        previous: executor.previous,
        salt: "5a".repeat(32),
        time: head.time,
      },
      [entry],
      testNodeKeys("test").log,
    );
    const fail = (): never => {
      throw new StateFailure(new Error("disk I/O error"));
    };
    Object.assign(ledger.state, { [step]: fail });
    assert.throws(() => executor.apply(block), StateFailure, step);
    Reflect.deleteProperty(ledger.state, step);
    assert.deepEqual(ledger.state.counts(), before, step);
    assert.equal(ledger.counts().length, 1);
    assert.deepEqual(ledger.reopened().head, head);
  }
  assert.equal(ledger.reopened().recorded(openedId(entry)), undefined);
});

function openedId(text: string): string {
  const opened = openEntry(text, 100_000);
  assert(typeof opened === "object");
  return opened.id;
}

test("a node stalls after its restart: it records at once, and lets the deadlines of its absence fire first", async (t) => {
  let node = await NodeHarness.start({
    ledgers: [{ scenarios: ["council", "tally"], people: PEOPLE, clock: "real", startsAt: 0 }],
  });
  t.after(() => node.close());
  const addOne = (): Promise<Answer> =>
    node.submit("tally.add-to-counter", { name: "cups", group: "kitchen", amount: 1n }, "bo");
  expectDone(await addOne());
  const at = node.service().now() + 1;
  expectDone(await node.submit("tally.let-counter-expire", { name: "cups", at }, "bo"));
  node = await node.restart();
  while (node.service().now() <= at) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(expectDone(await addOne()), { count: "1" }, "the counter had expired before");
});

const NO_PROC = !existsSync("/proc/self/fd") && "this system does not list open files";

test("files are left open: starting and stopping leaves no descriptor behind", { skip: NO_PROC }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "sanlian-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const ledgers = [{ scenarios: ["council", "tally"], people: PEOPLE }];
  const open = (): number => readdirSync("/proc/self/fd").length;
  const startAndStop = async (): Promise<void> => {
    const node = await NodeHarness.start({ ledgers, folder });
    expectDone(await node.submit("tally.add-to-counter", { name: "cups", group: "kitchen", amount: 1n }, "bo"));
    await node.node.close();
  };
  await startAndStop();
  const before = open();
  for (let i = 0; i < 3; i++) await startAndStop();
  assert.ok(open() <= before, `${before} descriptors became ${open()}`);
});

test("a system contract brings randomness in: what it would make differs, so it becomes a fault", async (t: TestContext) => {
  const node = await NodeHarness.start({ ledgers: [{ scenarios: ["council", "tally"], people: PEOPLE }] });
  t.after(() => node.close());
  const answer = await node.submit("tally.misbehave", { how: "chance", name: "cups" }, "bo");
  assert.equal(answer.status === "recorded" ? answer.outcome : answer.code, "fault");
});

test("blocks with iterators compare unequal: a replica that finds nothing in memory reads the same rows in the same order", () => {
  const ledger = new ProbeLedger({
    iterate: (tx, ctx) => {
      const table = tx.table(notes);
      tx.note(tx.newId("note"), ctx.height % 3, "～😀");
      const found = table.find({ index: "byCount", reverse: ctx.height % 2 === 0, limit: 4 });
      const [first] = found;
      if (first !== undefined && ctx.height % 5 === 0) table.delete(first.id);
      const page = first === undefined ? [] : table.find({ index: "byCount", after: first.id });
      return { found: found.map(({ id }) => id), page: page.map(({ id }) => id), all: table.list().length };
    },
  });
  const heads = Array.from({ length: 40 }, () => {
    expectDone(ledger.act("iterate"));
    return ledger.executor.head;
  });
  assert.deepEqual(ledger.replay(), heads);
  assert.deepEqual(ledger.reopened().head, heads.at(-1));
});

test("writes of a failed call are lost or merged: what a refused or failed entry wrote is gone for the next one in its block", () => {
  const ledger = new ProbeLedger({
    keep: (tx) => tx.note("sum", (tx.table(notes).get("sum")?.count ?? 0) + 1),
    refuse: (tx, _ctx, reject) => {
      tx.note("sum", 500);
      tx.note("other", 500);
      tx.table(notes).delete("sum");
      return reject();
    },
    fail: (tx) => {
      tx.note("sum", 900);
      tx.table(notes).find({ index: "byCount" });
      assert.fail("a bug");
    },
  });
  const acts = ["keep", "refuse", "keep", "fail", "keep", "fail", "refuse"];
  const answers = ledger.block(
    acts.map((act) => ledger.entry(act)),
    ledger.time,
  );
  assert.deepEqual(
    answers.map((answer) => (answer.status === "recorded" ? answer.outcome : answer.code)),
    ["done", "rejected", "done", "fault", "done", "fault", "rejected"],
  );
  assert.deepEqual(ledger.counts(), [["sum", 3]]);
});

test("anyone may install a contract: no command of any scenario brings code in, whoever signs it", () => {
  const ledger = tallyLedger();
  for (const command of ["council.install-contract", "council.activate-bundle", "ledger.upgrade", "tally.__proto__"]) {
    expectRejected(ledger.run(command, {}, { as: "ada" }), "unknown_command");
  }
  assert.deepEqual(ledger.rows(counters), []);
});
