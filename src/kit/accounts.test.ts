import { strict as assert } from "node:assert";
import { test } from "node:test";
import fc from "fast-check";
import { INT64_MAX } from "#kernel/int64";
import { randomSeed } from "../../test/support/random-seed.ts";
import { RowLedger } from "../../test/support/row-ledger.ts";
import { accountId, defineAccountBook, type NewAccount, requireOk } from "./accounts.ts";

const book = defineAccountBook({ name: "test", mayRead: () => false });

/** Two assets, each with a source and three owners. */
const ACCOUNTS: readonly NewAccount[] = [
  { asset: "money", ownerId: "bank", name: "main", kind: "outside" },
  ...["a", "b", "c"].map((ownerId) => ({ asset: "money", ownerId, name: "main", kind: "own" }) as const),
  { asset: "shares", ownerId: "company", name: "main", kind: "issuer" },
  ...["a", "b", "c"].map((ownerId) => ({ asset: "shares", ownerId, name: "main", kind: "own" }) as const),
];
const IDS = ACCOUNTS.map(accountId);
const [BANK, A, B] = IDS as [string, string, string];
const [COMPANY, SHARES_OF_A] = IDS.slice(4) as [string, string];

function openedLedger(): RowLedger {
  const ledger = new RowLedger(book.tables, [book.invariant]);
  ledger.run((tx) => {
    for (const account of ACCOUNTS) book.ensureAccount(tx, account);
  });
  return ledger;
}

/** Posts one amount and keeps it only if it was not refused. */
function post(ledger: RowLedger, from: string, to: string, amount: bigint) {
  return ledger.run(
    (tx, ctx) => book.post(tx, ctx, { from, to, amount, reason: "test" }),
    ({ ok }) => ok,
  );
}

test("money comes from outside, moves, and every asset sums to zero", () => {
  const ledger = openedLedger();
  requireOk(post(ledger, BANK, A, 100n));
  requireOk(post(ledger, A, B, 40n));
  requireOk(post(ledger, COMPANY, SHARES_OF_A, 7n));
  const balances = ledger.read.table(book.accounts).list();
  const sumOfAsset = (asset: string) =>
    balances.filter((account) => account.asset === asset).reduce((sum, { balance }) => sum + balance, 0n);
  assert.equal(book.balanceOf(ledger.read, BANK).balance, -100n);
  assert.deepEqual(book.balanceOf(ledger.read, A), { balance: 60n, held: 0n, available: 60n });
  assert.deepEqual([sumOfAsset("money"), sumOfAsset("shares")], [0n, 0n]);
});

test("a posting says what, why, for which case, by which transaction and when", () => {
  const ledger = openedLedger();
  const { posting, id, time } = ledger.run((tx, ctx) => ({
    ...requireOk(book.post(tx, ctx, { from: BANK, to: A, amount: 5n, reason: "received", reference: "case_1" })),
    ...ctx,
  }));
  assert.deepEqual(book.postingsOf(ledger.read, A, undefined, 10), [posting]);
  assert.deepEqual(posting, {
    id: posting.id,
    asset: "money",
    fromAccount: BANK,
    toAccount: A,
    amount: 5n,
    reason: "received",
    reference: "case_1",
    transactionId: id,
    at: time,
  });
});

test("an own account spends what it has and nothing more, and not what is on hold", () => {
  const ledger = openedLedger();
  requireOk(post(ledger, BANK, A, 100n));
  const { hold } = requireOk(
    ledger.run((tx, ctx) => book.hold(tx, ctx, { account: A, amount: 30n, reason: "reserved" })),
  );
  const refused = post(ledger, A, B, 71n);
  assert.deepEqual(refused, {
    ok: false,
    problem: "funds_insufficient",
    facts: { account: A, available: "70", amount: "71" },
  });
  requireOk(post(ledger, A, B, 70n));
  assert.equal(ledger.run((tx, ctx) => book.hold(tx, ctx, { account: A, amount: 1n, reason: "reserved" })).ok, false);
  assert.equal(requireOk(ledger.run((tx) => book.release(tx, hold.id))).remaining, 0n);
  requireOk(post(ledger, A, B, 30n));
});

