import type { Step } from "../case-steps.ts";

/** Answers of the scenario's queries as they come over the line: amounts are decimal texts of fen. */

/** A decimal text in the smallest unit of the asset. */
export type Fen = string;

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type Asset = "money" | "shares";
export type Route = "licence" | "transfer" | "equity";
export type DealState = "proposed" | "noticed" | "decided" | "signed" | "closed" | "withdrawn" | "void";

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** An item of `transfer.cases`; figures are absent where the viewer may not see them. */
export interface CaseItem {
  readonly id: string;
  readonly achievementId: string;
  readonly number?: string;
  readonly title: string;
  readonly contractNumber: string;
  readonly counterpartyId: string;
  readonly route: Route;
  readonly asset: Asset;
  readonly price: Fen;
  readonly state: DealState;
  readonly proposedAt?: number;
  readonly signedOn: string | null;
  readonly isLate: boolean;
  readonly received?: Fen;
  readonly awarded?: Fen;
  readonly pool?: Fen;
  readonly openPlanState?: string;
  readonly openLineCount?: number;
}

export interface DealSummary {
  readonly id: string;
  readonly contractNumber: string;
  readonly route: Route;
  readonly asset: Asset;
  readonly price: Fen;
  readonly state: DealState;
}

export interface Deal extends DealSummary {
  readonly achievementId: string;
  readonly title: string;
  readonly unitId: string;
  readonly counterpartyId: string;
  readonly assetHolderId: string;
  readonly pricing: string;
  readonly pricingReference?: string;
  readonly valuationReference?: string;
  readonly revision?: number;
  readonly isRelatedParty: boolean;
  readonly instalments: readonly { readonly dueOn: string; readonly amount: Fen; readonly condition?: string }[];
  readonly signedOn: string | null;
  readonly isLate: boolean;
  readonly rule: { readonly id: string; readonly version: number; readonly ruleId: string };
}

export interface Achievement {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly kind: string;
  readonly unitId: string;
  readonly leaderId: string;
  readonly state: string;
  readonly version: number;
  readonly contributorCount: number;
  readonly confirmedCount: number;
  readonly registeredAt: number | null;
}

export interface Contributor {
  readonly personId: string;
  readonly position: number;
  readonly part: string;
  readonly isMain: boolean;
  readonly contributionBp: number;
  readonly confirmedBy: string | null;
  readonly name: string | null;
}

export interface Trace {
  readonly weight: Fen;
  readonly weightSum: Fen;
  readonly entitledFen: Fen;
  readonly remainder: Fen;
  readonly paidBefore: Fen;
  readonly extraFen: Fen;
  readonly decidedBy: "none" | "remainder" | "weight" | "id";
  readonly amount: Fen;
}

export interface Signature {
  readonly command: string;
  readonly transactionId: string;
  readonly personIds: readonly string[];
  readonly at: number;
}

export interface Plan {
  readonly id: string;
  readonly dealId: string;
  readonly asset: Asset;
  readonly sequence: number;
  readonly state: string;
  /** Number of the split that stands. */
  readonly revision: number;
  readonly received: Fen;
  readonly deducted: Fen;
  readonly base: Fen;
  readonly amount: Fen;
  readonly award: Trace;
  readonly rest: Trace;
  readonly restHolderId: string;
  readonly noticeId: string | null;
  readonly approvalId: string | null;
  readonly signed: readonly Signature[];
}

export interface Line {
  readonly planId: string;
  readonly dealId: string;
  readonly asset: Asset;
  readonly payeeId: string;
  readonly kind: "award" | "rest";
  readonly state: string;
  readonly revision: number;
  readonly trace: Trace;
  readonly amount: Fen;
  readonly name: string | null;
  readonly signed: readonly Signature[];
  readonly reference: string | null;
  /** Part of the amount that is withheld for the tax office. */
  readonly withheld: Fen;
  readonly confirmedBy: string | null;
}

export interface CostExplained {
  readonly class: string;
  readonly verdict: "deducted" | "not-deductible" | "class-not-listed";
  readonly amount: Fen;
  readonly title: Bilingual | null;
  readonly article: Bilingual | null;
}

export interface RuleExplained {
  readonly packId: string;
  readonly packVersion: number;
  readonly packTitle: Bilingual;
  readonly document: Bilingual;
  readonly source: Bilingual;
  readonly ruleId: string;
  readonly article: Bilingual;
  readonly force: string;
  readonly base: string;
  readonly note: Bilingual;
  readonly assumption: Bilingual | null;
  readonly tiers: readonly { readonly rate: string }[];
}

export interface NetIncomeExplained {
  readonly packId: string;
  readonly article: Bilingual | null;
  readonly note: Bilingual | null;
  readonly assumption: Bilingual | null;
}

