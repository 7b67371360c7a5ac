import type { ValueObject } from "#kernel/json";
import type { Act, CaseAnswer } from "./answers.ts";

/** How an act of a case is put right, as long as it still can be: each has its counter-act, and none is ever erased. */
export interface Correction {
  /** Key below `web.case.corrections`. */
  readonly kind: "withdraw" | "reverse" | "void" | "reopen";
  readonly command: string;
  /** Fields that the form starts with. */
  readonly args: ValueObject;
}

/** The counter-act of an act; undefined where nothing of it stands any more, or where a later act must go first. */
export function correctionOf(act: Act, found: CaseAnswer): Correction | undefined {
  return COUNTER_ACTS[act.command.replace("transfer.", "")]?.(act, found);
}

/** Address of the form of a command with fields filled in: dotted names for what is nested. */
export function formAddress(ledger: string, command: string, args: ValueObject): string {
  const fields = new URLSearchParams(Object.entries(args).map(([name, value]) => [name, String(value)]));
  return `/at/${ledger}/commands/${command}?${fields}`;
}

type CounterAct = (act: Act, found: CaseAnswer) => Correction | undefined;

const COUNTER_ACTS: Readonly<Record<string, CounterAct>> = {
  "propose-deal": (_, { deal }) =>
    deal?.state === "proposed" || deal?.state === "noticed"
      ? { kind: "withdraw", command: "transfer.withdraw-deal", args: { dealId: deal.id } }
      : undefined,
  "publish-price-notice": noticeWithdrawn,
  "record-paper-price-notice": noticeWithdrawn,
  "publish-plan-notice": noticeWithdrawn,
  "record-decision": (act, { deal, decisions }) =>
    deal?.state === "decided" && isRecorded(decisions, act.subjectId)
      ? { kind: "reverse", command: "transfer.reverse-decision", args: { dealId: deal.id } }
      : undefined,
  "sign-deal": (_, { deal, totals }) =>
    deal?.state === "signed" && totals?.received === "0"
      ? { kind: "void", command: "transfer.void-deal", args: { dealId: deal.id } }
      : undefined,
  "record-receipt": (act, { deal, receipts }) =>
    deal?.state === "signed" && act.subjectId !== null && isRecorded(receipts, act.subjectId)
      ? { kind: "reverse", command: "transfer.reverse-receipt", args: { receiptId: act.subjectId } }
      : undefined,
  "record-cost": (act, { deal, costs }) =>
    deal?.state === "signed" && act.subjectId !== null && isRecorded(costs, act.subjectId)
      ? { kind: "reverse", command: "transfer.reverse-cost", args: { costId: act.subjectId } }
      : undefined,
  "record-stake": (_, { deal, totals }) =>
    deal?.state === "signed" && totals?.awarded === "0"
      ? { kind: "reverse", command: "transfer.reverse-stake", args: { dealId: deal.id } }
      : undefined,
  "propose-plan": (act, found) =>
    planIn(act, found, "proposed", "split")
      ? { kind: "withdraw", command: "transfer.withdraw-plan", args: { planId: act.subjectId } }
      : undefined,
  "approve-plan": (act, found) =>
    planIn(act, found, "approved")
      ? { kind: "void", command: "transfer.void-plan", args: { planId: act.subjectId } }
      : undefined,
  "record-payment": (act, found) =>
    planIn(act, found, "approved", "settled")
      ? { kind: "reverse", command: "transfer.reverse-payment", args: { planId: act.subjectId } }
      : undefined,
  "register-shares": (act, found) =>
    planIn(act, found, "approved", "settled")
      ? { kind: "reverse", command: "transfer.reverse-share-registration", args: { planId: act.subjectId } }
      : undefined,
  "close-deal": (_, { deal }) =>
    deal?.state === "closed"
      ? { kind: "reopen", command: "transfer.reopen-deal", args: { dealId: deal.id } }
      : undefined,
};

function noticeWithdrawn(act: Act, { notices }: CaseAnswer): Correction | undefined {
  const notice = notices?.find(({ id }) => id === act.subjectId);
  return notice?.state === "open" || notice?.state === "suspended"
    ? { kind: "withdraw", command: "transfer.withdraw-notice", args: { noticeId: notice.id } }
    : undefined;
}

function planIn(act: Act, { deal, plans }: CaseAnswer, ...states: readonly string[]): boolean {
  const plan = plans?.find(({ id }) => id === act.subjectId);
  return deal?.state === "signed" && plan !== undefined && states.includes(plan.state);
}

function isRecorded(
  entries: readonly { readonly id: string; readonly state: string }[] | undefined,
  id: string | null,
): boolean {
  return entries?.some((entry) => entry.id === id && entry.state === "recorded") === true;
}
