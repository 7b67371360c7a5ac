import type { ValueObject } from "#kernel/json";
import type { Act, CaseAnswer } from "./answers.ts";

/** How an act of a case is put right, as long as it still can be: each has its counter-act, and none is ever erased. */
export interface Correction {
  /** Key below `web.acts.corrections`. */
  readonly kind: "withdraw" | "reverse" | "void" | "reopen" | "revise";
  /** Command without the scenario. */
  readonly command: string;
  /** Fields that the form starts with. */
  readonly args: ValueObject;
}

/** Acts that only those who signed them take back. */
const OWN: readonly string[] = ["decide-team-split", "confirm-own-line", "approve-plan"];

/** The counter-act that a person may take to one of some acts, the latest first. */
export function correctionFor(
  personId: string | undefined,
  acts: readonly Act[],
  at: number,
  found: CaseAnswer,
): Correction | undefined {
  const act = acts[at];
  const correction = act && correctionOf(act, found);
  if (act === undefined || correction === undefined || !OWN.includes(nameOf(act))) return correction;
  const isOwn = ({ signerIds }: Act) => personId !== undefined && signerIds.includes(personId);
  const isAfter = (later: Act) =>
    isOwn(later) && later.subjectId === act.subjectId && [nameOf(act), correction.command].includes(nameOf(later));
  return isOwn(act) && !acts.slice(0, at).some(isAfter) ? correction : undefined;
}

/** The counter-act of an act; undefined where nothing of it stands any more, or where a later act must go first. */
export function correctionOf(act: Act, found: CaseAnswer): Correction | undefined {
  return COUNTER_ACTS[nameOf(act)]?.(act, found);
}

function nameOf({ command }: Act): string {
  return command.replace("transfer.", "");
}

/** Address of the page of an act with what it is about. */
export function actAddress(ledger: string, command: string, args: ValueObject): string {
  const fields = new URLSearchParams(Object.entries(args).map(([name, value]) => [name, String(value)]));
  return `/at/${ledger}/acts/${command}?${fields}`;
}

type CounterAct = (act: Act, found: CaseAnswer) => Correction | undefined;

const COUNTER_ACTS: Readonly<Record<string, CounterAct>> = {
  "propose-deal": (_, { deal }) =>
    deal?.state === "proposed" || deal?.state === "noticed"
      ? { kind: "withdraw", command: "withdraw-deal", args: { dealId: deal.id } }
      : undefined,
  "publish-price-notice": noticeWithdrawn,
  "record-paper-price-notice": noticeWithdrawn,
  "publish-plan-notice": planNoticeWithdrawn,
  "record-paper-plan-notice": planNoticeWithdrawn,
  "record-contract-registration": (_, { deal }) =>
    deal?.state === "signed"
      ? { kind: "withdraw", command: "withdraw-contract-registration", args: { dealId: deal.id } }
      : undefined,
  "record-decision": (act, { deal, decisions }) =>
    deal?.state === "decided" && isRecorded(decisions, act.subjectId)
      ? { kind: "reverse", command: "reverse-decision", args: { dealId: deal.id } }
      : undefined,
  "sign-deal": (_, { deal, totals }) =>
    deal?.state === "signed" && totals?.received === "0"
      ? { kind: "void", command: "void-deal", args: { dealId: deal.id } }
      : undefined,
  "record-receipt": (act, { deal, receipts }) =>
    deal?.state === "signed" && act.subjectId !== null && isRecorded(receipts, act.subjectId)
      ? { kind: "reverse", command: "reverse-receipt", args: { receiptId: act.subjectId } }
      : undefined,
  "record-cost": (act, { deal, costs }) =>
    deal?.state === "signed" && act.subjectId !== null && isRecorded(costs, act.subjectId)
      ? { kind: "reverse", command: "reverse-cost", args: { costId: act.subjectId } }
      : undefined,
  "record-stake": (_, { deal, totals }) =>
    deal?.state === "signed" && totals?.awarded === "0"
      ? { kind: "reverse", command: "reverse-stake", args: { dealId: deal.id } }
      : undefined,
  "propose-plan": (act, found) =>
    planIn(act, found, "proposed", "split", "noticed", "approving")
      ? { kind: "withdraw", command: "withdraw-plan", args: { planId: act.subjectId } }
      : planIn(act, found, "approved")
        ? { kind: "void", command: "void-plan", args: { planId: act.subjectId } }
        : undefined,
  "decide-team-split": (act, found) =>
    planIn(act, found, "split")
      ? { kind: "revise", command: "decide-team-split", args: { planId: act.subjectId } }
      : undefined,
  "confirm-own-line": (act, found) =>
    planIn(act, found, "split")
      ? { kind: "withdraw", command: "withdraw-line-confirmation", args: { planId: act.subjectId } }
      : undefined,
  "approve-plan": (act, found) =>
    planIn(act, found, "approving", "approved")
      ? { kind: "withdraw", command: "withdraw-approval", args: { planId: act.subjectId } }
      : undefined,
  "close-deal": (_, { deal }) =>
    deal?.state === "closed" ? { kind: "reopen", command: "reopen-deal", args: { dealId: deal.id } } : undefined,
};

function noticeWithdrawn(act: Act, { notices }: CaseAnswer): Correction | undefined {
  const notice = notices?.find(({ id }) => id === act.subjectId);
  return notice?.state === "open" || notice?.state === "suspended"
    ? { kind: "withdraw", command: "withdraw-notice", args: { noticeId: notice.id } }
    : undefined;
}

function planNoticeWithdrawn(act: Act, { plans }: CaseAnswer): Correction | undefined {
  const isRunning = plans?.some(({ noticeId, state }) => noticeId === act.subjectId && state === "noticed");
  return isRunning === true
    ? { kind: "withdraw", command: "withdraw-notice", args: { noticeId: act.subjectId } }
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
