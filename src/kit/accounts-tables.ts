import type { Viewer } from "#kernel/identity";
import { type Infer, shape } from "#kernel/shape";
import { defineTable, type ReadTx } from "#kernel/table";

/**
 * Whose account it is: `own` belongs to somebody and never goes below zero; through an `outside` account an asset enters
 * and leaves the ledger (the bank); from an `issuer` account it comes into being (shares). The last two may be negative,
 * so that every asset sums to zero.
 */
export const ACCOUNT_KINDS = ["own", "outside", "issuer"] as const;

const accountRow = shape.object({
  /** `<asset>:<ownerId>:<name>`, see `accountId`. */
  id: shape.text(5, 200),
  asset: shape.text(1, 80),
  /** Id of a person, a member, a case or whatever else the scenario lets own things. */
  ownerId: shape.text(1, 80),
  kind: shape.choice(ACCOUNT_KINDS),
  /** In the asset's smallest unit. Holds are part of it. */
  balance: shape.amount(),
  /** Part of the balance that is set aside: the sum of the holds on this account. */
  held: shape.amount(0n),
  /** Id of the latest posting from or to it: where its statement starts. */
  lastPosting: shape.optional(shape.id("posting")),
});
export type Account = Infer<typeof accountRow>;
export type AccountKind = Account["kind"];

const postingRow = shape.object({
  id: shape.id("posting"),
  asset: shape.text(1, 80),
  fromAccount: shape.text(5, 200),
  toAccount: shape.text(5, 200),
  amount: shape.amount(1n),
  /** Why, as a code of the scenario: `award_paid`. Texts of codes stand in the scenario's `text/`. */
  reason: shape.text(1, 60),
  /** Id of the case, obligation or posting that this belongs to. */
  reference: shape.optional(shape.text(1, 200)),
  /** Id of the transaction or timer that made it. */
  transactionId: shape.text(1, 100),
  at: shape.instant(),
  /**
   * Ids of the postings before this one on either account: statements follow them. An index on accounts would cost every
   * transaction two writes at random places.
   */
  beforeFrom: shape.optional(shape.id("posting")),
  beforeTo: shape.optional(shape.id("posting")),
});
export type Posting = Infer<typeof postingRow>;

const holdRow = shape.object({
  id: shape.id("hold"),
  accountId: shape.text(5, 200),
  /** What is still set aside. A hold that is used up has no row any more. */
  amount: shape.amount(1n),
  reason: shape.text(1, 60),
  reference: shape.optional(shape.text(1, 200)),
  /** Id of the transaction or timer that made it. */
  transactionId: shape.text(1, 100),
  at: shape.instant(),
});
export type Hold = Infer<typeof holdRow>;

/** Whether a viewer may see an account, beside the person who owns it. */
export type MayReadAccount = (account: Account, viewer: Viewer, tx: ReadTx) => boolean;

/** The tables of a book. Postings and holds are seen by whoever sees an account they touch. */
export type AccountTables = ReturnType<typeof defineAccountTables>;

/** Declares the three tables of a book under its name: `<book>_accounts`, `<book>_postings`, `<book>_holds`. */
export function defineAccountTables(book: string, mayRead: MayReadAccount) {
  const isVisible = (account: Account, viewer: Viewer, tx: ReadTx): boolean =>
    viewer?.personId === account.ownerId || mayRead(account, viewer, tx);

  const accounts = defineTable({
    name: `${book}_accounts`,
    row: accountRow,
    key: (account: Account) => account.id,
    indexes: { byOwner: ["ownerId"] },
    visible: isVisible,
  });

  const isAccountVisible = (id: string, viewer: Viewer, tx: ReadTx): boolean => {
    const account = tx.table(accounts).get(id);
    return account !== undefined && isVisible(account, viewer, tx);
  };

  const postings = defineTable({
    name: `${book}_postings`,
    row: postingRow,
    key: (posting: Posting) => posting.id,
    indexes: {},
    visible: (posting, viewer, tx) =>
      isAccountVisible(posting.fromAccount, viewer, tx) || isAccountVisible(posting.toAccount, viewer, tx),
  });

  const holds = defineTable({
    name: `${book}_holds`,
    row: holdRow,
    key: (hold: Hold) => hold.id,
    indexes: { byAccount: ["accountId"] },
    visible: (hold, viewer, tx) => isAccountVisible(hold.accountId, viewer, tx),
  });

  return { accounts, postings, holds } as const;
}
