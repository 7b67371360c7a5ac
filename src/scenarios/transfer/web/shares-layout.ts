/** Shares drawn as a hundred cells of one percent of the contribution each. They are not cash and are never added to it. */

export interface Holder {
  readonly key: string;
  readonly amount: bigint;
}

export interface Holding extends Holder {
  /** From the left edge, in cells; a holding need not be a whole number of cells. */
  readonly from: number;
  readonly cells: number;
  /** In basis points of the whole, rounded down. */
  readonly shareBp: number;
}

const CELLS = 100;

/** Places the holders beside each other in the order given. */
export function layShares(holders: readonly Holder[]): readonly Holding[] {
  const whole = holders.reduce((sum, { amount }) => sum + amount, 0n);
  if (whole === 0n) return [];
  let before = 0n;
  return holders.map((holder) => {
    const from = cellsOf(before, whole);
    before += holder.amount;
    return {
      ...holder,
      from,
      cells: cellsOf(before, whole) - from,
      shareBp: Number((holder.amount * 10_000n) / whole),
    };
  });
}

// Hundredths of a cell are exact enough for a drawing.
function cellsOf(part: bigint, whole: bigint): number {
  return Number((part * BigInt(CELLS) * 100n) / whole) / 100;
}
