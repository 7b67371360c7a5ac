import { strict as assert } from "node:assert";
import { test } from "node:test";
import { defineCommand } from "#kernel/command";
import { anyTable, defineScenario } from "#kernel/scenario";
import { shape } from "#kernel/shape";
import { defineTable, type Tx } from "#kernel/table";
import { ContractHarness } from "../../test/support/contract-harness.ts";
import { expectDone } from "../../test/support/expect-answer.ts";
import { council } from "../scenarios/council/scenario.ts";
import { accountId, defineAccountBook, requireOk } from "./accounts.ts";
import type { Account, Hold, Posting } from "./accounts-tables.ts";

const book = defineAccountBook({ name: "planted", mayRead: () => true });
const [BANK, A, B] = (["bank", "a", "b"] as const).map((ownerId) =>
  accountId({ asset: "money", ownerId, name: "main" }),
) as [string, string, string];
const SHARES = accountId({ asset: "shares", ownerId: "a", name: "main" });

const notes = defineTable({
  name: "planted_notes",
  row: shape.object({ id: shape.text(1, 20) }),
  key: (row) => row.id,
  indexes: {},
  visible: () => true,
});

function change(tx: Tx, id: string, by: Partial<Account>): void {
  const before = tx.table(book.accounts).get(id);
  assert(before !== undefined);
  tx.table(book.accounts).put({ ...before, ...by });
}

function add(tx: Tx, id: string, amount: bigint): void {
  change(tx, id, { balance: (tx.table(book.accounts).get(id)?.balance ?? 0n) + amount });
}

function posting(tx: Tx, fields: Partial<Posting>): void {
  const from = { fromAccount: A, toAccount: B, amount: 1n, asset: "money" };
  const source = { reason: "planted", transactionId: "none", at: 0 };
  tx.table(book.postings).put({ id: tx.newId("posting"), ...from, ...source, ...fields });
}

function rowOf<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  assert(row !== undefined);
  return row;
}

const firstPosting = (tx: Tx): Posting => rowOf(tx.table(book.postings).list());
const firstHold = (tx: Tx): Hold => rowOf(tx.table(book.holds).list());

/** Ways in which a contract could cheat or blunder, each with the words that name it. */
const MISDEEDS: Readonly<Record<string, readonly [misdeed: (tx: Tx) => void, words: RegExp]>> = {
  "creates money": [(tx) => add(tx, A, 1n), /postings do not explain/],
  "destroys money": [(tx) => add(tx, A, -1n), /postings do not explain/],
  "moves money without a posting": [
    (tx) => {
      add(tx, A, -1n);
      add(tx, B, 1n);
    },
    /postings do not explain/,
  ],
  "moves more than it posts": [
    (tx) => {
      posting(tx, { amount: 1n });
      add(tx, A, -2n);
      add(tx, B, 2n);
    },
    /postings do not explain/,
  ],
  "credits another account than it posts": [
    (tx) => {
      posting(tx, { toAccount: BANK });
      add(tx, A, -1n);
      add(tx, B, 1n);
    },
    /postings do not explain|does not change/,
  ],
  "posts and moves nothing": [(tx) => posting(tx, {}), /does not change/],
  "posts to an account that does not exist": [
    (tx) => {
      posting(tx, { toAccount: "money:nobody:main" });
      add(tx, A, -1n);
    },
    /does not change/,
  ],
  "posts from an account to itself": [
    (tx) => {
      posting(tx, { toAccount: A });
      add(tx, A, 0n);
    },
    /to itself/,
  ],
  "mixes assets": [
    (tx) => {
      posting(tx, { toAccount: SHARES });
      add(tx, A, -1n);
      add(tx, SHARES, 1n);
    },
    /another asset/,
  ],
  "names two assets for one account": [
    (tx) => {
      posting(tx, {});
      posting(tx, { asset: "shares" });
      add(tx, A, -2n);
      add(tx, B, 2n);
    },
    /another asset/,
  ],
  "overdraws an own account": [
    (tx) => {
      posting(tx, { amount: 101n });
      add(tx, A, -101n);
      add(tx, B, 101n);
    },
    /below zero/,
  ],
  "spends what is on hold": [
    (tx) => {
      posting(tx, { amount: 71n });
      add(tx, A, -71n);
      add(tx, B, 71n);
    },
    /holds more than it has/,
  ],
  "changes a posting": [
    (tx) => tx.table(book.postings).put({ ...firstPosting(tx), reason: "other" }),
    /changed or deleted/,
  ],
  "deletes a posting": [(tx) => tx.table(book.postings).delete(firstPosting(tx).id), /changed or deleted/],
  "deletes an account": [(tx) => tx.table(book.accounts).delete(B), /was deleted/],
  "gives an account to someone else": [(tx) => change(tx, A, { ownerId: "b" }), /another asset, owner or kind/],
  "lets an own account be overdrawn": [(tx) => change(tx, A, { kind: "outside" }), /another asset, owner or kind/],
  "opens an account with money in it": [
    (tx) =>
      tx.table(book.accounts).put({
        id: "money:c:main",
        asset: "money",
        ownerId: "c",
        kind: "own",
        balance: 1n,
        held: 0n,
      }),
    /postings do not explain/,
  ],
  "frees a hold and keeps its row": [(tx) => change(tx, A, { held: 0n }), /holds something else/],
  "deletes a hold and keeps the money held": [(tx) => tx.table(book.holds).delete(firstHold(tx).id), /does not change/],
  "moves a hold to another account": [
    (tx) => {
      tx.table(book.holds).put({ ...firstHold(tx), accountId: B });
      change(tx, A, { held: 0n });
      change(tx, B, { held: 30n });
    },
    /another account/,
  ],
  "holds money that is outside": [
    (tx) => {
      const { id: _, ...hold } = firstHold(tx);
      tx.table(book.holds).put({ id: tx.newId("hold"), ...hold, accountId: BANK });
      change(tx, BANK, { held: 30n });
    },
    /no own account/,
  ],
};

