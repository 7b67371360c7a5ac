import { strict as assert } from "node:assert";
import { test } from "node:test";
import fc from "fast-check";
import type { CommandContext, Context } from "#kernel/command";
import { sha256Hex } from "#kernel/crypto";
import type { Tx } from "#kernel/table";
import { randomSeed } from "../../test/support/random-seed.ts";
import { RowLedger } from "../../test/support/row-ledger.ts";
import { testId } from "../../test/support/test-genesis.ts";
import { defineObligationBook, type PaymentProblem } from "./obligations.ts";
import { type Batch, OBLIGATION_MOVES, type Obligation } from "./obligations-tables.ts";
import { paymentListText } from "./payment-list.ts";

const SCHOOL = testId("member", "school") as Batch["unitId"];
const ANSWER = { occurredOn: "2026-03-02", bankReference: "回单", statementHash: "b".repeat(64) };

const book = defineObligationBook({ name: "test", mayRead: () => false, mayReadBatches: () => false });

function signing(ctx: Context, label: string): CommandContext {
  const signer = { keyId: label, personId: testId("person", label), memberId: SCHOOL, roles: [] };
  return { ...ctx, actor: signer, signers: [signer], roles: [] };
}

class Desk {
  readonly ledger = new RowLedger(book.tables, []);

  act<T>(act: (tx: Tx, ctx: CommandContext) => T, label = "clerk"): T {
    return this.ledger.run((tx, ctx) => act(tx, signing(ctx, label)));
  }

  owed(id: string, gross: bigint): void {
    this.act((tx, ctx) => {
      book.open(tx, ctx, { id, unitId: SCHOOL, subjectId: "plan", payeeId: `payee-${id}`, asset: "cny", gross });
      book.approve(tx, id);
    });
  }

  batch(...ids: readonly string[]) {
    return this.act((tx, ctx) => book.createBatch(tx, ctx, SCHOOL, ids));
  }

  drafted(...ids: readonly string[]): Batch {
    const drawn = this.batch(...ids);
    assert(drawn.ok);
    return drawn.batch;
  }

  instructed(...ids: readonly string[]): Batch {
    const batch = this.drafted(...ids);
    const released = this.act((tx, ctx) => book.instructBatch(tx, ctx, batch, batch.listHash), "releaser");
    assert(released.ok);
    return released.batch;
  }

  answer(batch: Batch, results: Readonly<Record<string, "paid" | "returned">>) {
    const list = Object.entries(results).map(([obligationId, result]) => ({
      obligationId,
      result,
      reason: "账号有误",
    }));
    return this.act((tx, ctx) => book.recordResult(tx, ctx, batch, { ...ANSWER, results: list }));
  }

  state(id: string): string {
    return book.require(this.ledger.read, id).state;
  }
}

function declines(outcome: { ok: boolean; problem?: PaymentProblem }, problem: PaymentProblem): void {
  assert.deepEqual([outcome.ok, outcome.problem], [false, problem]);
}

test("what is owed goes through a batch to the bank and is closed by its word alone", () => {
  const desk = new Desk();
  desk.owed("a", 100n);
  desk.owed("b", 50n);
  assert.equal(desk.act((tx) => book.withhold(tx, "a", 9n)).ok, true);
  const batch = desk.instructed("a", "b");
  assert.deepEqual([batch.count, batch.gross, batch.withheld, batch.net], [2, 150n, 9n, 141n]);
  assert.deepEqual([desk.state("a"), desk.state("b")], ["instructed", "instructed"]);
  const done = desk.answer(batch, { a: "paid", b: "returned" });
  assert(done.ok);
  assert.deepEqual([done.paid.map(({ id }) => id), done.returned.map(({ id }) => id)], [["a"], ["b"]]);
  assert.deepEqual([done.batch.state, done.batch.paidCount], ["closed", 1]);
  assert.deepEqual(
    book.linesOf(desk.ledger.read, batch.id).map(({ result, net }) => `${result} ${net}`),
    ["paid 91", "returned 50"],
  );
  // What came back goes out in another batch.
  assert.equal(desk.answer(desk.instructed("b"), { b: "paid" }).ok, true);
  assert.equal(desk.state("b"), "paid");
  desk.act((tx) => book.reverse(tx, "a"));
  assert.equal(desk.state("a"), "reversed");
  assert.deepEqual(
    book.payableOf(desk.ledger.read, SCHOOL, 10).map(({ id }) => id),
    ["a"],
  );
});

