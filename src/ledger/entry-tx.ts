import { objectId, publicId } from "#kernel/leaf";
import { type Id, write } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import type { Rows } from "./rows.ts";
import { timersTable } from "./timers-table.ts";

/**
 * What the ids that an entry makes are derived from. Seeds are hexadecimal, the same on every node, and nothing that can be
 * had from public leaves: an id must not lead back to the leaf of the entry that made it.
 */
export interface IdSource {
  /** Position of the entry's leaf. */
  readonly position: number;
  /** Time of the block in milliseconds. */
  readonly time: number;
  /** Seed of the n-th id where it is that of an object. */
  readonly objectSeed: (counter: number) => string;
  /** Seed of the n-th id where it is that of a timer. */
  readonly timerSeed: (counter: number) => string;
}

/** What the contract of one entry may do. `flush` writes the block's rows before a scan has to see them. */
export function entryTx(rows: Rows, flush: () => void, ids: IdSource): Tx {
  let counter = 0;
  return {
    table: (table) => rows.handle(table, flush),
    newId: <P extends string>(prefix: P) => {
      const id = objectId(prefix, ids.position, ids.objectSeed(counter), counter) as Id<P>;
      counter++;
      rows.noteNewId(id);
      return id;
    },
    schedule: (timer, dueAt, input) => {
      const id = publicId("timer", ids.time, ids.timerSeed(counter), counter) as Id<"timer">;
      counter++;
      const data = write(timer.input, input);
      rows.handle(timersTable, flush).put({ id, dueAt: Math.max(dueAt, 0), timer: timer.name, data });
      return id;
    },
    cancel: (timerId) => rows.handle(timersTable, flush).delete(timerId),
  };
}
