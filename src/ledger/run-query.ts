import type { Allow } from "#kernel/command";
import { hasRole, type Signer, type Viewer } from "#kernel/identity";
import { canonicalize, type Json, type JsonObject, type ValueObject } from "#kernel/json";
import { check } from "#kernel/shape";
import type { Indexes, ReadTable, ReadTx, Table } from "#kernel/table";
import type { Contracts } from "./contracts.ts";
import { readHandle } from "./rows.ts";
import { fulfils } from "./run-contract.ts";
import type { QueryAnswer } from "./service.ts";
import type { StateReader } from "./state.ts";

/** Role that sees every row of a ledger: whoever may read its blocks knows them anyway. */
const READER = "reader";

export interface QueryRun {
  readonly name: string;
  readonly input: JsonObject;
  readonly viewer: Viewer;
  readonly ledger: string;
  readonly time: number;
  /** Value behind a commitment, from this node's vault. */
  readonly reveal: (commitment: string) => string | undefined;
}

/** Runs a query on the state after the last block. The query sees only the rows its viewer may see. */
export function runQuery(contracts: Contracts, state: StateReader, run: QueryRun): QueryAnswer {
  const query = contracts.queries.get(run.name);
  if (query === undefined) return { ok: false, code: "unknown_query" };
  const { viewer } = run;
  if (query.allow !== "public") {
    if (viewer === undefined) return { ok: false, code: "session_missing" };
    if (!mayAsk(viewer, query.allow)) return { ok: false, code: "role_missing" };
  }
  const input = check(query.input, run.input);
  if (!input.ok) return { ok: false, code: "input_unfit", issues: input.issues as unknown as Json };
  const { ledger, time, reveal } = run;
  const value = query.run(visibleTx(state, viewer), input.value, { viewer, ledger, time, reveal });
  return { ok: true, value: JSON.parse(canonicalize(value)) as JsonObject };
}

/** Reads every row of the state after the last block. */
export function wholeTx(state: StateReader): ReadTx {
  return { table: (table) => readHandle(state, table, () => true) };
}

/**
 * Reads the rows that a viewer may see, in one snapshot of the state: it remembers rows, because a list asks for the same
 * case again and again, for its items and for who may see them.
 */
export function visibleTx(state: StateReader, viewer: Viewer): ReadTx {
  const whole = rememberingTx(wholeTx(state));
  if (hasRole(viewer, READER)) return whole;
  return rememberingTx({
    table: (table) => readHandle(state, table, (row) => table.visible(row, viewer, whole)),
  });
}

/** The same, reading each row by its key once. */
function rememberingTx(tx: ReadTx): ReadTx {
  const handles = new Map<unknown, unknown>();
  return {
    table: <Row extends ValueObject, I extends Indexes>(table: Table<Row, I>) => {
      // A handle is kept under the table that it was made for.
      const kept = handles.get(table) as ReadTable<Row, I> | undefined;
      const handle = kept ?? rememberingHandle(tx.table(table));
      handles.set(table, handle);
      return handle;
    },
  };
}

function rememberingHandle<Row, I extends Indexes>(handle: ReadTable<Row, I>): ReadTable<Row, I> {
  const rows = new Map<string, Row | undefined>();
  return {
    get: (key) => {
      if (!rows.has(key)) rows.set(key, handle.get(key));
      return rows.get(key);
    },
    find: (wanted) => handle.find(wanted),
    list: (after, limit) => handle.list(after, limit),
  };
}

function mayAsk(viewer: Signer, allow: Allow): boolean {
  return fulfils(viewer, allow) || hasRole(viewer, READER);
}