test("the hash on the ledger is that of the canonical list, in whatever order it was drawn up", () => {
  const desk = new Desk();
  desk.owed("b", 50n);
  desk.owed("a", 100n);
  const batch = desk.drafted("b", "a");
  const text = paymentListText(batch.id, [...book.linesOf(desk.ledger.read, batch.id)].reverse());
  assert.equal(sha256Hex(text), batch.listHash);
  const lines =
    '[{"gross":"100","net":"100","obligationId":"a","payeeId":"payee-a","withheld":"0"},{"gross":"50","net":"50","obligationId":"b","payeeId":"payee-b","withheld":"0"}]';
  assert.equal(text, `{"batchId":"${batch.id}","lines":${lines},"list":"sanlian/payment-list/1"}`);
});

test("an obligation stands in one batch, and a cancelled batch gives it back as it was", () => {
  const desk = new Desk();
  desk.owed("a", 100n);
  const batch = desk.drafted("a");
  declines(desk.batch("a"), "obligation_not_payable");
  declines(desk.batch("none"), "obligation_not_found");
  declines(
    desk.act((tx) => book.withhold(tx, "a", 1n)),
    "obligation_not_payable",
  );
  assert.equal(desk.act((tx) => book.cancelBatch(tx, batch)).ok, true);
  assert.equal(desk.state("a"), "approved");
  declines(desk.batch("a", "a"), "obligation_repeated");
  const [cancelled] = book.batchesOf(desk.ledger.read, SCHOOL, "cancelled", 10);
  assert(cancelled !== undefined);
  declines(
    desk.act((tx) => book.cancelBatch(tx, cancelled)),
    "batch_not_in_state",
  );
});

test("who drew a list up does not release it, and the one released is the one that was seen", () => {
  const desk = new Desk();
  desk.owed("a", 100n);
  const batch = desk.drafted("a");
  const release = (label: string, hash = batch.listHash) =>
    desk.act((tx, ctx) => book.instructBatch(tx, ctx, batch, hash), label);
  declines(release("clerk"), "releaser_is_creator");
  declines(release("releaser", "c".repeat(64)), "list_hash_differs");
  declines(desk.answer(batch, { a: "paid" }), "batch_not_in_state");
  const released = release("releaser");
  assert(released.ok);
  declines(
    desk.act((tx, ctx) => book.instructBatch(tx, ctx, released.batch, batch.listHash), "releaser"),
    "batch_not_in_state",
  );
  declines(
    desk.act((tx) => book.cancelBatch(tx, released.batch)),
    "batch_not_in_state",
  );
});

test("the bank's answer names every line once and no other", () => {
  const desk = new Desk();
  for (const id of ["a", "b", "c"]) desk.owed(id, 10n);
  const batch = desk.instructed("a", "b");
  declines(desk.answer(batch, { a: "paid" }), "results_do_not_fit");
  declines(desk.answer(batch, { a: "paid", b: "paid", c: "paid" }), "results_do_not_fit");
  const twice = [
    { obligationId: "a", result: "paid" as const },
    { obligationId: "a", result: "paid" as const },
  ];
  declines(
    desk.act((tx, ctx) => book.recordResult(tx, ctx, batch, { ...ANSWER, results: twice })),
    "obligation_repeated",
  );
});

test("no more is withheld than is owed", () => {
  const desk = new Desk();
  desk.owed("a", 100n);
  declines(
    desk.act((tx) => book.withhold(tx, "a", 101n)),
    "withholding_over_gross",
  );
  declines(
    desk.act((tx) => book.withhold(tx, "a", -1n)),
    "withholding_over_gross",
  );
  declines(
    desk.act((tx) => book.withhold(tx, "none", 1n)),
    "obligation_not_found",
  );
  assert.equal(desk.act((tx) => book.withhold(tx, "a", 100n)).ok, true);
});

