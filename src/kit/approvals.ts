import assert from "node:assert/strict";
import type { CommandContext, Context, RejectionStatus } from "#kernel/command";
import type { Signer } from "#kernel/identity";
import { anyTable } from "#kernel/scenario";
import type { Id } from "#kernel/shape";
import type { ReadTx, Table, Tx } from "#kernel/table";
import type { ApprovedSum, NeededStep } from "./approval-chain.ts";
import {
  type Approval,
  type ApprovalStep,
  type ApprovalTables,
  type DeputyTable,
  defineApprovalTables,
  type InboxItem,
  type MayReadSubject,
  type Resolution,
  stepKey,
} from "./approvals-tables.ts";
import { findMandate } from "./deputies.ts";

/**
 * Approvals in stages. A scenario declares a book of its own and lists its tables in the manifest:
 *
 *     const approvals = defineApprovalBook({ name: "points", deputies, mayRead: …, benefits: … });
 *
 * The steps come from data (`#kit/approval-chain`). What a signer can get wrong comes back as an outcome that the command
 * turns into a rejection. Nobody approves what they proposed or benefit from, and nobody takes two steps of one approval.
 */

/** Ways in which an act on an approval is refused, with the HTTP status of the rejection. */
export const APPROVAL_PROBLEMS = {
  approver_is_proposer: 403,
  approver_is_beneficiary: 403,
  /** Nothing that waits is for this person. Facts: `roles`. */
  step_of_other_role: 403,
  signature_of_other_person: 403,
  /** Facts: `state`. */
  approval_not_open: 409,
  approver_has_signed: 409,
  /** Facts: `deputy`. */
  approver_absent: 409,
  /** A later step rests on it. Facts: `step`. */
  signature_built_on: 409,
  resolution_missing: 422,
} as const satisfies Readonly<Record<string, RejectionStatus>>;
export type ApprovalProblem = keyof typeof APPROVAL_PROBLEMS;

export type Settled<T> = { readonly ok: true } & T;
/** For `reject(outcome.problem, outcome.facts)`. */
export type Declined<P extends ApprovalProblem = ApprovalProblem> = {
  readonly ok: false;
  readonly problem: P;
  readonly facts: Readonly<Record<string, string>>;
};

export interface ApprovalOptions {
  /** Prefix of the tables: the name of the scenario. */
  readonly name: string;
  /** Who stands in for whom, see `defineDeputyTable`. */
  readonly deputies: DeputyTable;
  readonly mayRead: MayReadSubject;
  /** Whether somebody gets a part of what is approved, and so has no say in it. */
  readonly benefits: (tx: ReadTx, subjectId: string, personId: string) => boolean;
}

/** A page of an inbox. */
export interface InboxPage {
  readonly after?: string;
  readonly limit: number;
  readonly reverse?: boolean;
}

export interface NewApproval extends ApprovedSum {
  readonly subjectId: string;
  readonly unitId: Approval["unitId"];
  readonly proposedBy: Approval["proposedBy"];
  readonly rule: Approval["rule"];
  readonly steps: readonly NeededStep[];
}

/** Declares a book of approvals. */
export function defineApprovalBook(options: ApprovalOptions): ApprovalBook {
  return new ApprovalBook(options, defineApprovalTables(options.name, options.mayRead));
}

/** Approvals of one scenario. Holds no state: all of it is in `tx`. */
export class ApprovalBook {
  readonly approvals: ApprovalTables["approvals"];
  readonly steps: ApprovalTables["steps"];
  readonly inbox: ApprovalTables["inbox"];
  readonly deputies: DeputyTable;
  /** For the manifest of the scenario. */
  readonly tables: readonly Table[];
  readonly #benefits: ApprovalOptions["benefits"];

  constructor({ benefits, deputies }: ApprovalOptions, tables: ApprovalTables) {
    this.approvals = tables.approvals;
    this.steps = tables.steps;
    this.inbox = tables.inbox;
    this.deputies = deputies;
    this.tables = [tables.approvals, tables.steps, tables.inbox, deputies].map((table) =>
      anyTable(table as ApprovalTables["approvals"]),
    );
    this.#benefits = benefits;
  }

