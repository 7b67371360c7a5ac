import assert from "node:assert/strict";
import { test } from "node:test";
import { sealBlock } from "#kernel/block";
import { fromHex, toBase64, toHex, utf8Decode } from "#kernel/bytes";
import { sha256Hex } from "#kernel/crypto";
import { proveEnrolment } from "#kernel/enrolment";
import { type Submission, submissionText } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, type Value } from "#kernel/json";
import {
  type BlockLeaf,
  deriveSalt,
  hashOfLeaf,
  objectId,
  resultHash,
  rowHash,
  rowsRoot,
  type SkipReason,
  type TransactionLeaf,
} from "#kernel/leaf";
import { rootOf } from "#kernel/merkle";
import { expectDone, expectNotRecorded, expectRejected } from "../../test/support/expect-answer.ts";
import { type Act, notes, ProbeLedger } from "../../test/support/probe-ledger.ts";
import { testId, testKeyPair, testNodeKeys } from "../../test/support/test-genesis.ts";
import type { Answer, Recorded } from "./service.ts";
import { StateFailure } from "./state.ts";
import { signedContent } from "./stored-block.ts";

function recorded(answer: Answer | undefined): Recorded {
  assert(answer?.status === "recorded", JSON.stringify(answer));
  return answer;
}

test("a transaction that is done leaves rows, result and a leaf that commits to both", () => {
  const ledger = new ProbeLedger({
    write: (tx) => {
      tx.note("b", 2);
      tx.note("a", 1);
      return { sum: 3n };
    },
  });
  const answer = recorded(ledger.act("write"));
  assert.deepEqual([answer.outcome, answer.position, answer.height, answer.result], ["done", 1, 1, { sum: "3" }]);
  assert.deepEqual(ledger.counts(), [
    ["a", 1],
    ["b", 2],
  ]);
  const leaf = ledger.leaf<TransactionLeaf>(1);
  const [raw] = ledger.blocks;
  const { entries, envelope } = JSON.parse(raw ?? "") as { entries: Submission[]; envelope: Submission["envelope"] };
  const salt = fromHex(signedContent<{ salt: string }>(envelope).salt);
  const rows = ["a", "b"].map((id, i) =>
    rowHash(deriveSalt(salt, "row", 1, i), notes.name, id, `{"count":${i + 1},"id":"${id}","text":""}`),
  );
  assert.deepEqual(leaf, {
    kind: "transaction",
    envelope: sha256Hex(canonicalize(entries[0]?.envelope as unknown as Value)),
    height: 1,
    id: answer.id,
    outcome: "done",
    position: 1,
    result: resultHash(deriveSalt(salt, "result", 1, 0), { sum: 3n }),
    rows: rowsRoot(rows),
    time: answer.time,
  });
});

test("the root is that of all leaves, and the checkpoint of the node signs it", () => {
  const ledger = new ProbeLedger({ nothing: () => ({}) });
  for (let i = 0; i < 5; i++) ledger.act("nothing");
  const { size, root, height } = ledger.executor.head;
  const leaves = ledger.state.leaves(0, 100).map(({ leaf }) => hashOfLeaf(leaf));
  assert.deepEqual([leaves.length, height], [size, 5]);
  assert.equal(toHex(rootOf(leaves)), root);
  assert.ok(ledger.state.checkpoint(size)?.startsWith(`sanlian.test/test\n${size}\n${toBase64(fromHex(root))}\n`));
});

test("a refusal is recorded with its code and facts, and keeps nothing that was written", () => {
  const ledger = new ProbeLedger({
    refuse: (tx, _ctx, reject) => {
      tx.note("a", 1);
      tx.later("refuse", 5);
      return reject({ most: 3 });
    },
  });
  const answer = ledger.act("refuse");
  assert.deepEqual(expectRejected(answer, "refused"), { most: 3 });
  assert.deepEqual(ledger.counts(), []);
  assert.equal(ledger.executor.nextTimerDue(), undefined);
  assert.equal(ledger.leaf<TransactionLeaf>(recorded(answer).position).rows, rowsRoot([]));
});

