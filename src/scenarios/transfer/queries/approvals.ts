import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import type { ReadTx } from "#kernel/table";
import { type InboxItem, inboxKey } from "#kit/approvals-tables";
import { isDeputyIn } from "#kit/deputies";
import { mergedRows, type RowOrder, type RowSource, rowsAtHand } from "#kit/merged-rows";
import { listFields, pageOf, startAfter } from "#kit/paging";
import { approvals } from "../approval-book.ts";
import { dealOf } from "../deal-tables.ts";
import { deputies } from "../deputy-table.ts";
import { foundPlans } from "../found-rows.ts";
import { plans } from "../plan-tables.ts";
import { APPROVER_ROLES, watchesUnit } from "../visibility.ts";

/**
 * Steps of approvals that wait for a role of the viewer's unit, the oldest first unless asked otherwise; for its offices and
 * their deputies. `foundIds` are deals and achievements that a search has found.
 */
export const approvalsQuery = defineQuery({
  name: "transfer.approvals",
  allow: "anyone",
  input: shape.object({ role: shape.choice(APPROVER_ROLES), ...listFields }),

  run(tx, input, { viewer }) {
    const unitId = viewer?.memberId ?? "";
    const isAsked = watchesUnit(viewer, unitId) || isDeputyIn(tx, deputies, viewer?.personId ?? "", unitId);
    if (!isAsked) return { items: [] };
    const { role, foundIds } = input;
    const reverse = input.order === "newest";
    const order: RowOrder<InboxItem> = { columnOf: ({ openedAt }) => openedAt, keyOf: inboxKey, reverse };
    const all: RowSource<InboxItem> = (after, limit) =>
      approvals.inboxOf(tx, unitId, role, { ...startAfter(after), limit, reverse });
    const found = (ids: readonly string[]) =>
      foundPlans(tx, ids).flatMap(({ id }) => approvals.inboxAbout(tx, unitId, role, id));
    const cursorOf = (key: string) => tx.table(approvals.inbox).get(key);
    const source = foundIds === undefined ? all : rowsAtHand(() => found(foundIds), order, cursorOf);
    return pageOf(
      input,
      (after, limit) => mergedRows([source], order, after, limit),
      inboxKey,
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
