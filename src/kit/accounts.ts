import assert from "node:assert/strict";
import type { Context, RejectionStatus } from "#kernel/command";
import { isInRange } from "#kernel/money";
import { anyTable, type Invariant } from "#kernel/scenario";
import type { ReadTx, Table, Tx } from "#kernel/table";
import { accountsInvariant } from "./accounts-invariant.ts";
import {
  type Account,
  type AccountKind,
  type AccountTables,
  defineAccountTables,
  type Hold,
  type MayReadAccount,
  type Posting,
} from "./accounts-tables.ts";

/**
 * Double entry for several assets. A scenario declares a book of its own and lists its tables and its invariant in the
 * manifest:
 *
 *     const book = defineAccountBook({ name: "points", mayRead: () => true });
 *     defineScenario({ tables: [...book.tables, …], invariants: [book.invariant], … });
 *
 * What a user can get wrong comes back as an outcome that the command turns into a rejection; what cannot happen is an
 * assertion, and the transaction a fault.
 */

/** Ways in which an operation on accounts is refused, with the HTTP status of the rejection. */
export const ACCOUNT_PROBLEMS = {
  account_not_found: 404,
  /** Facts: `account`, `available`, `amount`. */
  funds_insufficient: 409,
  /** A balance would not fit 64 signed bits. Facts: `account`. */
  balance_too_large: 409,
  /** More is to be released or captured than is on hold. Facts: `held`, `amount`. */
  hold_too_small: 409,
} as const satisfies Readonly<Record<string, RejectionStatus>>;
export type AccountProblem = keyof typeof ACCOUNT_PROBLEMS;

export type Done<T> = { readonly ok: true } & T;
/** For `reject(outcome.problem, outcome.facts)`. */
export type Refused<P extends AccountProblem> = {
  readonly ok: false;
  readonly problem: P;
  readonly facts: Readonly<Record<string, string>>;
};

export interface NewAccount {
  readonly asset: string;
  readonly ownerId: string;
  /** Tells accounts of one owner in one asset apart: `cash`, `pool`. */
  readonly name: string;
  readonly kind: AccountKind;
}

export interface NewPosting {
  /** Ids of two accounts of one asset. */
  readonly from: string;
  readonly to: string;
  /** Above zero, in the asset's smallest unit. */
  readonly amount: bigint;
  readonly reason: string;
  readonly reference?: string;
}

export interface NewHold {
  /** Id of an own account. */
  readonly account: string;
  readonly amount: bigint;
  readonly reason: string;
  readonly reference?: string;
}

export interface Capture {
  /** Account that gets what was on hold. */
  readonly to: string;
  /** The whole hold when left out. */
  readonly amount?: bigint;
  readonly reason: string;
  readonly reference?: string;
}

/** What an account has, and how much of it can be spent. Zero throughout where there is no account. */
export interface Balance {
  readonly balance: bigint;
  readonly held: bigint;
  readonly available: bigint;
}

export interface BookOptions {
  /** Prefix of the tables: the name of the scenario. */
  readonly name: string;
  /** Who may see an account beside the person who owns it. Decides on its postings and holds too. */
  readonly mayRead: MayReadAccount;
}

/** Declares a book of accounts. */
export function defineAccountBook({ name, mayRead }: BookOptions): AccountBook {
  return new AccountBook(name, defineAccountTables(name, mayRead));
}

/**
 * Id of an account: `<asset>:<ownerId>:<name>`. None of the three contains a colon.
 * @throws AssertionError when one does, for then two accounts could have one id.
 */
export function accountId({ asset, ownerId, name }: Omit<NewAccount, "kind">): string {
  assert(
    ![asset, ownerId, name].some((part) => part === "" || part.includes(":")),
    "parts of an account id are texts without a colon",
  );
  return `${asset}:${ownerId}:${name}`;
}

/** The value of an outcome where the command has made sure that it is not refused. @throws AssertionError when it is. */
export function requireOk<T extends { readonly ok: true }>(outcome: T | Refused<AccountProblem>): T {
  assert(outcome.ok, `an operation that cannot be refused was: ${outcome.ok ? "" : outcome.problem}`);
  return outcome;
}

/** Accounts, postings and holds of one scenario, with what may be done with them. Holds no state: all of it is in `tx`. */
export class AccountBook {
  readonly accounts: AccountTables["accounts"];
  readonly postings: AccountTables["postings"];
  readonly holds: AccountTables["holds"];
  /** For the manifest of the scenario. */
  readonly tables: readonly Table[];
  /** For the manifest of the scenario. */
  readonly invariant: Invariant;

