import assert from "node:assert/strict";
import type { CommandContext, Context, RejectionStatus } from "#kernel/command";
import { sumOf } from "#kernel/money";
import { anyTable } from "#kernel/scenario";
import type { ReadTx, Table, Tx } from "#kernel/table";
import {
  type Batch,
  type BatchLine,
  type BatchState,
  defineObligationTables,
  OBLIGATION_MOVES,
  type Obligation,
  type ObligationState,
  type ObligationTables,
  type ObligationVisibility,
} from "./obligations-tables.ts";
import { paymentListHash } from "./payment-list.ts";

/**
 * What is owed, and the way it is paid: due → approved → batched → instructed → paid, or returned and paid in another batch.
 * A scenario declares a book of its own, lists its tables in the manifest, and posts to its accounts when the bank's answer
 * comes: a balance here is a record of money, never the money.
 *
 * What a user can get wrong comes back as an outcome; what cannot happen is an assertion.
 */

/** Ways in which an act on payments is refused, with the HTTP status of the rejection. */
export const PAYMENT_PROBLEMS = {
  /** Facts: `obligation`. */
  obligation_not_found: 404,
  batch_not_found: 404,
  /** Who draws a list up does not release it. */
  releaser_is_creator: 403,
  obligation_repeated: 422,
  /** Facts: `withheld`, `gross`. */
  withholding_over_gross: 422,
  /** The bank's answer names every line of the batch once and no other. Facts: `missing`, `unknown`. */
  results_do_not_fit: 422,
  /** Facts: `obligation`, `state`. */
  obligation_not_payable: 409,
  /** Facts: `state`. */
  batch_not_in_state: 409,
  list_hash_differs: 409,
} as const satisfies Readonly<Record<string, RejectionStatus>>;
export type PaymentProblem = keyof typeof PAYMENT_PROBLEMS;

export type Accepted<T> = { readonly ok: true } & T;
/** For `reject(outcome.problem, outcome.facts)`. */
export type Declined = {
  readonly ok: false;
  readonly problem: PaymentProblem;
  readonly facts: Readonly<Record<string, string>>;
};

export type NewObligation = Pick<Obligation, "id" | "unitId" | "subjectId" | "payeeId" | "asset" | "gross">;

/** What the bank said of a line. */
export interface LineResult {
  readonly obligationId: string;
  readonly result: "paid" | "returned";
  readonly reason?: string | undefined;
}

export interface BankAnswer {
  readonly results: readonly LineResult[];
  readonly occurredOn: string;
  readonly bankReference: string;
  readonly statementHash: string;
}

/** Obligations that were paid and returned, as they are now. */
export interface BankOutcome {
  readonly batch: Batch;
  readonly paid: readonly Obligation[];
  readonly returned: readonly Obligation[];
}

/** States in which an obligation may go into a batch, and may still be changed. */
const PAYABLE: readonly ObligationState[] = ["approved", "returned", "reversed"];

export interface ObligationOptions extends ObligationVisibility {
  /** Prefix of the tables: the name of the scenario. */
  readonly name: string;
}

/** Declares a book of obligations. */
export function defineObligationBook({ name, ...visibility }: ObligationOptions): ObligationBook {
  return new ObligationBook(defineObligationTables(name, visibility));
}

/** Obligations and payment batches of one scenario. Holds no state: all of it is in `tx`. */
export class ObligationBook {
  readonly obligations: ObligationTables["obligations"];
  readonly batches: ObligationTables["batches"];
  readonly batchLines: ObligationTables["batchLines"];
  /** For the manifest of the scenario. */
  readonly tables: readonly Table[];

  constructor(tables: ObligationTables) {
    this.obligations = tables.obligations;
    this.batches = tables.batches;
    this.batchLines = tables.batchLines;
    this.tables = [anyTable(tables.obligations), anyTable(tables.batches), anyTable(tables.batchLines)];
  }

  /** Enters what is owed. It waits for `approve`. An obligation that was made void may be opened anew under its id. */
  open(tx: Tx, ctx: Context, wanted: NewObligation): Obligation {
    const existing = tx.table(this.obligations).get(wanted.id);
    assert(existing === undefined || existing.state === "void", `${wanted.id} is owed already`);
    const opened: Obligation = {
      ...wanted,
      withheld: 0n,
      state: "due",
      stateBefore: "due",
      batchId: "",
      openedAt: ctx.time,
    };
    tx.table(this.obligations).put(opened);
    return opened;
  }