export interface Finding {
  readonly packId: string;
  readonly ruleId: string;
  readonly document: Bilingual;
  readonly article: Bilingual;
  readonly force: string;
  readonly verdict: string;
  readonly required: string | null;
  readonly planned: string | null;
}

/** `transfer.plan`; `plan` is null for whoever sees the own line alone. */
export interface PlanAnswer {
  readonly plan: Plan | null;
  readonly rule?: RuleExplained;
  readonly netIncome?: NetIncomeExplained | null;
  readonly costs?: readonly CostExplained[];
  readonly findings?: readonly Finding[];
  readonly lines: readonly Line[];
  readonly approvals?: readonly PlanApproval[];
}

/** An approval of a plan with its steps. */
export interface PlanApproval {
  readonly id: string;
  readonly state: string;
  readonly amount: Fen;
  readonly single: Fen;
  readonly steps: readonly ApprovalStep[];
}

export interface ApprovalStep {
  readonly stepId: string;
  readonly stage: number;
  readonly roles: readonly string[];
  readonly title: Bilingual;
  readonly needsResolution: boolean;
  readonly state: string;
  readonly signedBy: string | null;
  readonly transactionId: string | null;
  readonly signedAt: number | null;
}

export interface Receipt {
  readonly id: string;
  readonly amount: Fen;
  readonly occurredOn: string;
  readonly reference: string;
  readonly state: string;
}

export interface Cost {
  readonly id: string;
  readonly class: string;
  readonly amount: Fen;
  readonly voucher: string;
  readonly state: string;
}

export interface NoticeSummary {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly state: string;
  readonly closesOn: string | null;
  readonly openObjectionCount: number;
}

export interface Decision {
  readonly id: string;
  readonly minutesNumber: string;
  readonly decidedOn: string;
  readonly documentHash: string | null;
  readonly state: string;
  readonly transactionId: string;
}

export interface Totals {
  readonly received: Fen;
  readonly awarded: Fen;
  readonly retained: Fen;
  readonly paid: Fen;
  readonly pool: Fen;
  readonly openPlanId: string | null;
  readonly openLineCount: number;
}

/** `transfer.case`. */
export interface CaseAnswer {
  readonly deal: Deal | null;
  readonly steps?: readonly Step[];
  readonly rule?: RuleExplained;
  readonly achievement?: Achievement | null;
  readonly contributors?: readonly Contributor[];
  /** Who gets shares by approved plans, for the companies that enter them in the register. */
  readonly shareholders?: readonly { readonly personId: string; readonly name: string | null }[];
  /** Lines of shares, for the company that enters them and sees neither plans nor totals. */
  readonly register?: readonly Line[];
  readonly siblings?: readonly DealSummary[];
  readonly notices?: readonly NoticeSummary[];
  readonly decisions?: readonly Decision[];
  readonly receipts?: readonly Receipt[];
  readonly costs?: readonly Cost[];
  readonly plans?: readonly Plan[];
  readonly totals?: Totals | null;
}

/** `transfer.statement`. */
export interface Statement {
  readonly asset: Asset;
  readonly receivable: Fen;
  readonly received: Fen;
  readonly costs: readonly CostExplained[];
  readonly netIncome: NetIncomeExplained | null;
  readonly deducted: Fen;
  readonly base: Fen;
  readonly awarded: Fen;
  readonly retained: Fen;
  readonly restHolderId: string;
  readonly pool: Fen;
  readonly distributable: Fen;
  readonly payees: readonly Payee[];
}

export interface Payee {
  readonly personId: string;
  readonly name: string | null;
  readonly allotted: Fen;
  readonly paid: Fen;
  readonly open: Fen;
}

/** `transfer.amount-explanation`. */
export interface Explanation {
  readonly part: "net-income" | "award" | "rest" | "payee";
  readonly asset: Asset;
  readonly amount: Fen;
  readonly base?: Fen;
  readonly decidedBy?: "team-leader" | "rule";
  readonly rule?: RuleExplained;
  readonly rounding?: Trace & { readonly rate: string };
  readonly findings?: readonly Finding[];
  readonly received?: Fen;
  readonly deducted?: Fen;
  readonly costs?: readonly CostExplained[];
  readonly definition?: NetIncomeExplained | null;
  readonly signed: readonly Signature[];
}

/** An item of `transfer.acts`. */
export interface Act {
  readonly transactionId: string;
  readonly command: string;
  readonly dealId: string;
  readonly subjectId: string | null;
  readonly signerIds: readonly string[];
  readonly at: number;
  readonly occurredOn: string | null;
  readonly isLate: boolean;
  readonly reason: string | null;
}

export interface Account {
  readonly id: string;
  readonly ownerId: string;
  readonly place: string;
  readonly balance: Fen;
  readonly held: Fen;
}

export interface Posting {
  readonly id: string;
  readonly fromAccount: string;
  readonly toAccount: string;
  readonly amount: Fen;
  readonly reason: string;
  readonly at: number;
  readonly transactionId: string;
}