const misdeed = defineCommand({
  name: "planted.do-misdeed",
  allow: "anyone",
  input: shape.object({ what: shape.text(1, 60) }),
  rejections: {},
  run(tx, { what }) {
    tx.table(notes).put({ id: "planted" });
    MISDEEDS[what]?.[0](tx);
    return {};
  },
});

const start = defineCommand({
  name: "planted.start-accounts",
  allow: "anyone",
  input: shape.object({}),
  rejections: {},
  run(tx, _, ctx) {
    for (const [asset, ownerId, kind] of [
      ["money", "bank", "outside"],
      ["money", "a", "own"],
      ["money", "b", "own"],
      ["shares", "a", "own"],
    ] as const) {
      book.ensureAccount(tx, { asset, ownerId, name: "main", kind });
    }
    requireOk(book.post(tx, ctx, { from: BANK, to: A, amount: 100n, reason: "start" }));
    requireOk(book.hold(tx, ctx, { account: A, amount: 30n, reason: "start" }));
    return {};
  },
});

const planted = defineScenario({
  name: "planted",
  roles: [],
  tables: [...book.tables, anyTable(notes)],
  commands: [misdeed, start],
  queries: [],
  timers: [],
  invariants: [book.invariant],
  texts: { zh: {}, en: {} },
});

function startedLedger(): ContractHarness {
  const ledger = new ContractHarness({
    scenarios: [council, planted],
    people: { ann: { member: "works", roles: ["administrator"] } },
  });
  expectDone(ledger.run("planted.start-accounts", {}, { as: "ann" }));
  return ledger;
}

for (const [what, [, words]] of Object.entries(MISDEEDS)) {
  test(`a contract that ${what} becomes a fault and changes nothing`, () => {
    const ledger = startedLedger();
    const allRows = () => [...book.tables, notes].map((table) => ledger.rows(table));
    const before = allRows();
    const answer = ledger.run("planted.do-misdeed", { what }, { as: "ann" });
    assert.equal(answer.status === "recorded" && answer.outcome, "fault", JSON.stringify(answer));
    assert.deepEqual(allRows(), before);
    assert.equal(ledger.faults.length, 1);
    assert.match(String(ledger.faults[0]), words);
  });
}

test("a contract that does nothing to accounts is no fault", () => {
  const ledger = startedLedger();
  expectDone(ledger.run("planted.do-misdeed", { what: "none" }, { as: "ann" }));
  assert.equal(ledger.rows(notes).length, 1);
});