  constructor(name: string, tables: AccountTables) {
    this.accounts = tables.accounts;
    this.postings = tables.postings;
    this.holds = tables.holds;
    this.tables = [anyTable(tables.accounts), anyTable(tables.postings), anyTable(tables.holds)];
    this.invariant = accountsInvariant(name, tables);
  }

  /**
   * Opens an account with nothing in it unless it exists. Returns its id.
   * @throws AssertionError when it exists with another kind.
   */
  ensureAccount(tx: Tx, account: NewAccount): string {
    const id = accountId(account);
    const table = tx.table(this.accounts);
    const existing = table.get(id);
    assert(existing === undefined || existing.kind === account.kind, `${id} exists and is ${existing?.kind}`);
    const { asset, ownerId, kind } = account;
    if (existing === undefined) table.put({ id, asset, ownerId, kind, balance: 0n, held: 0n });
    return id;
  }

  /** Moves an amount from one account to another: two reads, two writes, one posting. */
  post(
    tx: Tx,
    ctx: Context,
    posting: NewPosting,
  ): Done<{ readonly posting: Posting }> | Refused<"account_not_found" | "funds_insufficient" | "balance_too_large"> {
    const from = tx.table(this.accounts).get(posting.from);
    if (from === undefined) return refused("account_not_found", { account: posting.from });
    const { available } = balanceOfRow(from);
    if (from.kind === "own" && available < posting.amount) return fundsInsufficient(from, posting.amount);
    return this.#move(tx, ctx, from, posting);
  }

  /** Sets an amount of an own account aside: it stays in the balance and cannot be spent otherwise. */
  hold(
    tx: Tx,
    ctx: Context,
    wanted: NewHold,
  ): Done<{ readonly hold: Hold }> | Refused<"account_not_found" | "funds_insufficient"> {
    assert(wanted.amount > 0n, `a hold is of more than zero, not ${wanted.amount}`);
    const account = tx.table(this.accounts).get(wanted.account);
    if (account === undefined) return refused("account_not_found", { account: wanted.account });
    assert(account.kind === "own", `${account.id} is ${account.kind}: only what is owned can be held`);
    if (balanceOfRow(account).available < wanted.amount) return fundsInsufficient(account, wanted.amount);
    const hold: Hold = {
      id: tx.newId("hold"),
      accountId: account.id,
      amount: wanted.amount,
      ...sourceOf(ctx, wanted),
    };
    tx.table(this.holds).put(hold);
    tx.table(this.accounts).put({ ...account, held: account.held + wanted.amount });
    return { ok: true, hold };
  }