test("a hold is captured and released in parts", () => {
  const ledger = openedLedger();
  requireOk(post(ledger, BANK, A, 100n));
  const { hold } = requireOk(
    ledger.run((tx, ctx) => book.hold(tx, ctx, { account: A, amount: 60n, reason: "reserved" })),
  );
  const capture = (amount?: bigint) =>
    ledger.run(
      (tx, ctx) =>
        book.capture(tx, ctx, hold.id, { to: B, reason: "paid", ...(amount === undefined ? {} : { amount }) }),
      ({ ok }) => ok,
    );
  assert.equal(requireOk(capture(25n)).remaining, 35n);
  assert.equal(requireOk(ledger.run((tx) => book.release(tx, hold.id, 5n))).remaining, 30n);
  const tooMuch = { ok: false, problem: "hold_too_small", facts: { held: "30", amount: "31" } };
  assert.deepEqual(capture(31n), tooMuch);
  assert.deepEqual(
    ledger.run((tx) => book.release(tx, hold.id, 31n)),
    tooMuch,
  );
  assert.equal(requireOk(capture()).posting.amount, 30n);
  assert.deepEqual(book.balanceOf(ledger.read, A), { balance: 45n, held: 0n, available: 45n });
  assert.equal(book.balanceOf(ledger.read, B).balance, 55n);
  assert.deepEqual(ledger.read.table(book.holds).list(), []);
  assert.throws(() => capture(1n), /no hold/);
});

test("a refused operation has written nothing, so a command may go on", () => {
  const ledger = openedLedger();
  requireOk(post(ledger, BANK, A, 10n));
  const { hold } = requireOk(
    ledger.run((tx, ctx) => book.hold(tx, ctx, { account: A, amount: 10n, reason: "reserved" })),
  );
  const before = [...ledger.read.table(book.accounts).list(), ...ledger.read.table(book.holds).list()];
  const nowhere = accountId({ asset: "money", ownerId: "nobody", name: "main" });
  ledger.run((tx, ctx) => {
    const reason = "test";
    assert.equal(book.post(tx, ctx, { from: A, to: B, amount: 1n, reason }).ok, false);
    assert.equal(book.post(tx, ctx, { from: BANK, to: nowhere, amount: 1n, reason }).ok, false);
    assert.equal(book.post(tx, ctx, { from: nowhere, to: A, amount: 1n, reason }).ok, false);
    assert.equal(book.hold(tx, ctx, { account: nowhere, amount: 1n, reason }).ok, false);
    assert.equal(book.hold(tx, ctx, { account: A, amount: 1n, reason }).ok, false);
    assert.equal(book.capture(tx, ctx, hold.id, { to: nowhere, reason }).ok, false);
    assert.equal(book.capture(tx, ctx, hold.id, { to: B, amount: 11n, reason }).ok, false);
    assert.equal(book.release(tx, hold.id, 11n).ok, false);
  });
  assert.deepEqual([...ledger.read.table(book.accounts).list(), ...ledger.read.table(book.holds).list()], before);
});

test("no balance leaves 64 signed bits, on either side", () => {
  const ledger = openedLedger();
  requireOk(post(ledger, BANK, A, INT64_MAX));
  assert.deepEqual(post(ledger, BANK, B, 1n), { ok: false, problem: "balance_too_large", facts: { account: BANK } });
  const rich = { asset: "money", ownerId: "fund", name: "main", kind: "outside" } as const;
  const fund = ledger.run((tx) => book.ensureAccount(tx, rich));
  assert.deepEqual(post(ledger, fund, A, 1n), { ok: false, problem: "balance_too_large", facts: { account: A } });
});