const LONE = "\ud83d";
const FAULTS: Readonly<Record<string, Act>> = {
  "throws an error": () => {
    throw new Error("a secret text");
  },
  "throws nothing": () => {
    throw undefined;
  },
  "throws a range error of its own": () => [].at(0) ?? new Array(-1),
  "makes a number too big to be": () => ({ big: 2n ** (2n ** 40n) }),
  "returns a promise": () => Promise.resolve({}),
  "returns a number": () => 5,
  "returns half a character": () => ({ title: `三链😀`.slice(0, 3) }),
  "returns no number": () => ({ share: 0 / 0 }),
  "returns a function": () => ({ run: () => 1 }),
  "returns a list with a hole": () => ({ list: new Array(2) }),
  "returns an object of a class": () => ({ at: new Date(0) }),
  "refuses with half a character": (_tx, _ctx, reject) => reject({ name: LONE }),
  "writes a row that does not fit": (tx) => tx.note("a", 5_000),
  "writes under no key": (tx) => tx.note("a b", 1),
  "changes a row that it read": (tx) => {
    tx.note("a", 1);
    (tx.table(notes).get("a") as { count: number }).count = 2;
  },
  "asks for half a row": (tx) => ({ rows: tx.table(notes).list(undefined, 0.5).length }),
  "schedules what does not fit": (tx) => tx.later("", 5),
  "schedules at no time": (tx) => tx.later("throws nothing", Number.NaN),
};

test("whatever contract code does wrong becomes a fault without text, and changes nothing", () => {
  const ledger = new ProbeLedger({ ...FAULTS, good: (tx) => tx.note("good", 1) });
  for (const name of Object.keys(FAULTS)) {
    const answer = recorded(ledger.act(name));
    assert.deepEqual([name, answer.outcome, answer.result], [name, "fault", undefined]);
    assert.deepEqual(ledger.counts(), []);
    const stored = ledger.state.leaf(answer.position);
    assert.equal(stored?.effects, '{"result":{},"rows":[]}');
    assert.ok(!JSON.stringify([stored, answer]).includes("secret"));
  }
  assert.equal(ledger.faults.length, Object.keys(FAULTS).length, "the node hears of each");
  assert.match(String(ledger.faults[0]), /a secret text/);
  expectDone(ledger.act("good"));
  assert.deepEqual(ledger.replay().at(-1), ledger.executor.head);
});

test("a broken invariant, and one that fails itself, is a fault and keeps nothing", () => {
  const seen: unknown[] = [];
  const ledger = new ProbeLedger(
    { one: (tx) => tx.note("a", 1), bad: (tx) => tx.note("a", -1), worse: (tx) => tx.note("a", 13), none: () => ({}) },
    {
      invariants: [
        {
          name: "no note below zero",
          tables: [notes.name],
          broken: (changes) => {
            seen.push(changes.map(({ before, after }) => [before?.["count"], after?.["count"]]));
            if (changes.some(({ after }) => after?.["count"] === 13)) throw new Error("the invariant has a bug");
            return changes.find(({ after }) => (after?.["count"] as number) < 0)?.key;
          },
        },
      ],
    },
  );
  expectDone(ledger.act("one"));
  for (const act of ["bad", "worse"]) assert.equal(recorded(ledger.act(act)).outcome, "fault");
  expectDone(ledger.act("none"));
  assert.deepEqual(ledger.counts(), [["a", 1]]);
  assert.deepEqual(seen, [[[undefined, 1]], [[1, -1]], [[1, 13]]]);
  assert.match(String(ledger.faults[0]), /no note below zero: a/);
});

