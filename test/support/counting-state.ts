import type { Table } from "#kernel/table";
import type { StateReader } from "#ledger/state";

/** How often a state was asked for a row by its key, how often for a range, and how many rows it gave. */
export interface Reads {
  gets: number;
  scans: number;
  rows: number;
}

/** A state that counts what is read from it. */
export function countingState(state: StateReader): { readonly state: StateReader; readonly reads: Reads } {
  const reads = { gets: 0, scans: 0, rows: 0 };
  const counting: StateReader = Object.create(state, {
    row: {
      value: (table: Table, key: string) => {
        reads.gets++;
        reads.rows++;
        return state.row(table, key);
      },
    },
    scan: {
      value: (...args: Parameters<StateReader["scan"]>) => {
        const found = state.scan(...args);
        reads.scans++;
        reads.rows += found.length;
        return found;
      },
    },
  });
  return { state: counting, reads };
}
