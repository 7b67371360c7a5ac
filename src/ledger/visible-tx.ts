import { hasRole, type Viewer } from "#kernel/identity";
import type { ValueObject } from "#kernel/json";
import type { Find, Indexes, ReadTable, ReadTx, Table } from "#kernel/table";
import { readHandle } from "./rows.ts";
import type { StateReader } from "./state.ts";

/** Role that sees every row of a ledger: whoever may read its blocks knows them anyway. */
export const READER = "reader";

/**
 * Reads the rows that a viewer may see, in one snapshot of the state. A list asks for the same case again and again, for its
 * items and for who may see them: each row is read once and judged once.
 */
export function visibleTx(state: StateReader, viewer: Viewer): ReadTx {
  const whole = wholeOnceTx(state);
  if (hasRole(viewer, READER)) return whole;
  return kept((table) => visibleHandle(state, table, viewer, whole));
}

/** Reads every row, each once, in one snapshot of the state. */
export function wholeOnceTx(state: StateReader): ReadTx {
  return kept((table) => wholeHandle(state, table));
}

type OpenHandle = <Row extends ValueObject, I extends Indexes>(table: Table<Row, I>) => ReadTable<Row, I>;

/** Opens the handle on a table once. */
function kept(open: OpenHandle): ReadTx {
  const handles = new Map<unknown, unknown>();
  return {
    table: <Row extends ValueObject, I extends Indexes>(table: Table<Row, I>) => {
      // A handle is kept under the table that it was opened for.
      const handle = (handles.get(table) ?? open(table)) as ReadTable<Row, I>;
      handles.set(table, handle);
      return handle;
    },
  };
}

function wholeHandle<Row extends ValueObject, I extends Indexes>(
  state: StateReader,
  table: Table<Row, I>,
): ReadTable<Row, I> {
  const rows = new Map<string, Row | undefined>();
  const handle = readHandle(state, table, (row) => {
    rows.set(table.key(row), row);
    return true;
  });
  return {
    get: remembered(rows, (key: string) => key, handle.get),
    find: remembered(new Map(), findKey, handle.find),
    list: handle.list,
  };
}

function visibleHandle<Row extends ValueObject, I extends Indexes>(
  state: StateReader,
  table: Table<Row, I>,
  viewer: Viewer,
  whole: ReadTx,
): ReadTable<Row, I> {
  const isVisible = remembered(new Map<string, boolean>(), table.key, (row: Row) => table.visible(row, viewer, whole));
  const handle = readHandle(state, table, isVisible);
  return {
    get: (key) => {
      const row = whole.table(table).get(key);
      return row !== undefined && isVisible(row) ? row : undefined;
    },
    find: remembered(new Map(), findKey, handle.find),
    list: handle.list,
  };
}

function remembered<Asked, Answer>(
  answers: Map<string, Answer>,
  keyOf: (asked: Asked) => string,
  answer: (asked: Asked) => Answer,
): (asked: Asked) => Answer {
  return (asked) => {
    const key = keyOf(asked);
    // An answer may be undefined.
    if (!answers.has(key)) answers.set(key, answer(asked));
    return answers.get(key) as Answer;
  };
}

function findKey({ index, equals = {}, after, limit, reverse }: Find<Indexes>): string {
  const values = Object.entries(equals).map(([column, value]) => `${column} ${typeof value} ${value}`);
  return JSON.stringify([index, values, after ?? null, limit ?? null, reverse ?? false]);
}