test("going over a limit is a rejection that all agree on, even when the contract hides it", () => {
  const flood = (tx: Parameters<Act>[0]): void => {
    for (let i = 0; i < 20_001; i++) tx.note(`n${i}`, 0);
  };
  const ledger = new ProbeLedger({
    flood,
    hide: (tx) => {
      assert.throws(() => flood(tx));
      return { all: "well" };
    },
    disguise: (tx) => {
      assert.doesNotThrow(() => flood(tx), "a bug of mine");
    },
    greedy: (tx) => {
      tx.note("a", 1);
      for (let i = 0; i < 50_001; i++) tx.table(notes).get("a");
    },
  });
  for (const act of ["flood", "hide", "disguise", "greedy"]) expectRejected(ledger.act(act), "limit_exceeded");
  assert.deepEqual(ledger.counts(), []);
  assert.deepEqual(ledger.faults, []);
});

/** What must stop the executor, and whether the contract catches it. */
const FAILURES: Readonly<Record<string, Act>> = {
  "a stack that overflows": () => {
    const dig = (depth: number): number => 1 + dig(depth + 1);
    return { depth: dig(0) };
  },
  "a stack that overflows while it reads rows": (tx) => {
    const dig = (depth: number): unknown => [tx.table(notes).get(`n${depth}`), dig(depth + 1)];
    return { rows: dig(0) };
  },
  "a result that refers to itself": () => {
    const result: { own?: unknown } = {};
    result.own = result;
    return result;
  },
  "a text too long for the engine": () => ({ text: "long ".repeat(2 ** 29) }),
  "an error of the database": (tx) => ({ row: tx.table({ ...notes, name: "missing" }).get("a") }),
  "an error of the database that was caught": (tx) => {
    assert.throws(() => tx.table({ ...notes, name: "missing" }).get("a"), StateFailure);
    return { all: "well" };
  },
};

for (const [name, act] of Object.entries(FAILURES)) {
  test(`${name} stops the node before it commits, and never becomes a leaf`, () => {
    const ledger = new ProbeLedger({ fail: act, good: (tx) => tx.note("good", 1) });
    expectDone(ledger.act("good"));
    const { head } = ledger.executor;
    assert.throws(() => ledger.act("fail"));
    assert.equal(ledger.state.lastBlock()?.height, head.height);
    assert.equal(ledger.state.leaf(head.size), undefined);
    assert.deepEqual(ledger.faults, []);
    // On disk everything is as it was, so a restart goes on from there.
    assert.deepEqual(ledger.reopened().head, head);
    assert.deepEqual(ledger.counts(), [["good", 1]]);
  });
}

test("an entry is skipped for its reason, is counted, and does not use up its id", () => {
  const ledger = new ProbeLedger({ nothing: () => ({}) }, { limits: { transactionBytes: 2_048 } });
  const good = JSON.parse(ledger.entry("nothing")) as Submission;
  const changed = (change: object): string => canonicalize({ ...good, ...change } as unknown as Value);
  const personal = [{ path: "act", salt: "0".repeat(64), value: "Li" }];
  const [signature] = good.envelope.signatures;
  const forged = { ...good.envelope, signatures: [{ ...signature, sig: toBase64(new Uint8Array(64)) }] };
  const entries: readonly (readonly [reason: SkipReason, text: string])[] = [
    ["malformed", "[]"],
    ["malformed", changed({ args: {} })],
    ["malformed", changed({ personal })],
    ["malformed", ledger.entry("x".repeat(2_048))],
    ["other_ledger", ledger.entry("nothing", { ledger: `test@${"0".repeat(64)}` })],
    ["unknown_key", ledger.entry("nothing", { as: "mallory" })],
    ["unknown_key", ledger.entry("nothing", { as: ["ada", "mallory"] })],
    ["bad_signature", changed({ envelope: forged })],
    ["expired", ledger.entry("nothing", { notAfter: ledger.time - 1 })],
    ["not_after_too_far", ledger.entry("nothing", { notAfter: ledger.time + 600_001 })],
    ["not_after_too_far", ledger.entry("nothing", { as: ["ada", "bo"], notAfter: ledger.time + 2_592_000_001 })],
  ];
  const answers = ledger.block(
    entries.map(([, text]) => text),
    ledger.time,
  );
  for (const [i, [reason]] of entries.entries()) expectNotRecorded(answers[i] as Answer, reason);
  assert.deepEqual(ledger.lastSkipped(), {
    bad_signature: 1,
    expired: 1,
    malformed: 4,
    not_after_too_far: 2,
    other_ledger: 1,
    unknown_key: 2,
  });
  assert.equal(ledger.leaf<BlockLeaf>(ledger.executor.head.size - 1).kind, "block");
  const [answer] = ledger.block([canonicalize(good as unknown as Value)], ledger.time);
  assert.equal(recorded(answer).outcome, "done", "the id of the garbled copies is free");
  assert.deepEqual(ledger.replay().at(-1), ledger.executor.head);
});

