import type { Viewer } from "#kernel/identity";
import { type Infer, shape } from "#kernel/shape";
import { defineTable, type ReadTx } from "#kernel/table";

/** Rows of approvals: one a thing to be approved, one a step, one a role that could take an open step, and deputies. */

export const APPROVAL_STATES = ["open", "approved", "returned", "cancelled"] as const;
export const STEP_STATES = ["waiting", "open", "signed"] as const;

/** Resolution of a meeting: number of its minutes, and hash of the document that holds them. */
export const resolutionShape = shape.object({ minutesNumber: shape.text(1, 100), documentHash: shape.hash() });
export type Resolution = Infer<typeof resolutionShape>;

const approvalRow = shape.object({
  id: shape.id("approval"),
  /** Id of what is to be approved. */
  subjectId: shape.text(1, 80),
  /** Member whose people approve. */
  unitId: shape.id("member"),
  /** Rule that the steps were chosen by. */
  rule: shape.object({ packId: shape.text(1, 60), packVersion: shape.int(1, 1_000_000), ruleId: shape.text(1, 60) }),
  proposedBy: shape.id("person"),
  amount: shape.amount(0n),
  single: shape.amount(0n),
  state: shape.choice(APPROVAL_STATES),
  /** The stage that waits, or the last one. */
  stage: shape.int(1, 20),
  openedAt: shape.instant(),
  closedAt: shape.nullable(shape.instant()),
  /** Why it was returned. */
  reason: shape.nullable(shape.text(1, 200)),
});
export type Approval = Infer<typeof approvalRow>;

const stepRow = shape.object({
  approvalId: shape.id("approval"),
  stepId: shape.slug(),
  subjectId: shape.text(1, 80),
  unitId: shape.id("member"),
  stage: shape.int(1, 20),
  roles: shape.array(shape.text(1, 60), 1, 5),
  title: shape.object({ zh: shape.text(1, 200), en: shape.text(1, 200) }),
  needsResolution: shape.bool(),
  state: shape.choice(STEP_STATES),
  signedBy: shape.nullable(shape.id("person")),
  /** For whom a deputy signed. */
  onBehalfOf: shape.nullable(shape.id("person")),
  transactionId: shape.nullable(shape.text(80, 80)),
  signedAt: shape.nullable(shape.instant()),
  resolution: shape.nullable(resolutionShape),
});
export type ApprovalStep = Infer<typeof stepRow>;

const inboxRow = shape.object({
  approvalId: shape.id("approval"),
  stepId: shape.slug(),
  role: shape.text(1, 60),
  unitId: shape.id("member"),
  subjectId: shape.text(1, 80),
  openedAt: shape.instant(),
});
export type InboxItem = Infer<typeof inboxRow>;

const deputyRow = shape.object({
  id: shape.id("deputy"),
  unitId: shape.id("member"),
  personId: shape.id("person"),
  deputyId: shape.id("person"),
  role: shape.text(1, 60),
  /** First and last day. */
  startsOn: shape.day(),
  endsOn: shape.day(),
  /** Whether the person is absent: then the deputy alone signs. */
  isAbsent: shape.bool(),
  reason: shape.text(1, 200),
  state: shape.choice(["named", "revoked"]),
  namedAt: shape.instant(),
});
export type Deputy = Infer<typeof deputyRow>;

/** Whether a viewer may see what is approved. */
export type MayReadSubject = (subjectId: string, viewer: Viewer, tx: ReadTx) => boolean;

/** The tables of a book of approvals. */
export type ApprovalTables = ReturnType<typeof defineApprovalTables>;

/** The table of deputies. */
export type DeputyTable = ReturnType<typeof defineDeputyTable>;

/** Declares it under a name: `<book>_deputies`. By itself, so that rules of visibility can ask who is a deputy. */
export function defineDeputyTable(book: string) {
  return defineTable({
    name: `${book}_deputies`,
    row: deputyRow,
    key: (deputy: Deputy) => deputy.id,
    indexes: { byDeputy: ["deputyId", "state"], byPerson: ["personId", "state"] },
    visible: ({ unitId }, viewer) => viewer?.memberId === unitId,
  });
}

/** Declares the others under a name: `<book>_approvals`, `_approval_steps`, `_approval_inbox`. */
export function defineApprovalTables(book: string, mayRead: MayReadSubject) {
  const approvals = defineTable({
    name: `${book}_approvals`,
    row: approvalRow,
    key: (approval: Approval) => approval.id,
    indexes: { bySubject: ["subjectId", "openedAt"] },
    visible: ({ subjectId }, viewer, tx) => mayRead(subjectId, viewer, tx),
  });
  const steps = defineTable({
    name: `${book}_approval_steps`,
    row: stepRow,
    key: (step: ApprovalStep) => stepKey(step.approvalId, step.stepId),
    indexes: { byApproval: ["approvalId", "stage"] },
    documents: ({ resolution }) => [resolution?.documentHash],
    visible: ({ subjectId, signedBy }, viewer, tx) =>
      (viewer !== undefined && viewer.personId === signedBy) || mayRead(subjectId, viewer, tx),
  });
  const inbox = defineTable({
    name: `${book}_approval_inbox`,
    row: inboxRow,
    key: inboxKey,
    indexes: { byRole: ["unitId", "role", "openedAt"], bySubject: ["subjectId"] },
    visible: ({ subjectId }, viewer, tx) => mayRead(subjectId, viewer, tx),
  });
  return { approvals, steps, inbox } as const;
}

/** Key of an item of an inbox. */
export function inboxKey({ approvalId, stepId, role }: InboxItem): string {
  return `${stepKey(approvalId, stepId)}/${role}`;
}

/** Key of a step. */
export function stepKey(approvalId: string, stepId: string): string {
  return `${approvalId}/${stepId}`;
}
