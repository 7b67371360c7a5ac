/** Where the picture of the latest blocks puts its columns and cells: a column is a block, a cell a leaf. */

/** A block as the node's explorer gives it. */
export interface ExploredBlock {
  readonly height: number;
  readonly time: number;
  /** Position of its first leaf, and number of leaves of the ledger after it. */
  readonly from: number;
  readonly size: number;
  readonly transactions: OutcomeCounts;
  readonly timers: OutcomeCounts;
}

type OutcomeCounts = Readonly<Record<"done" | "rejected" | "fault", number>>;

/** The public part of a leaf that the picture needs. */
export interface PicturedLeaf {
  readonly position: number;
  readonly kind: "genesis" | "transaction" | "timer" | "block";
  readonly outcome?: "done" | "rejected" | "fault";
}

/** How a cell is drawn. */
export type CellKind = "transaction" | "timer" | "refused" | "genesis";

export interface Cell {
  readonly kind: CellKind;
  readonly y: number;
  /** Absent where a block has more leaves than are looked at one by one. */
  readonly position?: number;
}

export interface Column {
  readonly height: number;
  readonly x: number;
  readonly cells: readonly Cell[];
  /** Leaves for which the column has no room. */
  readonly more: number;
  /** Position of the block's own leaf. */
  readonly blockLeaf: number;
  readonly size: number;
}

export const CHART = {
  width: 1120,
  pitch: 66,
  left: 8,
  cell: 50,
  top: 22,
  rows: 9,
  rowPitch: 17,
  rowHeight: 13,
} as const;

/** Number of blocks that have room. */
export const COLUMNS = 16;

/** Y of the line that the blocks stand on. */
export const BASE = CHART.top + CHART.rows * CHART.rowPitch + 6;

/**
 * Columns of blocks that are given newest first; the newest stands on the right. `leaves` are those that were read, by
 * position; blocks whose leaves are not among them are drawn by their counts.
 */
export function blockColumns(
  blocks: readonly ExploredBlock[],
  leaves: ReadonlyMap<number, PicturedLeaf>,
): readonly Column[] {
  return [...blocks]
    .slice(0, COLUMNS)
    .reverse()
    .map((block, i) => {
      const kinds = cellsOf(block, leaves);
      const shown = kinds.slice(0, CHART.rows);
      return {
        height: block.height,
        x: CHART.left + i * CHART.pitch,
        cells: shown.map((cell, row) => ({ ...cell, y: BASE - (row + 1) * CHART.rowPitch - 2 })),
        more: kinds.length - shown.length,
        blockLeaf: block.size - 1,
        size: block.size,
      };
    });
}

function cellsOf(block: ExploredBlock, leaves: ReadonlyMap<number, PicturedLeaf>): readonly Omit<Cell, "y">[] {
  const count = block.size - 1 - block.from;
  const read = Array.from({ length: count }, (_, i) => leaves.get(block.from + i));
  if (block.height === 0) return [{ kind: "genesis", position: 0 }];
  if (read.every((leaf) => leaf !== undefined)) {
    return read.map((leaf) => ({ kind: kindOf(leaf), position: leaf.position }));
  }
  const { transactions, timers } = block;
  const refused = transactions.rejected + transactions.fault + timers.rejected + timers.fault;
  return [
    ...Array.from({ length: transactions.done }, () => ({ kind: "transaction" as const })),
    ...Array.from({ length: timers.done }, () => ({ kind: "timer" as const })),
    ...Array.from({ length: refused }, () => ({ kind: "refused" as const })),
  ];
}

function kindOf({ kind, outcome }: PicturedLeaf): CellKind {
  if (outcome !== undefined && outcome !== "done") return "refused";
  return kind === "timer" ? "timer" : "transaction";
}

/** Y from which the columns are shown: as high as the highest of them needs, and three leaves at least. */
export function topOf(columns: readonly Column[]): number {
  const rows = Math.max(3, ...columns.map(({ cells }) => cells.length));
  return BASE - rows * CHART.rowPitch - CHART.top;
}

/** A head of this ledger that another ledger has recorded. */
export interface Anchored {
  readonly size: number;
  readonly root: string;
  /** Id of the transaction on the other ledger. */
  readonly id: string;
}

/** Anchors below the columns of the blocks whose heads they record. */
export function anchorsUnder(
  columns: readonly Column[],
  anchors: readonly Anchored[],
): readonly (Anchored & { readonly x: number })[] {
  return columns.flatMap(({ size, x }) => {
    const anchor = anchors.find((each) => each.size === size);
    return anchor === undefined ? [] : [{ ...anchor, x: x + CHART.cell / 2 }];
  });
}
