import type { ValueObject } from "#kernel/json";
import { type ActKinds, type Check, check } from "./act-kind.ts";
import { confirmedLines } from "./act-notice.ts";
import { splitEditors } from "./editors.tsx";
import { contributorsOf, type Known, openStepOf, ownLineOf, planOf } from "./known.ts";

const OF_PLAN = {
  about: "planId",
  matter: ["plan"],
  fixed: ({ ids }: Known): ValueObject => ({ planId: ids.planId ?? "" }),
} as const;
const OWN_LINE = { ...OF_PLAN, readers: "own", fixed: splitSeen } as const;

/** Acts on a plan, from its proposal to its approval. */
export const planActs: ActKinds = {
  "propose-plan": {
    about: "dealId",
    matter: ["statement"],
    fixed: ({ ids }) => ({ dealId: ids.dealId ?? "" }),
    checks: ({ statement, found }) => [
      check("somethingLeft", BigInt(statement?.distributable ?? "0") > 0n),
      check("noOpenPlan", found?.totals?.openPlanId === null),
    ],
  },
  "decide-team-split": { ...OF_PLAN, readers: "team", initial: sharesOf, isOnSeveral: true, editors: splitEditors },
  "confirm-own-line": OWN_LINE,
  "withdraw-line-confirmation": { ...OWN_LINE, fixed: OF_PLAN.fixed },
  "withdraw-plan": OF_PLAN,
  "approve-plan": { ...OF_PLAN, fixed: splitSeen, checks: approvalChecks, shows: toApprovals },
  "return-plan": { ...OF_PLAN, shows: toApprovals },
  "withdraw-approval": { ...OF_PLAN, shows: toApprovals },
  "void-plan": OF_PLAN,
};

function splitSeen(known: Known): ValueObject {
  const revision = planOf(known)?.revision ?? ownLineOf(known)?.revision ?? 0;
  return { planId: known.ids.planId ?? "", revision };
}

function toApprovals(): string {
  return "approvals";
}

/** The split that stands, or what each contributed, to begin with. */
function sharesOf(known: Known): ValueObject {
  const lines = new Map(known.planned?.lines.map(({ payeeId, trace }) => [payeeId, trace.weight]));
  const isDecided = (planOf(known)?.revision ?? 0) > 0;
  return {
    shares: contributorsOf(known).map(({ personId, contributionBp }) => ({
      personId,
      weight: isDecided ? Number(lines.get(personId) ?? 0) : contributionBp,
    })),
  };
}

/** What the rule asks of an approval, and what stands in its way. */
function approvalChecks(known: Known): readonly Check[] {
  const notice = known.noticed?.notice ?? undefined;
  const step = openStepOf(known);
  const frozen = known.planned?.lines.filter(({ state }) => state === "frozen").length ?? 0;
  return [
    check("noticeOver", notice?.state === "closed", { number: notice?.number ?? "—" }),
    confirmedLines(known),
    ...(frozen === 0 ? [] : [{ key: "frozen", facts: { count: frozen }, state: "note" } as const]),
    ...(step?.needsResolution === true ? [{ key: "minutesNeeded", state: "note" } as const] : []),
  ];
}