  /** Gives a hold back to its account, whole unless an amount is given. Returns what remains on hold. */
  release(tx: Tx, holdId: string, amount?: bigint): Done<{ readonly remaining: bigint }> | Refused<"hold_too_small"> {
    const hold = this.#requireHold(tx, holdId);
    const released = amount ?? hold.amount;
    if (released > hold.amount) return holdTooSmall(hold, released);
    tx.table(this.accounts).put(this.#holder(tx, hold, released));
    this.#shrink(tx, hold, released);
    return { ok: true, remaining: hold.amount - released };
  }

  /** Pays from a hold, whole unless an amount is given; what is left stays on hold until it is captured or released. */
  capture(
    tx: Tx,
    ctx: Context,
    holdId: string,
    { to, amount, reason, reference }: Capture,
  ):
    | Done<{ readonly posting: Posting; readonly remaining: bigint }>
    | Refused<"account_not_found" | "balance_too_large" | "hold_too_small"> {
    const hold = this.#requireHold(tx, holdId);
    const captured = amount ?? hold.amount;
    if (captured > hold.amount) return holdTooSmall(hold, captured);
    const account = this.#holder(tx, hold, captured);
    const source = reference === undefined ? { reason } : { reason, reference };
    const moved = this.#move(tx, ctx, account, { from: account.id, to, amount: captured, ...source });
    if (moved.ok) this.#shrink(tx, hold, captured);
    return moved.ok ? { ...moved, remaining: hold.amount - captured } : moved;
  }

  /** The account with this id; undefined where there is none, or none that the viewer of a query may see. */
  account(tx: ReadTx, id: string): Account | undefined {
    return tx.table(this.accounts).get(id);
  }

  /** What an account has. Zero throughout where there is no account. */
  balanceOf(tx: ReadTx, id: string): Balance {
    const account = this.account(tx, id);
    return account === undefined ? { balance: 0n, held: 0n, available: 0n } : balanceOfRow(account);
  }

  /** Accounts of an owner in the order of their ids. */
  accountsOf(tx: ReadTx, ownerId: string): readonly Account[] {
    return tx.table(this.accounts).find({ index: "byOwner", equals: { ownerId } });
  }

  /** Postings from and to an account, the latest first, at most `limit` of them before the posting with the id `after`. */
  postingsOf(tx: ReadTx, id: string, after: string | undefined, limit: number): readonly Posting[] {
    const table = tx.table(this.postings);
    const start = after === undefined ? this.account(tx, id)?.lastPosting : postingBefore(table.get(after), id);
    const found: Posting[] = [];
    for (let next = start; next !== undefined && found.length < limit; next = postingBefore(found.at(-1), id)) {
      const posting = table.get(next);
      if (posting === undefined) break;
      found.push(posting);
    }
    return found;
  }

  #move(
    tx: Tx,
    ctx: Context,
    from: Account,
    wanted: NewPosting,
  ): Done<{ readonly posting: Posting }> | Refused<"account_not_found" | "balance_too_large"> {
    const { amount } = wanted;
    assert(amount > 0n, `a posting is of more than zero, not ${amount}`);
    assert(wanted.from !== wanted.to, `${wanted.from} cannot pay itself`);
    const to = tx.table(this.accounts).get(wanted.to);
    if (to === undefined) return refused("account_not_found", { account: wanted.to });
    assert(from.asset === to.asset, `${from.id} and ${to.id} hold different assets`);
    if (!isInRange(from.balance - amount)) return refused("balance_too_large", { account: from.id });
    if (!isInRange(to.balance + amount)) return refused("balance_too_large", { account: to.id });
    const posting: Posting = {
      id: tx.newId("posting"),
      asset: from.asset,
      fromAccount: from.id,
      toAccount: to.id,
      amount,
      ...sourceOf(ctx, wanted),
      ...(from.lastPosting === undefined ? {} : { beforeFrom: from.lastPosting }),
      ...(to.lastPosting === undefined ? {} : { beforeTo: to.lastPosting }),
    };
    tx.table(this.accounts).put({ ...from, balance: from.balance - amount, lastPosting: posting.id });
    tx.table(this.accounts).put({ ...to, balance: to.balance + amount, lastPosting: posting.id });
    tx.table(this.postings).put(posting);
    return { ok: true, posting };
  }

  /** The account of a hold as it is without this part of the hold. */
  #holder(tx: Tx, hold: Hold, amount: bigint): Account {
    assert(amount > 0n, `an amount is above zero, not ${amount}`);
    const account = tx.table(this.accounts).get(hold.accountId);
    assert(account !== undefined && account.held >= amount, `${hold.accountId} holds what its holds say`);
    return { ...account, held: account.held - amount };
  }

  #shrink(tx: Tx, hold: Hold, amount: bigint): void {
    if (amount === hold.amount) tx.table(this.holds).delete(hold.id);
    else tx.table(this.holds).put({ ...hold, amount: hold.amount - amount });
  }

  #requireHold(tx: Tx, holdId: string): Hold {
    const hold = tx.table(this.holds).get(holdId);
    assert(hold !== undefined, `there is no hold ${holdId}, or it is used up`);
    return hold;
  }
}

/** Id of the posting before this one on one of its two accounts. */
function postingBefore(posting: Posting | undefined, account: string): Posting["beforeFrom"] {
  return posting?.fromAccount === account
    ? posting.beforeFrom
    : posting?.toAccount === account
      ? posting.beforeTo
      : undefined;
}

function balanceOfRow({ balance, held }: Account): Balance {
  return { balance, held, available: balance - held };
}

function sourceOf(ctx: Context, { reason, reference }: Pick<NewPosting, "reason" | "reference">) {
  return { reason, ...(reference === undefined ? {} : { reference }), transactionId: ctx.id, at: ctx.time };
}

function fundsInsufficient(account: Account, amount: bigint): Refused<"funds_insufficient"> {
  const { available } = balanceOfRow(account);
  return refused("funds_insufficient", { account: account.id, available: `${available}`, amount: `${amount}` });
}

function holdTooSmall(hold: Hold, amount: bigint): Refused<"hold_too_small"> {
  return refused("hold_too_small", { held: `${hold.amount}`, amount: `${amount}` });
}

function refused<P extends AccountProblem>(problem: P, facts: Readonly<Record<string, string>>): Refused<P> {
  return { ok: false, problem, facts };
}
