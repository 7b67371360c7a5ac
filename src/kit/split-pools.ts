import { mirrored, type Paid, type Share, type Split, splitInstalment } from "./splitting.ts";

/** Nested pools: an amount is split among pools, each pool's whole fen among its members, top-down. */

/** A pool, or a payee when it has no members. Ids are unique among siblings, not empty, and contain no `/`. */
export type Pool = { readonly id: string; readonly weight: bigint; readonly members?: readonly Pool[] };

/** Shares of pools and of payees in one list, parents first; ids are paths such as `award/leader`. */
export type PoolSplit = Split & {
  /** Only those who are paid: shares of pools without members. Their amounts add up to the whole. */
  readonly payees: readonly Share[];
};

/**
 * Splits an amount down a tree of pools. `paid` maps paths of pools and payees to what they have had; then the amount is
 * one more instalment. What a pool gets is split as it is: its own rounding is never undone further down.
 * @throws RangeError on an empty or slashed id, payees unfit for splitting, or a negative amount after earlier instalments.
 */
export function splitPools(amount: bigint, pools: readonly Pool[], paid: Paid = new Map()): PoolSplit {
  if (amount < 0n && paid.size === 0) {
    const mirror = splitPools(-amount, pools);
    return { ...mirrored(mirror), payees: mirrored({ amount: -amount, shares: mirror.payees }).shares };
  }
  const shares: Share[] = [];
  const payees: Share[] = [];
  const splitAmong = (part: bigint, siblings: readonly Pool[], prefix: string): void => {
    const pathed = siblings.map((pool) => ({ ...pool, id: pathOf(prefix, pool.id) }));
    const done = splitInstalment(part, pathed, paidUnder(prefix, paid));
    const membersOf = new Map(pathed.map(({ id, members }) => [id, members]));
    for (const share of done.shares) {
      shares.push(share);
      const members = membersOf.get(share.id);
      if (members === undefined) payees.push(share);
      else splitAmong(share.amount, members, `${share.id}/`);
    }
  };
  splitAmong(amount, pools, "");
  refuseForeignPayments(paid, shares, payees);
  return { amount, shares, payees };
}

function refuseForeignPayments(paid: Paid, shares: readonly Share[], payees: readonly Share[]): void {
  const leaves = new Set(payees.map(({ id }) => id));
  const paths = new Set(shares.map(({ id }) => id));
  for (const path of paid.keys())
    if (!paths.has(path)) throw new RangeError(`${path} was paid but is not in the pools`);
  for (const { id, paidBefore } of shares) {
    if (leaves.has(id)) continue;
    const paidToMembers = [...paidUnder(`${id}/`, paid).values()].reduce((sum, value) => sum + value, 0n);
    if (paidToMembers !== paidBefore) {
      throw new RangeError(`${id} has had ${paidBefore} fen, but its members ${paidToMembers}`);
    }
  }
}

/** The entries of `paid` for the children of one pool. */
function paidUnder(prefix: string, paid: Paid): Paid {
  return new Map([...paid].filter(([path]) => path.startsWith(prefix) && !path.slice(prefix.length).includes("/")));
}

function pathOf(prefix: string, id: string): string {
  if (id === "" || id.includes("/")) throw new RangeError(`"${id}" cannot be an id in a pool: not empty, without "/"`);
  return prefix + id;
}
