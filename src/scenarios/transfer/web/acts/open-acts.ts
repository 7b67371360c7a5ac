import type { Self } from "#web/session/use-self.ts";
import type { Achievement, CaseAnswer, Plan } from "../answers.ts";
import type { Ids } from "./ids.ts";

/** An act that somebody may begin now, with what it is about. */
export interface OpenAct {
  /** Command without the scenario. */
  readonly act: string;
  readonly ids: Ids;
}

type Table = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** By state of a deal and by role: acts on the deal. What waits for somebody stands in that person's work as well. */
const ON_DEALS: Table = {
  proposed: {
    "transfer-officer": ["publish-price-notice", "record-paper-price-notice", "revise-deal", "withdraw-deal"],
    leadership: ["record-decision"],
  },
  noticed: { "transfer-officer": ["revise-deal", "withdraw-deal"], leadership: ["record-decision"] },
  decided: { "transfer-officer": ["sign-deal"], leadership: ["reverse-decision"] },
  signed: {
    "transfer-officer": ["propose-plan", "record-contract-registration", "void-deal", "close-deal"],
    "finance-officer": ["record-receipt", "record-cost"],
  },
  closed: { "transfer-officer": ["reopen-deal"], leadership: ["reopen-deal"] },
};

const ON_STAKES: Table = { signed: { "asset-manager": ["record-stake", "reverse-stake"] } };

/** By state of a plan and by role: acts on the plan. Whoever signed a step takes it back from its entry in the history. */
const ON_PLANS: Table = {
  proposed: { "transfer-officer": ["withdraw-plan"] },
  split: { "transfer-officer": ["publish-plan-notice", "record-paper-plan-notice", "withdraw-plan"] },
  noticed: { "transfer-officer": ["withdraw-plan"] },
  approving: {
    "transfer-officer": ["withdraw-plan"],
    "transfer-director": ["approve-plan", "return-plan"],
    "finance-officer": ["approve-plan", "return-plan"],
    leadership: ["approve-plan", "return-plan"],
  },
  approved: {
    "finance-officer": ["record-withholding", "create-payment-batch", "reverse-payment"],
    leadership: ["void-plan"],
  },
  settled: { "finance-officer": ["reverse-payment"] },
};

const ON_SHARES: Table = {
  approved: { "asset-manager": ["register-shares", "reverse-share-registration"] },
  settled: { "asset-manager": ["reverse-share-registration"] },
};

/** By state of an achievement and by role. */
const ON_ACHIEVEMENTS: Table = {
  disclosed: { "transfer-officer": ["return-disclosure"] },
  confirmed: { "transfer-officer": ["register-achievement", "return-disclosure"] },
  registered: { "transfer-officer": ["propose-deal", "revise-contributors", "withdraw-achievement"] },
};

/** Acts on a deal and on its plans that somebody may begin; the contract still says whether they are fit. */
export function openActsOfDeal({ deal, plans = [], achievement }: CaseAnswer, self: Self): readonly OpenAct[] {
  if (deal === null) return [];
  const isShares = deal.asset === "shares";
  const ofDeal = [
    ...ofRoles(ON_DEALS[deal.state], self.roles),
    ...(isShares ? ofRoles(ON_STAKES[deal.state], self.roles) : []),
  ].filter((act) => !isShares || (act !== "record-receipt" && act !== "record-cost"));
  const { id: dealId } = deal;
  return [
    ...ofDeal.map((act) => ({ act, ids: { dealId } })),
    ...plans.flatMap((plan) =>
      ofPlan(plan, achievement ?? undefined, self).map((act) => ({ act, ids: { dealId, planId: plan.id } })),
    ),
  ];
}

/** Acts on an achievement that somebody may begin. */
export function openActsOfAchievement(
  achievement: Achievement,
  isContributor: boolean,
  self: Self,
): readonly OpenAct[] {
  const { id: achievementId, state, leaderId } = achievement;
  const isBefore = state === "disclosed" || state === "confirmed" || state === "returned";
  const ofTeam = [
    ...(isContributor && state !== "returned" && state !== "withdrawn" ? ["confirm-contribution"] : []),
    ...(isBefore && leaderId === self.personId ? ["revise-disclosure", "withdraw-disclosure"] : []),
  ];
  const acts = [...ofTeam, ...ofRoles(ON_ACHIEVEMENTS[state], self.roles)];
  return acts.map((act) => ({ act, ids: { achievementId } }));
}

function ofPlan({ state, asset }: Plan, achievement: Achievement | undefined, { personId, roles }: Self) {
  const isOpen = state === "proposed" || state === "split";
  return [
    ...(isOpen && achievement?.leaderId === personId ? ["decide-team-split"] : []),
    ...ofRoles(ON_PLANS[state], roles).filter((act) => asset === "money" || !OF_MONEY.includes(act)),
    ...(asset === "shares" ? ofRoles(ON_SHARES[state], roles) : []),
  ];
}

const OF_MONEY: readonly string[] = ["record-withholding", "create-payment-batch", "reverse-payment"];

function ofRoles(table: Table[string] = {}, roles: readonly string[] = []): readonly string[] {
  return [...new Set(roles.flatMap((role) => table[role] ?? []))];
}
