import type { Signer } from "#kernel/identity";
import type { ReadTx } from "#kernel/table";
import type { InboxItem } from "#kit/approvals-tables";
import { deputyshipsOf } from "#kit/deputies";
import { approvals } from "../approval-book.ts";
import { isInterested } from "../case-access.ts";
import { dealOf } from "../deal-tables.ts";
import { plans } from "../plan-tables.ts";
import { APPROVER_ROLES } from "../visibility.ts";
import { ITEMS_MAX, ofPlan, type WorkFinder, type WorkItem } from "./work-item.ts";

/** Plans that wait for a step of the viewer, by an own role or as a deputy. */
export const approvalWork: WorkFinder = (tx, viewer, time) => {
  const waiting = rolesOf(tx, viewer, time).flatMap(({ role, unitId }) =>
    approvals.inboxOf(tx, unitId, role, { limit: ITEMS_MAX }),
  );
  const mine = new Map<string, WorkItem>();
  for (const item of waiting) {
    const found = itemOf(tx, viewer, item);
    if (found !== undefined) mine.set(`${item.approvalId}/${item.stepId}`, found);
  }
  return { mine: [...mine.values()], others: [] };
};

/** Roles in which somebody signs approvals, by unit. */
export function rolesOf(
  tx: ReadTx,
  viewer: Signer,
  time: number,
): readonly { readonly role: string; readonly unitId: string }[] {
  const own = APPROVER_ROLES.filter((role) => viewer.roles.includes(role));
  const asDeputy = deputyshipsOf(tx, approvals.deputies, viewer.personId, time);
  return [
    ...own.map((role) => ({ role, unitId: viewer.memberId })),
    ...asDeputy.map(({ role, unitId }) => ({ role, unitId: unitId as string })),
  ];
}

/** Whether somebody may take a step: not of what they proposed, contributed to, or have signed another step of. */
export function maySign(tx: ReadTx, viewer: Signer, { approvalId }: InboxItem, achievementId: string): boolean {
  const approval = tx.table(approvals.approvals).get(approvalId);
  if (approval === undefined || approval.proposedBy === viewer.personId) return false;
  if (isInterested(tx, achievementId, viewer)) return false;
  return !approvals.stepsOf(tx, approvalId).some(({ signedBy }) => signedBy === viewer.personId);
}

function itemOf(tx: ReadTx, viewer: Signer, item: InboxItem): WorkItem | undefined {
  const plan = tx.table(plans).get(item.subjectId);
  const deal = plan === undefined ? undefined : dealOf(tx, plan.dealId);
  if (plan === undefined || deal === undefined) return undefined;
  if (!maySign(tx, viewer, item, deal.achievementId)) return undefined;
  const { amount } = approvals.require(tx, item.approvalId);
  return {
    kind: "approve-plan",
    command: "transfer.approve-plan",
    ...ofPlan(tx, deal, plan),
    amount,
    since: item.openedAt,
    waitingFor: item.role,
  };
}
