import type { Allow } from "#kernel/command";
import { hasRole, type Signer, type Viewer } from "#kernel/identity";
import { canonicalize, type Json, type JsonObject } from "#kernel/json";
import { check } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import type { Contracts } from "./contracts.ts";
import { readHandle } from "./rows.ts";
import { fulfils } from "./run-contract.ts";
import type { QueryAnswer } from "./service.ts";
import type { StateReader } from "./state.ts";
import { READER, visibleTx } from "./visible-tx.ts";

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

function mayAsk(viewer: Signer, allow: Allow): boolean {
  return fulfils(viewer, allow) || hasRole(viewer, READER);
}