test("what is void may be owed anew, and a move that is not listed is a bug", () => {
  const desk = new Desk();
  desk.owed("a", 100n);
  desk.act((tx) => book.makeVoid(tx, "a"));
  assert.equal(desk.state("a"), "void");
  desk.owed("a", 70n);
  assert.equal(book.require(desk.ledger.read, "a").gross, 70n);
  assert.throws(() => desk.act((tx) => book.reverse(tx, "a")), /approved does not lead to reversed/);
  assert.throws(() => desk.owed("a", 1n), /is owed already/);
});

test("whatever is drawn up, cancelled, released and answered, states move as documented and sums hold", (t) => {
  const acts = fc.array(fc.tuple(fc.nat(5), fc.nat(), fc.nat(200)), { minLength: 30, maxLength: 60 });
  fc.assert(
    fc.property(acts, (list) => {
      const desk = new Desk();
      const ids = ["a", "b", "c", "d"];
      for (const [i, id] of ids.entries()) desk.owed(id, BigInt(i * 50 + 1));
      let before = statesOf(desk);
      for (const [what, pick, amount] of list) {
        play(desk, what, ids[pick % ids.length] ?? "a", pick, BigInt(amount));
        const after = statesOf(desk);
        for (const [id, state] of after) {
          const was = before.get(id) ?? state;
          assert.ok(was === state || OBLIGATION_MOVES[was].includes(state), `${was} to ${state}`);
        }
        before = after;
        checkBatches(desk);
      }
    }),
    randomSeed(t, 150),
  );
});

function play(desk: Desk, what: number, id: string, pick: number, amount: bigint): void {
  const batchIn = (state: Batch["state"]) => book.batchesOf(desk.ledger.read, SCHOOL, state, 50).at(-1);
  if (what === 0) desk.batch(...(pick % 3 === 0 ? ["a", "b", "c", "d"].filter((each) => each !== id) : [id]));
  if (what === 1) desk.act((tx) => book.withhold(tx, id, amount));
  const drafted = batchIn("drafted");
  if (what === 2 && drafted !== undefined) desk.act((tx) => book.cancelBatch(tx, drafted));
  if (what === 3 && drafted !== undefined) {
    desk.act((tx, ctx) => book.instructBatch(tx, ctx, drafted, drafted.listHash), "releaser");
  }
  const instructed = batchIn("instructed");
  if (what === 4 && instructed !== undefined) {
    const lines = book.linesOf(desk.ledger.read, instructed.id);
    const results = lines.map((line, i) => [line.obligationId, (pick >> i) % 2 === 0 ? "paid" : "returned"] as const);
    desk.answer(instructed, Object.fromEntries(results));
  }
  if (what === 5 && desk.state(id) === "paid") desk.act((tx) => book.reverse(tx, id));
}

function statesOf(desk: Desk): ReadonlyMap<string, Obligation["state"]> {
  return new Map(
    desk.ledger.read
      .table(book.obligations)
      .list()
      .map(({ id, state }) => [id, state]),
  );
}

/** Sums of a batch are those of its lines; nothing is batched or instructed without a batch in that state. */
function checkBatches(desk: Desk): void {
  const { read } = desk.ledger;
  for (const batch of read.table(book.batches).list()) {
    const lines = book.linesOf(read, batch.id);
    assert.equal(
      lines.reduce((sum, { net }) => sum + net, 0n),
      batch.net,
    );
    assert.equal(batch.gross, batch.net + batch.withheld);
  }
  for (const { state, batchId } of read.table(book.obligations).list()) {
    if (state !== "batched" && state !== "instructed") continue;
    assert.equal(read.table(book.batches).get(batchId)?.state, state === "batched" ? "drafted" : "instructed");
  }
}
