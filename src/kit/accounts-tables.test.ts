import { strict as assert } from "node:assert";
import { test } from "node:test";
import { hasRole, type Signer } from "#kernel/identity";
import { RowLedger } from "../../test/support/row-ledger.ts";
import { accountId, defineAccountBook, requireOk } from "./accounts.ts";

/** The office sees all accounts; besides, the members named on case 7 see the accounts of the case. */
const book = defineAccountBook({
  name: "test",
  mayRead: (account, viewer) =>
    hasRole(viewer, "office") || (account.ownerId === "case_7" && viewer?.memberId === "partner"),
});

const [BANK, CASE, A, B] = (["bank", "case_7", "a", "b"] as const).map((ownerId) =>
  accountId({ asset: "money", ownerId, name: "main" }),
) as [string, string, string, string];

function viewer(personId: string, memberId = "unit", roles: readonly string[] = []): Signer {
  return { keyId: "0".repeat(64), personId, memberId, roles };
}

/** 10 from the bank to the case, of which 4 go to a and 5 to b; a holds 1. */
function paidLedger(): RowLedger {
  const ledger = new RowLedger(book.tables, [book.invariant]);
  ledger.run((tx, ctx) => {
    book.ensureAccount(tx, { asset: "money", ownerId: "bank", name: "main", kind: "outside" });
    for (const ownerId of ["case_7", "a", "b"]) {
      book.ensureAccount(tx, { asset: "money", ownerId, name: "main", kind: "own" });
    }
    requireOk(book.post(tx, ctx, { from: BANK, to: CASE, amount: 10n, reason: "received" }));
    requireOk(book.post(tx, ctx, { from: CASE, to: A, amount: 4n, reason: "paid" }));
    requireOk(book.post(tx, ctx, { from: CASE, to: B, amount: 5n, reason: "paid" }));
    requireOk(book.hold(tx, ctx, { account: A, amount: 1n, reason: "tax" }));
  });
  return ledger;
}

/** Accounts, amounts of postings and amounts of holds that a viewer sees. */
function seenBy(who: Signer | undefined) {
  const tx = paidLedger().readAs(who);
  return {
    accounts: tx
      .table(book.accounts)
      .list()
      .map(({ ownerId }) => ownerId),
    postings: tx
      .table(book.postings)
      .list()
      .map(({ amount }) => amount)
      .sort((a, b) => (a < b ? -1 : 1)),
    holds: tx
      .table(book.holds)
      .list()
      .map(({ amount }) => amount),
  };
}

test("a person sees its own accounts with their postings and holds, and nothing of others", () => {
  assert.deepEqual(seenBy(viewer("a")), { accounts: ["a"], postings: [4n], holds: [1n] });
  assert.deepEqual(seenBy(viewer("b")), { accounts: ["b"], postings: [5n], holds: [] });
});

test("whom the scenario lets see an account sees its postings, and the role sees all", () => {
  assert.deepEqual(seenBy(viewer("p", "partner")), { accounts: ["case_7"], postings: [4n, 5n, 10n], holds: [] });
  const all = { accounts: ["a", "b", "bank", "case_7"], postings: [4n, 5n, 10n], holds: [1n] };
  assert.deepEqual(seenBy(viewer("o", "unit", ["office"])), all);
  assert.deepEqual(seenBy(viewer("r", "unit", ["reader"])), all);
});

test("strangers, colleagues and people without a session see nothing", () => {
  const nothing = { accounts: [], postings: [], holds: [] };
  for (const who of [viewer("c"), viewer("q", "a"), undefined]) assert.deepEqual(seenBy(who), nothing);
});
