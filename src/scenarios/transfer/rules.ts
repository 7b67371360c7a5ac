import assert from "node:assert/strict";

/**
 * The states of everything that a case consists of, and the moves between them. Nothing else may happen: `moved` asserts
 * it at every write.
 *
 * ```
 * ACHIEVEMENT  disclosed → confirmed → registered            (confirmed when each contributor has confirmed the own line)
 *              disclosed, confirmed → returned → disclosed   (returned for correction; the team may also revise by itself)
 *              registered → disclosed → registered           (the office revises the list, and everyone confirms anew)
 *              any → withdrawn                               (while no contract rests on it)
 * DEAL         proposed ⇄ noticed ⇄ decided → signed         (an agreed price is noticed first; listing and auction are not)
 *              proposed ⇄ decided                            (decided goes back when the decision is reversed)
 *              proposed, noticed → withdrawn
 *              signed ⇄ closed,  signed → void               (void before any money or stake)
 * RECEIPT      recorded → reversed                           (money from the bank, or the stake from the company's register)
 * COST         recorded → reversed
 * PLAN         proposed → split → noticed → approving → approved ⇄ settled  (one instalment; split again until it is published)
 *              noticed → split (its notice was withdrawn, superseded or made void)
 *              approving → proposed (returned for correction),  approved, settled → approving (the last signature withdrawn)
 *              proposed, split, noticed, approving → withdrawn,  approved, settled → void (void while nobody is paid)
 * LINE         planned → payable → instructed → paid, returned → instructed
 *              planned ⇄ frozen (an objection to it),  frozen, planned → superseded (upheld: a later plan gives it out anew)
 *              planned → paid (nothing is due),  payable → paid (shares),  payable, paid → planned (approval withdrawn)
 *              paid → payable (reversed),  all but instructed and superseded → void (with its plan)
 * SLIP         unmatched ⇄ matched,  unmatched → withdrawn    (a line of the bank's statement)
 * ```
 *
 * Money moves in four moves only: a receipt is recorded or reversed, a plan is approved or its approval taken back, a frozen
 * line is approved by itself or given back to the pool, a line is paid or reversed.
 */
export type Machine<S extends string> = Readonly<Record<S, readonly S[]>>;

export const ACHIEVEMENT_STATES = ["disclosed", "returned", "confirmed", "registered", "withdrawn"] as const;
export type AchievementState = (typeof ACHIEVEMENT_STATES)[number];
export const ACHIEVEMENT_MOVES: Machine<AchievementState> = {
  disclosed: ["disclosed", "returned", "confirmed", "registered", "withdrawn"],
  returned: ["disclosed", "confirmed", "withdrawn"],
  confirmed: ["disclosed", "returned", "confirmed", "registered", "withdrawn"],
  registered: ["disclosed", "withdrawn"],
  withdrawn: [],
};

export const DEAL_STATES = ["proposed", "noticed", "decided", "signed", "closed", "withdrawn", "void"] as const;
export type DealState = (typeof DEAL_STATES)[number];
export const DEAL_MOVES: Machine<DealState> = {
  proposed: ["proposed", "noticed", "decided", "withdrawn"],
  noticed: ["proposed", "decided", "withdrawn"],
  decided: ["proposed", "noticed", "signed"],
  signed: ["closed", "void"],
  closed: ["signed"],
  withdrawn: [],
  void: [],
};

export const ENTRY_STATES = ["recorded", "reversed"] as const;
export type EntryState = (typeof ENTRY_STATES)[number];
export const ENTRY_MOVES: Machine<EntryState> = {
  recorded: ["reversed"],
  reversed: [],
};

export const PLAN_STATES = [
  "proposed",
  "split",
  "noticed",
  "approving",
  "approved",
  "settled",
  "withdrawn",
  "void",
] as const;
export type PlanState = (typeof PLAN_STATES)[number];
export const PLAN_MOVES: Machine<PlanState> = {
  proposed: ["split", "withdrawn"],
  split: ["split", "noticed", "withdrawn"],
  noticed: ["split", "approving", "withdrawn"],
  approving: ["proposed", "approved", "withdrawn"],
  approved: ["settled", "approving", "void"],
  settled: ["approved", "approving", "void"],
  withdrawn: [],
  void: [],
};

export const LINE_STATES = [
  "planned",
  "frozen",
  "payable",
  "instructed",
  "returned",
  "paid",
  "superseded",
  "void",
] as const;
export type LineState = (typeof LINE_STATES)[number];
export const LINE_MOVES: Machine<LineState> = {
  planned: ["frozen", "payable", "paid", "superseded", "void"],
  frozen: ["planned", "superseded", "void"],
  payable: ["instructed", "paid", "planned", "void"],
  instructed: ["paid", "returned"],
  returned: ["instructed", "void"],
  paid: ["payable", "planned", "void"],
  superseded: [],
  void: [],
};

export const SLIP_STATES = ["unmatched", "matched", "withdrawn"] as const;
export type SlipState = (typeof SLIP_STATES)[number];
export const SLIP_MOVES: Machine<SlipState> = {
  unmatched: ["matched", "withdrawn"],
  matched: ["unmatched"],
  withdrawn: [],
};

/** A row in its next state. @throws AssertionError on a move that the machine does not have. */
export function moved<S extends string, Row extends { readonly state: S }>(machine: Machine<S>, row: Row, to: S): Row {
  assert(machine[row.state].includes(to), `${row.state} does not lead to ${to}`);
  return { ...row, state: to };
}

/** Whether a contract stands, or is on its way to be signed. */
export function isStandingDeal(state: DealState): boolean {
  return state !== "withdrawn" && state !== "void";
}

/** Whether a deal has been signed, so that it has totals. */
export function isSignedDeal(state: DealState): boolean {
  return state === "signed" || state === "closed" || state === "void";
}

/** Whether a plan still waits for its split, its notice or its approval. A deal has at most one such plan. */
export function isOpenPlan(state: PlanState): boolean {
  return state === "proposed" || state === "split" || state === "noticed" || state === "approving";
}

/** Whether a line is owed and may be paid. */
export function isOpenLine(state: LineState): boolean {
  return state === "payable" || state === "returned";
}

/** Whether a line of an approved plan waits for anything: an answer, an approval of its own, the bank or the register. */
export function isUnsettledLine(state: LineState): boolean {
  return isOpenLine(state) || state === "instructed" || state === "frozen" || state === "planned";
}

/** Basis points of the whole: what the contributions to one achievement add up to. */
export const WHOLE_BP = 10_000;

/** The largest amount of one entry, in fen: a trillion yuan. Sums of many of them still fit 64 bits. */
export const AMOUNT_MAX = 100_000_000_000_000n;