test("terms end after their last millisecond and reach exactly as far as genesis says", () => {
  const ledger = new ProbeLedger({ nothing: () => ({}) });
  const { time } = ledger;
  const terms = [
    { notAfter: time },
    { notAfter: time + 600_000 },
    { as: ["ada", "bo"], notAfter: time + 600_001 },
    { as: ["ada", "bo"], notAfter: time + 2_592_000_000 },
  ];
  const answers = ledger.block(
    terms.map((term) => ledger.entry("nothing", term)),
    time,
  );
  assert.deepEqual(
    answers.map(({ status }) => status),
    terms.map(() => "recorded"),
  );
});

test("an id has one leaf: copies are answered with it, in the same block, later, and after a restart", () => {
  const acts: Record<string, Act> = {
    done: (tx) => tx.note(tx.newId("note"), 1),
    rejected: (_tx, _ctx, reject) => reject(),
    fault: () => assert.fail(),
  };
  const ledger = new ProbeLedger(acts);
  for (const act of Object.keys(acts)) {
    const text = ledger.entry(act);
    const [first, second] = ledger.block([text, text], ledger.time);
    const leaf = recorded(first);
    assert.equal(leaf.outcome, act);
    assert.equal(leaf.duplicate, undefined);
    assert.deepEqual(second, { ...leaf, duplicate: true });
    assert.deepEqual(ledger.lastSkipped(), { duplicate: 1 });
    assert.deepEqual(ledger.block([text], ledger.time + 1), [{ ...leaf, duplicate: true }]);
    assert.deepEqual(JSON.parse(ledger.reopened().recorded(leaf.id) ?? ""), { ...leaf, duplicate: true });
  }
  assert.equal(ledger.counts().length, 1);
});

test("a copy is a duplicate even where it could not be recorded any more", () => {
  const ledger = new ProbeLedger({ nothing: () => ({}) });
  const text = ledger.entry("nothing");
  const [first] = ledger.block([text], ledger.time);
  const [late] = ledger.block([text], ledger.time + 86_400_000);
  assert.deepEqual(late, { ...recorded(first), duplicate: true });
});

test("an unknown command and unfit arguments of a valid signature are recorded refusals", () => {
  const ledger = new ProbeLedger({});
  const draft = { ledger: ledger.executor.ref, notAfter: ledger.time, args: { act: 5 } as Value };
  const keys = [testKeyPair("ada")];
  const answers = ledger.block(
    ["probe.never", "constructor", "probe.act"].map((command) => submissionText({ ...draft, command }, keys)),
    ledger.time,
  );
  expectRejected(answers[0] as Answer, "unknown_command");
  expectRejected(answers[1] as Answer, "unknown_command");
  assert.deepEqual(expectRejected(answers[2] as Answer, "arguments_unfit"), { issue: "wrong_type", path: "act" });
});

