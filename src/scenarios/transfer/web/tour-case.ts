import { useMemo } from "react";
import { useAnswer } from "#web/access/use-answer.ts";
import type { CaseAnswer, CaseItem, Page, Plan, PlanAnswer, Route } from "./answers.ts";
import { planRows, type StatementRow } from "./statement-rows.ts";
import { type Names, useNames } from "./use-names.ts";

/** A case of the ledger that a step of the tour stands on. */
export interface TourCase {
  readonly found: CaseAnswer;
  readonly plan: Plan;
  readonly answer: PlanAnswer;
  readonly rows: readonly StatementRow[];
  readonly names: Names;
}

export interface TourCaseState {
  /** Undefined while it is being read; null where the viewer sees no such case. */
  readonly data: TourCase | null | undefined;
  readonly error: unknown;
}

/** The oldest case of a route that the viewer sees whole, with its latest plan, or with the first where `isFirst`. */
export function useTourCase(ledger: string, route: Route, isFirst = false): TourCaseState {
  const cases = useAnswer<Page<CaseItem>>(ledger, "transfer.cases", { order: "oldest", limit: 200 });
  const item = cases.data?.items.find((each) => each.route === route && each.received !== undefined);
  const isOff = item === undefined;
  const found = useAnswer<CaseAnswer>(ledger, "transfer.case", { dealId: item?.id ?? "" }, { isOff });
  const names = useNames(ledger, found.data?.contributors, found.data?.achievement?.leaderId);
  const standing = found.data?.plans?.filter(({ state }) => state !== "withdrawn" && state !== "void") ?? [];
  const plan = isFirst ? standing[0] : standing.at(-1);
  const planAnswer = useAnswer<PlanAnswer>(
    ledger,
    "transfer.plan",
    { planId: plan?.id ?? "" },
    { isOff: plan === undefined },
  );
  const answer = planAnswer.data?.plan?.id === plan?.id ? planAnswer.data : undefined;
  const rows = useMemo(
    () =>
      found.data === undefined || answer === undefined
        ? []
        : planRows({ found: found.data, answer, proofs: new Map() }),
    [found.data, answer],
  );
  const error = cases.error ?? found.error ?? planAnswer.error;
  const isMissing = (cases.data !== undefined && isOff) || (found.data !== undefined && !isOff && plan === undefined);
  if (isMissing) return { data: null, error };
  if (found.data === undefined || plan === undefined || answer === undefined) return { data: undefined, error };
  return { data: { found: found.data, plan, answer, rows, names }, error };
}
