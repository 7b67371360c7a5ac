import type { Json, JsonObject } from "#kernel/json";
import type { Outcome } from "#kernel/leaf";
import { ClientProblem } from "./client-problem.ts";
import type { ProblemKind } from "./local-texts.ts";

/** Answers to transactions, as a node gives them. */

/** An entry with a leaf. */
export interface RecordedAnswer {
  readonly status: "recorded";
  readonly id: string;
  readonly position: number;
  readonly height: number;
  /** Ledger time in milliseconds. */
  readonly time: number;
  readonly outcome: Outcome;
  /** Result of `done`; `{rejected, facts}` of `rejected`; absent for `fault`. */
  readonly result?: Json;
  /** It had its leaf before it was sent this time. */
  readonly duplicate?: true;
}

/** A submission without a leaf: `refused` was never ordered, `skipped` may still be recorded until its notAfter. */
export interface UnrecordedAnswer {
  readonly status: "refused" | "skipped";
  readonly id?: string;
  readonly code: string;
  readonly issues?: Json;
}

export type TransactionAnswer = RecordedAnswer | UnrecordedAnswer;

/** A command that was done. */
export interface Done {
  readonly id: string;
  readonly position: number;
  readonly height: number;
  readonly time: number;
  readonly result: JsonObject;
  readonly duplicate?: true;
}

/**
 * What an answer comes to: a command that was done.
 * @throws ClientProblem for everything else; its texts are the codes, for answers of a batch carry no texts
 */
export function doneOf(answer: TransactionAnswer): Done {
  if (answer.status !== "recorded") {
    const { status, id, code, issues } = answer;
    const kind: ProblemKind = status === "skipped" ? "unavailable" : KEY_CODES.includes(code) ? "not_allowed" : "input";
    const rest = { ...(id === undefined ? {} : { id }), ...(issues === undefined ? {} : { issues }) };
    throw new ClientProblem({ code, kind, title: code, detail: code, outcome: status, ...rest });
  }
  const { id, position, height, time, outcome, result, duplicate } = answer;
  const place = { id, position, height, time };
  if (outcome === "done") return { ...place, result: result as JsonObject, ...(duplicate ? { duplicate } : {}) };
  if (outcome === "fault") {
    throw new ClientProblem({
      code: "contract_fault",
      kind: "bug",
      title: "contract_fault",
      detail: "contract_fault",
      outcome,
      ...place,
    });
  }
  const { rejected: code, facts } = result as { readonly rejected: string; readonly facts: JsonObject };
  throw new ClientProblem({ code, kind: "rejection", title: code, detail: code, outcome, facts, ...place });
}

const KEY_CODES: readonly string[] = ["unknown_key", "revoked_key", "bad_signature"];
