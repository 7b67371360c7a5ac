import { ActForm } from "../acts/act-form.tsx";
import { actKindOf } from "../acts/act-kinds.ts";

export interface ApprovalActProps {
  readonly ledger: string;
  readonly act: string;
  readonly planId: string;
}

/** Approving a plan, or sending it back, below its entry in the list. */
export function ApprovalAct({ ledger, act, planId }: ApprovalActProps) {
  const kind = actKindOf(act);
  return kind === undefined ? null : <ActForm {...{ ledger, act, kind }} ids={{ planId }} />;
}
