import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import type { InboxItem } from "#kit/approvals-tables";
import { isDeputyIn } from "#kit/deputies";
import { pageFields, pageOf } from "#kit/paging";
import { approvals } from "../approval-book.ts";
import { dealOf } from "../deal-tables.ts";
import { deputies } from "../deputy-table.ts";
import { plans } from "../plan-tables.ts";
import { APPROVER_ROLES, watchesUnit } from "../visibility.ts";

/** Steps of approvals that wait for a role of the viewer's unit, the oldest first; for its offices and their deputies. */
export const approvalsQuery = defineQuery({
  name: "transfer.approvals",
  allow: "anyone",
  input: shape.object({ role: shape.choice(APPROVER_ROLES), ...pageFields }),

  run(tx, input, { viewer }) {
    const unitId = viewer?.memberId ?? "";
    const isAsked = watchesUnit(viewer, unitId) || isDeputyIn(tx, deputies, viewer?.personId ?? "", unitId);
    if (!isAsked) return { items: [] };
    return pageOf(
      input,
      (after, limit) => approvals.inboxOf(tx, unitId, input.role, after, limit),
      (item) => `${item.approvalId}/${item.stepId}/${item.role}`,
      (item) => inboxItem(tx, item),
    );
  },
});

function inboxItem(tx: ReadTx, item: InboxItem) {
  const plan = tx.table(plans).get(item.subjectId);
  const deal = plan === undefined ? undefined : dealOf(tx, plan.dealId);
  const steps = approvals.stepsOf(tx, item.approvalId);
  return {
    ...item,
    planId: item.subjectId,
    dealId: deal?.id ?? null,
    title: deal?.title ?? null,
    contractNumber: deal?.contractNumber ?? null,
    asset: plan?.asset ?? null,
    sequence: plan?.sequence ?? null,
    revision: plan?.revision ?? null,
    approval: tx.table(approvals.approvals).get(item.approvalId) ?? null,
    step: steps.find(({ stepId }) => stepId === item.stepId) ?? null,
    steps,
  };
}