  /** The condition is met and the approval given: it may be paid. */
  approve(tx: Tx, id: string): Obligation {
    return this.#move(tx, this.require(tx, id), "approved");
  }

  /** Nothing is owed any more. @throws AssertionError when it lies at the bank or is paid. */
  makeVoid(tx: Tx, id: string): Obligation {
    return this.#move(tx, this.require(tx, id), "void");
  }

  /** What the bank paid did not stand: it is owed again. */
  reverse(tx: Tx, id: string): Obligation {
    return this.#move(tx, this.require(tx, id), "reversed");
  }

  /** Says how much of an obligation is withheld, as long as it stands in no batch. */
  withhold(tx: Tx, id: string, withheld: bigint): Accepted<{ readonly obligation: Obligation }> | Declined {
    const obligation = tx.table(this.obligations).get(id);
    if (obligation === undefined) return declined("obligation_not_found", { obligation: id });
    if (withheld < 0n || withheld > obligation.gross) {
      return declined("withholding_over_gross", { withheld: `${withheld}`, gross: `${obligation.gross}` });
    }
    if (!PAYABLE.includes(obligation.state)) {
      return declined("obligation_not_payable", { obligation: id, state: obligation.state });
    }
    const changed = { ...obligation, withheld };
    tx.table(this.obligations).put(changed);
    return { ok: true, obligation: changed };
  }

  /** Draws up a list for the bank. Its obligations, all of one unit and asset, can stand in no other list meanwhile. */
  createBatch(
    tx: Tx,
    ctx: CommandContext,
    unitId: Batch["unitId"],
    ids: readonly string[],
  ): Accepted<{ readonly batch: Batch; readonly lines: readonly BatchLine[] }> | Declined {
    if (new Set(ids).size < ids.length) return declined("obligation_repeated");
    const chosen: Obligation[] = [];
    for (const id of ids) {
      const obligation = tx.table(this.obligations).get(id);
      if (obligation?.unitId !== unitId) return declined("obligation_not_found", { obligation: id });
      if (!PAYABLE.includes(obligation.state)) {
        return declined("obligation_not_payable", { obligation: id, state: obligation.state });
      }
      chosen.push(obligation);
    }
    const asset = chosen[0]?.asset;
    assert(asset !== undefined && chosen.every((each) => each.asset === asset), "a batch is of one asset");
    const id = tx.newId("batch");
    const lines = chosen.map((each): BatchLine => {
      const { id: obligationId, payeeId, gross, withheld } = each;
      return {
        batchId: id,
        obligationId,
        payeeId,
        gross,
        withheld,
        net: gross - withheld,
        result: "pending",
        reason: null,
      };
    });
    for (const each of chosen) this.#move(tx, { ...each, batchId: id, stateBefore: each.state }, "batched", each.state);
    for (const line of lines) tx.table(this.batchLines).put(line);
    const batch = this.#newBatch(ctx, { id, unitId, asset }, lines);
    tx.table(this.batches).put(batch);
    return { ok: true, batch, lines };
  }

  /** Takes a list back that is not released. Everything on it is as it was. */
  cancelBatch(tx: Tx, batch: Batch): Accepted<{ readonly batch: Batch }> | Declined {
    if (batch.state !== "drafted") return declined("batch_not_in_state", { state: batch.state });
    for (const line of this.linesOf(tx, batch.id)) {
      const obligation = this.require(tx, line.obligationId);
      this.#move(tx, obligation, obligation.stateBefore);
      tx.table(this.batchLines).put({ ...line, result: "cancelled" });
    }
    const cancelled: Batch = { ...batch, state: "cancelled" };
    tx.table(this.batches).put(cancelled);
    return { ok: true, batch: cancelled };
  }

  /** Releases a list to the bank, by another person than drew it up, who names the hash of the list that was seen. */
  instructBatch(
    tx: Tx,
    ctx: CommandContext,
    batch: Batch,
    listHash: string,
  ): Accepted<{ readonly batch: Batch }> | Declined {
    if (batch.createdBy === ctx.actor.personId) return declined("releaser_is_creator");
    if (batch.state !== "drafted") return declined("batch_not_in_state", { state: batch.state });
    if (batch.listHash !== listHash) return declined("list_hash_differs");
    for (const { obligationId } of this.linesOf(tx, batch.id)) {
      this.#move(tx, this.require(tx, obligationId), "instructed");
    }
    // The council binds every key to a person with such an id.
    const releasedBy = ctx.actor.personId as Batch["createdBy"];
    const instructed: Batch = { ...batch, state: "instructed", releasedBy, releasedAt: ctx.time };
    tx.table(this.batches).put(instructed);
    return { ok: true, batch: instructed };
  }