test("keys are judged in the state just before each entry: enrolled and revoked within one block", () => {
  const ledger = new ProbeLedger({ nothing: () => ({}) });
  const { executor, time } = ledger;
  const phone = testKeyPair("bo's phone");
  const personId = testId("person", "bo");
  const sign = (command: string, args: Value): string =>
    submissionText({ ledger: executor.ref, command, args, notAfter: time + 1_000 }, [testKeyPair("ada")]);
  const proof = proveEnrolment(executor.ref, personId, phone);
  const block = [
    ledger.entry("nothing", { as: "bo's phone" }),
    sign("council.enrol-key", { personId, publicKey: toBase64(phone.publicKey), proof }),
    ledger.entry("nothing", { as: "bo's phone" }),
    sign("council.revoke-key", { keyId: keyIdOf(phone.publicKey) }),
    ledger.entry("nothing", { as: "bo's phone" }),
    sign("council.deactivate-person", { personId }),
    ledger.entry("nothing", { as: "bo" }),
    sign("council.reactivate-person", { personId }),
    ledger.entry("nothing", { as: "bo" }),
  ];
  const outcomes = ledger
    .block(block, time)
    .map((answer) => (answer.status === "recorded" ? answer.outcome : answer.code));
  assert.deepEqual(outcomes, [
    "unknown_key",
    "done",
    "done",
    "done",
    "revoked_key",
    "done",
    "revoked_key",
    "done",
    "done",
  ]);
  assert.deepEqual(ledger.replay().at(-1), executor.head);
});

test("the time of a block is its proposer's, but never earlier than the block before", () => {
  const ledger = new ProbeLedger({ when: (_tx, ctx) => ({ time: ctx.time, height: ctx.height, id: ctx.id }) });
  const start = ledger.time;
  for (const [claimed, effective] of [
    [start + 5, start + 5],
    [start + 3, start + 5],
    [0, start + 5],
    [start + 6, start + 6],
  ] as const) {
    const answer = recorded(ledger.block([ledger.entry("when")], claimed)[0]);
    const { time, id } = expectDone(answer);
    assert.deepEqual([time, answer.time, ledger.executor.head.time, id], [effective, effective, effective, answer.id]);
  }
});

test("ids of objects come from the payload: clients cannot name them, and leaves do not lead to them", () => {
  const ledger = new ProbeLedger({ make: (tx) => ({ first: tx.newId("thing"), second: tx.newId("part") }) });
  const text = ledger.entry("make");
  const [answer] = ledger.block([text], ledger.time);
  const { id, position } = recorded(answer);
  const { envelope } = JSON.parse(text) as Submission;
  const seed = sha256Hex(utf8Decode(Buffer.from(envelope.payload, "base64")));
  const [first, second] = [objectId("thing", position, seed, 0), objectId("part", position, seed, 1)];
  assert.deepEqual(expectDone(answer as Answer), { first, second });
  assert.notEqual(objectId("thing", position, id, 0), first);
});

test("blocks come in order, and are executed by their own bundle", () => {
  const ledger = new ProbeLedger({ nothing: () => ({}) });
  ledger.act("nothing");
  const { executor } = ledger;
  const header = {
    bundle: ledger.genesis.bundle,
    height: 2,
    ledger: executor.ref,
    previous: executor.previous,
    salt: "5a".repeat(32),
    time: ledger.time,
  };
  const { log } = testNodeKeys("test");
  for (const wrong of [{ height: 1 }, { height: 3 }, { previous: "0".repeat(64) }, { bundle: "c".repeat(64) }]) {
    assert.throws(() => executor.apply(sealBlock({ ...header, ...wrong }, [], log)), /in order|own bundle/);
  }
  assert.equal(executor.apply(sealBlock(header, [], log)).head.height, 2);
});

test("a fresh replica computes the same heads, whatever happened", () => {
  const ledger = new ProbeLedger({
    ...FAULTS,
    add: (tx, ctx) => {
      const count = tx.table(notes).get("sum")?.count ?? 0;
      tx.note("sum", count + 1);
      tx.note(tx.newId("note"), ctx.height);
      return { all: tx.table(notes).find({ index: "byCount", reverse: true, limit: 5 }) };
    },
  });
  const heads = [...Object.keys(FAULTS), "add", "add", "add"].map((act) => {
    ledger.act(act);
    return ledger.executor.head;
  });
  assert.deepEqual(ledger.replay(), heads);
});
