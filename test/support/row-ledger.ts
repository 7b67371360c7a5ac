import { strict as assert } from "node:assert";
import type { Context } from "#kernel/command";
import type { Viewer } from "#kernel/identity";
import { objectId } from "#kernel/leaf";
import type { Invariant } from "#kernel/scenario";
import type { Id } from "#kernel/shape";
import type { ReadTx, Table, Tx } from "#kernel/table";
import { PROTOCOL_1_LIMITS } from "#ledger/limits";
import { Rows } from "#ledger/rows";
import { wholeTx } from "#ledger/run-query";
import type { State } from "#ledger/state";
import { visibleTx } from "#ledger/visible-tx";
import { openState } from "#sqlite/sqlite-state";

const START = Date.UTC(2026, 2, 2, 1, 0, 0);

/**
 * Tables of a kit piece on the real rows and SQLite, without envelopes and blocks: for tests that run very many
 * transactions. Invariants are checked after each, and every transaction has a later millisecond than the one before.
 */
export class RowLedger {
  readonly #state: State;
  readonly #rows: Rows;
  readonly #invariants: readonly Invariant[];
  #count = 0;

  constructor(tables: readonly Table[], invariants: readonly Invariant[]) {
    this.#state = openState(":memory:", tables);
    this.#rows = new Rows(this.#state, PROTOCOL_1_LIMITS);
    this.#invariants = invariants;
  }

  /** Runs one transaction and keeps what it wrote, unless `isKept` says no. Throws when an invariant is broken. */
  run<T>(transaction: (tx: Tx, ctx: Context) => T, isKept: (result: T) => boolean = () => true): T {
    const id = `${++this.#count}`.padStart(80, "0");
    const time = START + this.#count;
    this.#rows.begin();
    try {
      const result = transaction(this.#tx(id, time), { ledger: "test", clock: "simulated", height: 1, time, id });
      if (isKept(result)) this.#keep();
      return result;
    } finally {
      this.#rows.undo();
    }
  }

  /** Reads every row that was kept. */
  get read(): ReadTx {
    this.#flush();
    return wholeTx(this.#state);
  }

  /** Reads the kept rows that a viewer may see. */
  readAs(viewer: Viewer): ReadTx {
    this.#flush();
    return visibleTx(this.#state, viewer);
  }

  /** Frees the memory of the state. */
  close(): void {
    this.#state.close();
  }

  #keep(): void {
    for (const invariant of this.#invariants) {
      const changes = this.#rows.changes(new Set(invariant.tables));
      assert.equal(changes.length === 0 ? undefined : invariant.broken(changes), undefined, invariant.name);
    }
    this.#rows.keep();
  }

  #tx(id: string, time: number): Tx {
    let counter = 0;
    return {
      table: (table) => this.#rows.handle(table, this.#flush),
      newId: <P extends string>(prefix: P) => objectId(prefix, time, id, counter++) as Id<P>,
      schedule: () => assert.fail("no timers here: use the contract harness"),
      cancel: () => assert.fail("no timers here: use the contract harness"),
    };
  }

  readonly #flush = (): void => this.#rows.flush((table, key, text) => this.#state.putRow(table, key, text));
}