  /** Asks for an approval: the steps of its first stage are open. @throws AssertionError when nobody is asked. */
  open(tx: Tx, ctx: Context, wanted: NewApproval): Approval {
    const { steps, ...of } = wanted;
    const first = steps[0]?.stage;
    assert(first !== undefined, "an approval asks somebody");
    const approval: Approval = {
      ...of,
      id: tx.newId("approval"),
      state: "open",
      stage: first,
      openedAt: ctx.time,
      closedAt: null,
      reason: null,
    };
    tx.table(this.approvals).put(approval);
    for (const { id: stepId, stage, roles, title, needsResolution } of steps) {
      const of = { approvalId: approval.id, subjectId: approval.subjectId, unitId: approval.unitId };
      const step: ApprovalStep = { ...of, stepId, stage, roles, title, needsResolution, state: "waiting", ...UNSIGNED };
      this.#put(tx, ctx, { ...step, state: stage === first ? "open" : "waiting" });
    }
    return approval;
  }

  /** Takes the open step that is for this signer, or for whom the signer is deputy. The last step approves the whole. */
  sign(
    tx: Tx,
    ctx: CommandContext,
    approvalId: string,
    resolution?: Resolution,
  ): Settled<{ readonly approval: Approval; readonly step: ApprovalStep }> | Declined {
    const taken = this.#stepToTake(tx, ctx, approvalId);
    if (!taken.ok) return taken;
    const { approval, step, onBehalfOf } = taken;
    if (step.needsResolution && resolution === undefined) return declined("resolution_missing", { step: step.stepId });
    const signed: ApprovalStep = {
      ...step,
      state: "signed",
      signedBy: personIdOf(ctx.actor),
      onBehalfOf,
      transactionId: ctx.id,
      signedAt: ctx.time,
      resolution: resolution ?? null,
    };
    this.#put(tx, ctx, signed);
    return { ok: true, approval: this.#proceed(tx, ctx, approval), step: signed };
  }

  /** Sends an open approval back for correction, by somebody who could take one of its open steps. It ends with that. */
  returnForCorrection(
    tx: Tx,
    ctx: CommandContext,
    approvalId: string,
    reason: string,
  ): Settled<{ readonly approval: Approval }> | Declined {
    const taken = this.#stepToTake(tx, ctx, approvalId);
    if (!taken.ok) return taken;
    return { ok: true, approval: this.#close(tx, ctx, taken.approval, "returned", reason) };
  }

  /**
   * Takes the own signature back, while no later step is signed. An approval that this had completed is open again: the
   * scenario makes sure beforehand that nothing was paid on it.
   */
  withdraw(
    tx: Tx,
    ctx: CommandContext,
    approvalId: string,
  ): Settled<{ readonly approval: Approval; readonly wasApproved: boolean }> | Declined {
    const approval = this.require(tx, approvalId);
    const steps = this.stepsOf(tx, approvalId);
    const own = steps.find(({ signedBy }) => signedBy === ctx.actor.personId);
    if (own === undefined) return declined("signature_of_other_person");
    if (approval.state !== "open" && approval.state !== "approved") {
      return declined("approval_not_open", { state: approval.state });
    }
    const later = steps.find(({ stage, state }) => stage > own.stage && state === "signed");
    if (later !== undefined) return declined("signature_built_on", { step: later.stepId });
    for (const step of steps) {
      if (step.stage > own.stage && step.state === "open") this.#put(tx, ctx, { ...step, state: "waiting" });
    }
    this.#put(tx, ctx, { ...own, ...UNSIGNED, state: "open" });
    const reopened: Approval = { ...approval, state: "open", stage: own.stage, closedAt: null };
    tx.table(this.approvals).put(reopened);
    return { ok: true, approval: reopened, wasApproved: approval.state === "approved" };
  }

  /** Ends an approval whose subject was taken back. Nothing happens to one that has ended. */
  cancel(tx: Tx, ctx: Context, approvalId: string): void {
    const approval = this.require(tx, approvalId);
    if (approval.state === "open" || approval.state === "approved") this.#close(tx, ctx, approval, "cancelled", null);
  }

  /** Steps of an approval by stage. */
  stepsOf(tx: ReadTx, approvalId: string): readonly ApprovalStep[] {
    return tx.table(this.steps).find({ index: "byApproval", equals: { approvalId } });
  }

  /** Approvals of a subject, the latest first. */
  approvalsOf(tx: ReadTx, subjectId: string): readonly Approval[] {
    return tx.table(this.approvals).find({ index: "bySubject", equals: { subjectId }, reverse: true });
  }

  /** What waits for a role of a member, the oldest first unless it is reversed; `after` is the key of an item. */
  inboxOf(tx: ReadTx, unitId: string, role: string, page: InboxPage): readonly InboxItem[] {
    return tx.table(this.inbox).find({ index: "byRole", equals: { unitId, role }, ...page });
  }

  /** What waits for a role of a member about one subject. */
  inboxAbout(tx: ReadTx, unitId: string, role: string, subjectId: string): readonly InboxItem[] {
    const about = tx.table(this.inbox).find({ index: "bySubject", equals: { subjectId } });
    return about.filter((item) => item.unitId === unitId && item.role === role);
  }

  /** An approval that exists. @throws AssertionError when it does not. */
  require(tx: ReadTx, approvalId: string): Approval {
    const approval = tx.table(this.approvals).get(approvalId);
    assert(approval !== undefined, `there is no approval ${approvalId}`);
    return approval;
  }

  #stepToTake(
    tx: Tx,
    ctx: CommandContext,
    approvalId: string,
  ):
    | Settled<{
        readonly approval: Approval;
        readonly step: ApprovalStep;
        readonly onBehalfOf: ApprovalStep["onBehalfOf"];
      }>
    | Declined {
    const approval = this.require(tx, approvalId);
    const { actor } = ctx;
    if (approval.proposedBy === actor.personId) return declined("approver_is_proposer");
    if (this.#benefits(tx, approval.subjectId, actor.personId)) return declined("approver_is_beneficiary");
    if (approval.state !== "open") return declined("approval_not_open", { state: approval.state });
    const steps = this.stepsOf(tx, approvalId);
    if (steps.some(({ signedBy }) => signedBy === actor.personId)) return declined("approver_has_signed");
    const open = steps.filter(({ state }) => state === "open");
    const mandates = open.map((step) => ({ step, mandate: findMandate(tx, ctx, this.deputies, step, actor) }));
    const fit = mandates.find(({ mandate }) => mandate.kind === "own" || mandate.kind === "deputy");
    if (fit === undefined) {
      const absent = mandates.find(({ mandate }) => mandate.kind === "absent")?.mandate;
      if (absent?.kind === "absent") return declined("approver_absent", { deputy: absent.deputyId });
      return declined("step_of_other_role", { roles: open.flatMap(({ roles }) => roles).join(", ") });
    }
    const onBehalfOf = fit.mandate.kind === "deputy" ? fit.mandate.principalId : null;
    if (onBehalfOf === approval.proposedBy) return declined("approver_is_proposer");
    if (onBehalfOf !== null && this.#benefits(tx, approval.subjectId, onBehalfOf)) {
      return declined("approver_is_beneficiary");
    }
    return { ok: true, approval, step: fit.step, onBehalfOf };
  }

  /** Opens the next stage when this one is complete, and approves the whole after the last. */
  #proceed(tx: Tx, ctx: CommandContext, approval: Approval): Approval {
    const steps = this.stepsOf(tx, approval.id);
    if (steps.some(({ state }) => state === "open")) return approval;
    const next = steps.find(({ state }) => state === "waiting")?.stage;
    if (next === undefined) {
      const approved: Approval = { ...approval, state: "approved", closedAt: ctx.time };
      tx.table(this.approvals).put(approved);
      return approved;
    }
    for (const step of steps) if (step.stage === next) this.#put(tx, ctx, { ...step, state: "open" });
    const proceeded = { ...approval, stage: next };
    tx.table(this.approvals).put(proceeded);
    return proceeded;
  }

  #close(tx: Tx, ctx: Context, approval: Approval, state: "returned" | "cancelled", reason: string | null): Approval {
    for (const step of this.stepsOf(tx, approval.id)) {
      if (step.state === "open") this.#put(tx, ctx, { ...step, state: "waiting" });
    }
    const closed: Approval = { ...approval, state, closedAt: ctx.time, reason };
    tx.table(this.approvals).put(closed);
    return closed;
  }

  /** Writes a step, and keeps the inboxes of its roles in step with it. */
  #put(tx: Tx, ctx: Context, step: ApprovalStep): void {
    const { approvalId, stepId, unitId, subjectId } = step;
    tx.table(this.steps).put(step);
    const table = tx.table(this.inbox);
    for (const role of step.roles) {
      if (step.state === "open") table.put({ approvalId, stepId, role, unitId, subjectId, openedAt: ctx.time });
      else table.delete(`${stepKey(approvalId, stepId)}/${role}`);
    }
  }
}

const UNSIGNED = { signedBy: null, onBehalfOf: null, transactionId: null, signedAt: null, resolution: null } as const;

function personIdOf(signer: Signer): Id<"person"> {
  // The council binds every key to a person with such an id.
  return signer.personId as Id<"person">;
}

function declined<P extends ApprovalProblem>(problem: P, facts: Readonly<Record<string, string>> = {}): Declined<P> {
  return { ok: false, problem, facts };
}
