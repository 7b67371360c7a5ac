import { isInRange } from "#kernel/money";
import type { Change, Invariant } from "#kernel/scenario";
import type { Account, AccountTables, Hold, Posting } from "./accounts-tables.ts";

/** What postings and holds of one transaction do to one account. */
interface Effect {
  asset: string | undefined;
  balance: bigint;
  held: bigint;
}

/**
 * The postcondition of every transaction on a book: postings are only added; balances change by exactly what the added
 * postings say and holds by exactly what `held` says, so every asset sums to zero; no own account is below zero; what is
 * held is there. A transaction that breaks it becomes a fault and changes nothing.
 */
export function accountsInvariant(book: string, tables: AccountTables): Invariant {
  const [accounts, postings, holds] = [tables.accounts.name, tables.postings.name, tables.holds.name];
  return {
    name: `the accounts of ${book} balance`,
    tables: [accounts, postings, holds],
    broken(changes) {
      const effects = new Map<string, Effect>();
      for (const change of changes) {
        const problem =
          change.table === postings
            ? addPosting(change, effects)
            : change.table === holds
              ? addHold(change, effects)
              : undefined;
        if (problem !== undefined) return `${change.key} ${problem}`;
      }
      let explained = 0;
      for (const change of changes) {
        if (change.table !== accounts) continue;
        const effect = effects.get(change.key);
        const problem = accountProblem(change, effect);
        if (problem !== undefined) return `${change.key} ${problem}`;
        if (effect !== undefined) explained++;
      }
      return explained < effects.size ? "a posting or hold names an account that it does not change" : undefined;
    },
  };
}

function addPosting({ before, after }: Change, effects: Map<string, Effect>): string | undefined {
  if (before !== undefined || after === undefined) return "is a posting that was changed or deleted";
  // Rows of a table have the type of its shape: the runtime read or wrote them through it.
  const { asset, fromAccount, toAccount, amount } = after as Posting;
  if (amount <= 0n) return "is a posting of nothing";
  if (fromAccount === toAccount) return "is a posting from an account to itself";
  for (const [account, change] of [
    [fromAccount, -amount],
    [toAccount, amount],
  ] as const) {
    const effect = effectOn(account, effects);
    if (effect.asset !== undefined && effect.asset !== asset) return "is of another asset than its accounts";
    effect.asset = asset;
    effect.balance += change;
  }
  return undefined;
}

function addHold(change: Change, effects: Map<string, Effect>): string | undefined {
  const before = change.before as Hold | undefined;
  const after = change.after as Hold | undefined;
  if (before !== undefined && after !== undefined && before.accountId !== after.accountId)
    return "moved to another account";
  const account = after?.accountId ?? before?.accountId;
  // A hold that was made and used up by the same transaction left nothing behind.
  if (account === undefined) return undefined;
  if (after !== undefined && after.amount <= 0n) return "holds nothing";
  effectOn(account, effects).held += (after?.amount ?? 0n) - (before?.amount ?? 0n);
  return undefined;
}

function accountProblem(change: Change, effect: Effect | undefined): string | undefined {
  const before = change.before as Account | undefined;
  const after = change.after as Account | undefined;
  if (after === undefined) return "was deleted";
  if (before !== undefined && !isSameAccount(before, after)) return "has another asset, owner or kind than before";
  if (effect?.asset !== undefined && effect.asset !== after.asset) return "is of another asset than a posting on it";
  const { balance, held } = effect ?? { balance: 0n, held: 0n };
  if (after.balance - (before?.balance ?? 0n) !== balance) return "has a balance that its postings do not explain";
  if (after.held - (before?.held ?? 0n) !== held) return "holds something else than its holds say";
  return boundsProblem(after);
}

function boundsProblem({ kind, balance, held }: Account): string | undefined {
  if (!isInRange(balance)) return "does not fit 64 signed bits";
  if (kind !== "own") return held === 0n ? undefined : "is no own account and holds something";
  if (balance < 0n) return "is below zero";
  return held >= 0n && held <= balance ? undefined : "holds more than it has";
}

function isSameAccount(before: Account, after: Account): boolean {
  return before.asset === after.asset && before.ownerId === after.ownerId && before.kind === after.kind;
}

function effectOn(account: string, effects: Map<string, Effect>): Effect {
  let effect = effects.get(account);
  if (effect === undefined) {
    effect = { asset: undefined, balance: 0n, held: 0n };
    effects.set(account, effect);
  }
  return effect;
}
