import type { Viewer } from "#kernel/identity";
import { type Infer, shape } from "#kernel/shape";
import { defineTable, type ReadTx } from "#kernel/table";
import { isDeputyIn } from "#kit/deputies";
import { achievements, isContributor, seesWholeCase } from "./achievement-tables.ts";
import { deputies } from "./deputy-table.ts";
import { AMOUNT_MAX, DEAL_STATES, ENTRY_STATES } from "./rules.ts";
import { isAssetHolder, isCounterparty, isOffice } from "./visibility.ts";

/** How an achievement is brought into use. Own implementation has no counterparty and comes with a command of its own. */
export const ROUTES = ["licence", "transfer", "equity"] as const;

/** How a price is found. */
export const PRICINGS = ["agreement", "listing", "auction"] as const;

/** What a case distributes. Shares count in fen of contributed value and are never added to money. */
export const ASSETS = ["money", "shares"] as const;
export type Asset = (typeof ASSETS)[number];

const packRef = shape.object({ id: shape.text(1, 60), version: shape.int(1, 1_000_000) });

const instalment = shape.object({
  dueOn: shape.day(),
  amount: shape.amount(1n, AMOUNT_MAX),
  condition: shape.optional(shape.text(1, 200)),
});
export const instalmentsShape = shape.array(instalment, 0, 100);

const dealRow = shape.object({
  id: shape.id("deal"),
  achievementId: shape.id("achievement"),
  title: shape.text(1, 200),
  /** Given at signature; empty until then. */
  contractNumber: shape.text(0, 60),
  unitId: shape.id("member"),
  counterpartyId: shape.id("member"),
  route: shape.choice(ROUTES),
  asset: shape.choice(ASSETS),
  /** In fen: what the counterparty pays, or the value at which the achievement is contributed. */
  price: shape.amount(1n, AMOUNT_MAX),
  pricing: shape.choice(PRICINGS),
  /** Number of the listing or the auction; an agreed price has a notice instead. */
  pricingReference: shape.optional(shape.text(1, 100)),
  valuationReference: shape.optional(shape.text(1, 100)),
  isRelatedParty: shape.bool(),
  instalments: instalmentsShape,
  /** Version of the terms: who decides and who signs names the one they saw. */
  revision: shape.int(1, 1_000),
  proposedBy: shape.id("person"),
  proposedAt: shape.instant(),
  /** The collective decision that stands. */
  decisionId: shape.nullable(shape.id("decision")),
  /** Null until the contract is signed. */
  signedOn: shape.nullable(shape.day()),
  isLate: shape.bool(),
  /** Day by which the rules were chosen: that of the proposal, and from the signature on that of the contract. */
  ruledOn: shape.day(),
  /** As of that day: the unit, the packs there were, and the rule that decides. The signature freezes them. */
  unit: shape.object({ code: shape.text(1, 40), isStateFounded: shape.bool() }),
  assetHolderId: shape.id("member"),
  packs: shape.array(packRef, 1, 100),
  rule: shape.object({ ...packRef.shape, ruleId: shape.text(1, 60), because: shape.choice(["unit-rule", "default"]) }),
  /** Pack whose definition of net income holds; null where a stake is shared. */
  netIncomePack: shape.nullable(packRef),
  /** Entry of the contract with the office that registers technology contracts, once there is one. */
  registration: shape.optional(
    shape.object({ number: shape.text(1, 60), registeredOn: shape.day(), documentHash: shape.optional(shape.hash()) }),
  ),
  state: shape.choice(DEAL_STATES),
  signedAt: shape.nullable(shape.instant()),
});
export type Deal = Infer<typeof dealRow>;

/** Deals: one contract with one counterparty, from its proposal on. A case is a deal and everything that hangs on it. */
export const deals = defineTable({
  name: "transfer_deals",
  row: dealRow,
  key: (deal: Deal) => deal.id,
  indexes: {
    byAchievement: ["achievementId", "proposedAt"],
    byContract: ["unitId", "contractNumber"],
    byProposal: ["proposedAt"],
    byState: ["state", "proposedAt"],
    // What each side of a deal sees, see `seen-deals.ts`.
    byUnit: ["unitId", "proposedAt"],
    byUnitState: ["unitId", "state", "proposedAt"],
    byCounterparty: ["counterpartyId", "proposedAt"],
    byCounterpartyState: ["counterpartyId", "state", "proposedAt"],
    byAssetHolder: ["assetHolderId", "asset", "proposedAt"],
    byAssetHolderState: ["assetHolderId", "asset", "state", "proposedAt"],
  },
  search: ({ title, contractNumber }) => ({ kind: "transfer.deal", title, words: [contractNumber] }),
  visible: (deal, viewer, tx) => seesDealMoney(deal, viewer, tx) || isContributor(tx, deal.achievementId, viewer),
});