  /** Closes a batch by the bank's answer, which names every line. What it returned may be paid in another batch. */
  recordResult(tx: Tx, ctx: Context, batch: Batch, answer: BankAnswer): Accepted<BankOutcome> | Declined {
    if (batch.state !== "instructed") return declined("batch_not_in_state", { state: batch.state });
    const lines = this.linesOf(tx, batch.id);
    const problem = resultsProblem(lines, answer.results);
    if (problem !== undefined) return problem;
    const results = new Map(answer.results.map((each) => [each.obligationId, each]));
    const paid: Obligation[] = [];
    const returned: Obligation[] = [];
    for (const line of lines) {
      const { result, reason } = results.get(line.obligationId) ?? { result: "returned" as const, reason: undefined };
      const moved = this.#move(tx, this.require(tx, line.obligationId), result);
      (result === "paid" ? paid : returned).push(moved);
      tx.table(this.batchLines).put({ ...line, result, reason: reason ?? null });
    }
    const { occurredOn: closedOn, bankReference, statementHash } = answer;
    const closed: Batch = {
      ...batch,
      state: "closed",
      closedOn,
      closedAt: ctx.time,
      bankReference,
      statementHash,
      paidCount: paid.length,
    };
    tx.table(this.batches).put(closed);
    return { ok: true, batch: closed, paid, returned };
  }

  /** Lines of a batch in the order of their obligations. */
  linesOf(tx: ReadTx, batchId: string): readonly BatchLine[] {
    return tx.table(this.batchLines).find({ index: "byBatch", equals: { batchId } });
  }

  /** Batches of a unit in a state, the oldest first. */
  batchesOf(tx: ReadTx, unitId: string, state: BatchState, limit: number): readonly Batch[] {
    return tx.table(this.batches).find({ index: "byState", equals: { unitId, state }, limit });
  }

  /** What is owed and may be paid, the oldest first, up to a number of each state. */
  payableOf(tx: ReadTx, unitId: string, limit: number): readonly Obligation[] {
    const table = tx.table(this.obligations);
    return PAYABLE.flatMap((state) => table.find({ index: "byState", equals: { unitId, state }, limit }));
  }

  /** An obligation that exists. @throws AssertionError when it does not. */
  require(tx: ReadTx, id: string): Obligation {
    const obligation = tx.table(this.obligations).get(id);
    assert(obligation !== undefined, `there is no obligation ${id}`);
    return obligation;
  }

  #newBatch(ctx: CommandContext, of: Pick<Batch, "id" | "unitId" | "asset">, lines: readonly BatchLine[]): Batch {
    const gross = sumOf(lines.map((line) => line.gross));
    const withheld = sumOf(lines.map((line) => line.withheld));
    return {
      ...of,
      state: "drafted",
      count: lines.length,
      gross,
      withheld,
      net: gross - withheld,
      listHash: paymentListHash(of.id, lines),
      // The council binds every key to a person with such an id.
      createdBy: ctx.actor.personId as Batch["createdBy"],
      createdAt: ctx.time,
      releasedBy: null,
      releasedAt: null,
      closedOn: null,
      closedAt: null,
      bankReference: null,
      statementHash: null,
      paidCount: 0,
    };
  }

  #move(tx: Tx, obligation: Obligation, to: ObligationState, from = obligation.state): Obligation {
    assert(OBLIGATION_MOVES[from].includes(to), `${obligation.id}: ${from} does not lead to ${to}`);
    const moved = { ...obligation, state: to };
    tx.table(this.obligations).put(moved);
    return moved;
  }
}

function resultsProblem(lines: readonly BatchLine[], results: readonly LineResult[]): Declined | undefined {
  const named = new Set(results.map(({ obligationId }) => obligationId));
  if (named.size < results.length) return declined("obligation_repeated");
  const missing = lines.find(({ obligationId }) => !named.has(obligationId))?.obligationId;
  const known = new Set(lines.map(({ obligationId }) => obligationId));
  const unknown = results.find(({ obligationId }) => !known.has(obligationId))?.obligationId;
  if (missing === undefined && unknown === undefined) return undefined;
  return declined("results_do_not_fit", { missing: missing ?? "", unknown: unknown ?? "" });
}

function declined(problem: PaymentProblem, facts: Readonly<Record<string, string>> = {}): Declined {
  return { ok: false, problem, facts };
}