test("what cannot happen is an assertion", () => {
  const ledger = openedLedger();
  requireOk(post(ledger, BANK, A, 10n));
  assert.throws(() => post(ledger, A, A, 1n), /cannot pay itself/);
  assert.throws(() => post(ledger, A, SHARES_OF_A, 1n), /different assets/);
  assert.throws(() => post(ledger, BANK, A, 0n), /more than zero/);
  assert.throws(() => post(ledger, BANK, A, -1n), /more than zero/);
  const hold = (account: string, amount: bigint) => () =>
    ledger.run((tx, ctx) => book.hold(tx, ctx, { account, amount, reason: "test" }));
  assert.throws(hold(A, 0n), /more than zero/);
  assert.throws(hold(BANK, 1n), /only what is owned/);
  const asOutside = { ...(ACCOUNTS[1] as NewAccount), kind: "outside" } as const;
  assert.throws(() => ledger.run((tx) => book.ensureAccount(tx, asOutside)), /exists and is own/);
  assert.throws(() => accountId({ asset: "a:b", ownerId: "c", name: "d" }), /without a colon/);
  assert.throws(() => accountId({ asset: "a", ownerId: "", name: "d" }), /without a colon/);
  assert.throws(() => requireOk(post(ledger, A, B, 11n)), /funds_insufficient/);
});

test("opening an account again changes nothing, and accounts are found by owner", () => {
  const ledger = openedLedger();
  requireOk(post(ledger, BANK, A, 10n));
  assert.equal(
    ledger.run((tx) => book.ensureAccount(tx, ACCOUNTS[1] as NewAccount)),
    A,
  );
  assert.deepEqual(
    book.accountsOf(ledger.read, "a").map(({ id, balance }) => [id, balance]),
    [
      [A, 10n],
      ["shares:a:main", 0n],
    ],
  );
  assert.deepEqual(book.balanceOf(ledger.read, "money:nobody:main"), { balance: 0n, held: 0n, available: 0n });
});

test("postings of an account come page by page, both directions in one order", () => {
  const ledger = openedLedger();
  const made: string[] = [];
  for (const [from, to] of [
    [BANK, A],
    [A, B],
    [BANK, B],
    [B, A],
    [BANK, A],
  ] as const) {
    const { posting } = requireOk(post(ledger, from, to, 1n));
    if (from === A || to === A) made.unshift(posting.id);
  }
  const seen: string[] = [];
  for (;;) {
    const page = book.postingsOf(ledger.read, A, seen.at(-1), 2);
    seen.push(...page.map(({ id }) => id));
    if (page.length < 2) break;
  }
  assert.deepEqual(seen, made);
});

type Step =
  | { readonly kind: "post"; readonly from: number; readonly to: number; readonly amount: bigint }
  | { readonly kind: "hold"; readonly account: number; readonly amount: bigint }
  | { readonly kind: "release"; readonly hold: number; readonly amount: bigint | undefined }
  | { readonly kind: "capture"; readonly hold: number; readonly to: number; readonly amount: bigint | undefined };

const amount = fc.oneof(
  { weight: 9, arbitrary: fc.bigInt(1n, 60n) },
  { weight: 1, arbitrary: fc.bigInt(1n, INT64_MAX) },
);
const account = fc.nat(IDS.length - 1);
const part = fc.option(fc.bigInt(1n, 40n), { nil: undefined });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("post" as const), from: account, to: account, amount }),
    fc.record({ kind: fc.constant("hold" as const), account, amount }),
    fc.record({ kind: fc.constant("release" as const), hold: fc.nat(9), amount: part }),
    fc.record({ kind: fc.constant("capture" as const), hold: fc.nat(9), to: account, amount: part }),
  ),
  { minLength: 1, maxLength: 60, size: "max" },
);

/** Everybody has something to begin with, or most random steps would be refused. */
const STARTS: readonly Step[] = [1, 2, 3, 5, 6, 7].map((to) => ({
  kind: "post",
  from: to < 4 ? 0 : 4,
  to,
  amount: 100n,
}));

