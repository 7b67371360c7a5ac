import { defineDeputyTable } from "#kit/approvals-tables";

/** Who stands in for which approver. */
export const deputies = defineDeputyTable("transfer");