/** Whether a viewer sees all plans and lines of a deal. */
export function seesPlans(deal: Deal | undefined, viewer: Viewer, tx: ReadTx): boolean {
  if (deal === undefined) return false;
  if (deal.asset === "shares" && isAssetHolder(viewer, deal.assetHolderId)) return true;
  // The unit of a deal is that of its achievement: the offices of the unit need not read it.
  if (isOffice(viewer, deal.unitId)) return true;
  if (seesWholeCase(viewer, tx.table(achievements).get(deal.achievementId))) return true;
  // Whoever stands in for an approver sees what is to be approved.
  return viewer !== undefined && isDeputyIn(tx, deputies, viewer.personId, deal.unitId);
}

/** Whether a viewer sees what came in: whoever sees the plans, and the counterparty that paid it. */
export function seesDealMoney(deal: Deal | undefined, viewer: Viewer, tx: ReadTx): boolean {
  return deal !== undefined && (isCounterparty(viewer, deal.counterpartyId) || seesPlans(deal, viewer, tx));
}

/** The deal with an id, for rules of visibility. */
export function dealOf(tx: ReadTx, dealId: string): Deal | undefined {
  return tx.table(deals).get(dealId);
}

const receiptRow = shape.object({
  id: shape.id("receipt"),
  dealId: shape.id("deal"),
  unitId: shape.id("member"),
  asset: shape.choice(ASSETS),
  amount: shape.amount(1n),
  /** Day on which the bank booked it, or the company's register showed the stake. */
  occurredOn: shape.day(),
  isLate: shape.bool(),
  /** Number of the bank's slip, or of the entry in the register. */
  reference: shape.text(1, 100),
  state: shape.choice(ENTRY_STATES),
  recordedAt: shape.instant(),
});
export type Receipt = Infer<typeof receiptRow>;

/** What came in for a deal: money as the bank booked it, or the stake as the company registered it. */
export const receipts = defineTable({
  name: "transfer_receipts",
  row: receiptRow,
  key: (receipt: Receipt) => receipt.id,
  indexes: { byDeal: ["dealId", "recordedAt"], byReference: ["unitId", "reference"] },
  visible: (receipt, viewer, tx) => seesDealMoney(dealOf(tx, receipt.dealId), viewer, tx),
});

const costRow = shape.object({
  id: shape.id("cost"),
  dealId: shape.id("deal"),
  /** Cost class of the pack. A class that the pack does not list is kept and not deducted. */
  class: shape.text(1, 60),
  amount: shape.amount(1n),
  occurredOn: shape.day(),
  isLate: shape.bool(),
  voucher: shape.text(1, 100),
  state: shape.choice(ENTRY_STATES),
  recordedAt: shape.instant(),
});
export type Cost = Infer<typeof costRow>;

/** What the unit spent on a deal. */
export const costs = defineTable({
  name: "transfer_costs",
  row: costRow,
  key: (cost: Cost) => cost.id,
  indexes: { byDeal: ["dealId", "recordedAt"] },
  visible: (cost, viewer, tx) => seesPlans(dealOf(tx, cost.dealId), viewer, tx),
});

const settlementRow = shape.object({
  dealId: shape.id("deal"),
  unitId: shape.id("member"),
  asset: shape.choice(ASSETS),
  received: shape.amount(0n),
  /** Costs that plans have taken out of what was received. */
  recouped: shape.amount(0n),
  /** What approved plans gave the team, and what they left to the unit or to the holder of its shares. */
  awarded: shape.amount(0n),
  retained: shape.amount(0n),
  /** What the unit has put in because money was paid back after it was distributed; later receipts give it back first. */
  advanced: shape.amount(0n),
  /** Part of `awarded` and, with shares, of `retained` that the bank or the register has closed. */
  paid: shape.amount(0n),
  /** Part of `awarded` that an objection holds back, and part of `paid` that was withheld for the tax office. */
  frozen: shape.amount(0n),
  withheld: shape.amount(0n),
  planCount: shape.int(0, 100_000),
  /** The plan that waits for its split, its notice or its approval. */
  openPlanId: shape.nullable(shape.id("plan")),
  /** Lines of approved plans that wait for an answer, an approval of their own, the bank or the register. */
  openLineCount: shape.int(0, 1_000_000),
  /** Whether something is in the pool and no plan is open: a plan can be proposed. */
  isWaiting: shape.bool(),
});
export type Settlement = Infer<typeof settlementRow>;

/** Totals of a deal to date. What is left in the pool follows from them; the accounts say the same. */
export const settlements = defineTable({
  name: "transfer_settlements",
  row: settlementRow,
  key: (row: Settlement) => row.dealId,
  indexes: { byWaiting: ["unitId", "isWaiting"] },
  visible: (row, viewer, tx) => seesPlans(dealOf(tx, row.dealId), viewer, tx),
});

/** What was received and is neither recouped nor distributed. */
export function poolOf({ received, recouped, awarded, retained, advanced }: Settlement): bigint {
  return received + advanced - recouped - awarded - retained;
}