/** The same accounts in the plainest way: two lists of numbers. Says what every operation must come to. */
class Model {
  readonly balances = IDS.map(() => 0n);
  readonly holds: { id: string; account: number; left: bigint }[] = [];

  heldOn(index: number): bigint {
    return this.holds.reduce((sum, hold) => (hold.account === index ? sum + hold.left : sum), 0n);
  }

  canSpend(index: number, value: bigint): boolean {
    return ACCOUNTS[index]?.kind !== "own" || (this.balances[index] as bigint) - this.heldOn(index) >= value;
  }

  move(from: number, to: number, value: bigint): boolean {
    const after = [(this.balances[from] as bigint) - value, (this.balances[to] as bigint) + value] as const;
    if (after[0] < -INT64_MAX || after[1] > INT64_MAX) return false;
    [this.balances[from], this.balances[to]] = after;
    return true;
  }

  isPossible(from: number, to: number): boolean {
    return from !== to && ACCOUNTS[from]?.asset === ACCOUNTS[to]?.asset;
  }
}

function playStep(ledger: RowLedger, model: Model, step: Step): void {
  const isOk = ({ ok }: { readonly ok: boolean }): boolean => ok;
  if (step.kind === "post") {
    if (!model.isPossible(step.from, step.to)) return;
    const outcome = post(ledger, IDS[step.from] as string, IDS[step.to] as string, step.amount);
    const isDone = model.canSpend(step.from, step.amount) && model.move(step.from, step.to, step.amount);
    assert.equal(outcome.ok, isDone, "post");
  } else if (step.kind === "hold") {
    if (ACCOUNTS[step.account]?.kind !== "own") return;
    const wanted = { account: IDS[step.account] as string, amount: step.amount, reason: "test" };
    const outcome = ledger.run((tx, ctx) => book.hold(tx, ctx, wanted), isOk);
    assert.equal(outcome.ok, model.canSpend(step.account, step.amount), "hold");
    if (outcome.ok) model.holds.push({ id: outcome.hold.id, account: step.account, left: step.amount });
  } else {
    playHold(ledger, model, step);
  }
}

function playHold(ledger: RowLedger, model: Model, step: Extract<Step, { readonly hold: number }>): void {
  const hold = model.holds[step.hold];
  if (hold === undefined || hold.left === 0n) return;
  const wanted = step.amount ?? hold.left;
  if (step.kind === "release") {
    const outcome = ledger.run((tx) => book.release(tx, hold.id, step.amount));
    assert.equal(outcome.ok, wanted <= hold.left, "release");
    if (outcome.ok) hold.left -= wanted;
    return;
  }
  if (!model.isPossible(hold.account, step.to)) return;
  const order = {
    to: IDS[step.to] as string,
    reason: "test",
    ...(step.amount === undefined ? {} : { amount: wanted }),
  };
  const outcome = ledger.run(
    (tx, ctx) => book.capture(tx, ctx, hold.id, order),
    ({ ok }) => ok,
  );
  const isDone = wanted <= hold.left && model.move(hold.account, step.to, wanted);
  assert.equal(outcome.ok, isDone, "capture");
  if (isDone) hold.left -= wanted;
}

test("any sequence of postings, holds, releases and captures agrees with a plain model and sums to zero", (t) => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const ledger = openedLedger();
      const model = new Model();
      for (const start of STARTS) playStep(ledger, model, start);
      for (const step of sequence) playStep(ledger, model, step);
      const rows = IDS.map((id) => book.account(ledger.read, id));
      assert.deepEqual(
        rows.map((row) => [row?.balance, row?.held]),
        IDS.map((_, index) => [model.balances[index], model.heldOn(index)]),
      );
      for (const asset of ["money", "shares"]) {
        const sum = rows.reduce((total, row) => (row?.asset === asset ? total + row.balance : total), 0n);
        assert.equal(sum, 0n, asset);
      }
      ledger.close();
    }),
    randomSeed(t, 200),
  );
});
