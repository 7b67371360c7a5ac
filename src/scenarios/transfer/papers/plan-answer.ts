import type { Ask } from "#kernel/paper";

/** What `transfer.plan` and `transfer.case` answer, as far as papers read it. Amounts are decimal text in fen. */

export interface LocalTitle {
  readonly zh: string;
  readonly en: string;
}

export interface SignatureAnswer {
  readonly command: string;
  readonly transactionId: string;
  readonly personIds: readonly string[];
  readonly at: number;
}

export interface LineAnswer {
  readonly payeeId: string;
  readonly kind: "award" | "rest";
  readonly state: string;
  readonly amount: string;
  /** Tax that the unit withholds of it. */
  readonly withheld: string;
  readonly name: string | null;
  readonly trace: { readonly weight: string; readonly weightSum: string };
  readonly closedOn: string | null;
  readonly reference: string | null;
  readonly signed: readonly SignatureAnswer[];
}

export interface RuleAnswer {
  readonly packTitle: LocalTitle;
  readonly document: LocalTitle;
  readonly article: LocalTitle;
  readonly tiers: readonly { readonly rate: string }[];
  readonly agreedRateBp: number | null;
}

/** A step of an approval; what is null has not happened. */
export interface StepAnswer {
  readonly title: LocalTitle;
  readonly signedBy: string | null;
  readonly onBehalfOf: string | null;
  readonly transactionId: string | null;
  readonly signedAt: number | null;
  readonly resolution: { readonly minutesNumber: string } | null;
}

export interface PlanAnswer {
  readonly plan: {
    readonly id: string;
    readonly dealId: string;
    readonly asset: "money" | "shares";
    readonly sequence: number;
    readonly state: string;
    readonly received: string;
    readonly deducted: string;
    readonly base: string;
    readonly amount: string;
    readonly recoup: string;
    readonly award: { readonly amount: string };
    readonly rest: { readonly amount: string };
    readonly restHolderId: string;
    readonly signed: readonly SignatureAnswer[];
  };
  readonly rule: RuleAnswer;
  readonly costs: readonly { readonly class: string; readonly title: LocalTitle | null; readonly amount: string }[];
  readonly lines: readonly LineAnswer[];
  readonly approvals?: readonly { readonly steps: readonly StepAnswer[] }[];
  /** What is withheld, as far as it is entered. */
  readonly withholdings?: readonly { readonly payeeId: string; readonly tax: string }[];
}

export interface CaseAnswer {
  readonly deal: {
    readonly title: string;
    readonly contractNumber: string;
    readonly unitId: string;
    readonly counterpartyId: string;
    readonly route: string;
    readonly asset: "money" | "shares";
    readonly price: string;
    readonly signedOn: string | null;
  };
  readonly achievement: { readonly number: string; readonly kind: string } | null;
  readonly contributors: readonly {
    readonly personId: string;
    readonly name: string | null;
  }[];
}

export interface PlanFound {
  readonly plan: PlanAnswer;
  readonly found: CaseAnswer;
}

/** A plan with its case; undefined when the viewer may not see all of it: a paper shows everybody's lines. */
export function askPlan(ask: Ask, planId: string): PlanFound | undefined {
  const plan = ask("transfer.plan", { planId });
  if (plan["plan"] === null) return undefined;
  // The answers are those of the queries of this scenario, whose own types do not reach over JSON.
  const answer = plan as unknown as PlanAnswer;
  const found = ask("transfer.case", { dealId: answer.plan.dealId });
  return found["deal"] === null ? undefined : { plan: answer, found: found as unknown as CaseAnswer };
}
