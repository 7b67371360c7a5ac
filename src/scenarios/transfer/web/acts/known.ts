import type { ValueObject } from "#kernel/json";
import { useAnswer, useLedgerInfo } from "#web/access/use-answer.ts";
import { shanghaiDayOf } from "#web/format/date.ts";
import { type Self, useSelf } from "#web/session/use-self.ts";
import type {
  Achievement,
  ApprovalStep,
  Asset,
  CaseAnswer,
  Contributor,
  DealSummary,
  Line,
  Page,
  Plan,
  PlanAnswer,
  Statement,
} from "../answers.ts";
import type { NoticeAnswer } from "../notice-answers.ts";
import type { BatchAnswer, PayableLine, Slip } from "../payouts/payout-answers.ts";
import type { Ids } from "./ids.ts";

/** What a page knows before somebody signs: what the address names, and everything that hangs on it. */

export interface AchievementAnswer {
  readonly achievement: Achievement | null;
  readonly contributors: readonly Contributor[];
  readonly deals: readonly DealSummary[];
}

export interface Known {
  readonly ids: Ids;
  readonly found: CaseAnswer | undefined;
  readonly made: AchievementAnswer | undefined;
  readonly planned: PlanAnswer | undefined;
  readonly statement: Statement | undefined;
  readonly noticed: NoticeAnswer | undefined;
  readonly batch: BatchAnswer | undefined;
  readonly slip: Slip | undefined;
  /** Lines that are owed and stand in no list; empty where the act does not need them. */
  readonly payable: readonly PayableLine[];
  readonly self: Self | undefined;
  /** Today by the clock of the ledger. */
  readonly today: string;
}

/** Lines that are known at once. */
export const PAYABLE_MAX = 200;

interface KnownState {
  /** Undefined while something is still awaited. */
  readonly known: Known | undefined;
  readonly error: unknown;
}

/** Lines of the viewer's unit that are owed and stand in no list, those that are owed longest first; a page of them. */
export function usePayable(ledger: string, isOff = false) {
  return useAnswer<Page<PayableLine>>(ledger, "transfer.payable-lines", { limit: PAYABLE_MAX }, { isOff });
}

/** Asks for everything that some ids of an address lead to. */
export function useKnown(ledger: string, ids: Ids, needsPayable = false): KnownState {
  const info = useLedgerInfo(ledger);
  const self = useSelf(ledger);
  const plan = useAnswer<PlanAnswer>(ledger, "transfer.plan", { planId: ids.planId ?? "" }, { isOff: !ids.planId });
  const dealId = ids.dealId ?? plan.data?.plan?.dealId ?? plan.data?.lines[0]?.dealId;
  const isOffCase = dealId === undefined;
  const found = useAnswer<CaseAnswer>(ledger, "transfer.case", { dealId: dealId ?? "" }, { isOff: isOffCase });
  const statement = useAnswer<{ statement: Statement | null }>(
    ledger,
    "transfer.statement",
    { dealId: dealId ?? "" },
    { isOff: isOffCase },
  );
  const achievementId = dealId === undefined ? ids.achievementId : undefined;
  const made = useAnswer<AchievementAnswer>(
    ledger,
    "transfer.achievement",
    { achievementId: achievementId ?? "" },
    { isOff: achievementId === undefined },
  );
  const noticeId = ids.noticeId ?? plan.data?.plan?.noticeId ?? undefined;
  const noticed = useAnswer<NoticeAnswer>(
    ledger,
    "transfer.notice",
    { noticeId: noticeId ?? "" },
    { isOff: noticeId === undefined },
  );
  const batch = useAnswer<BatchAnswer>(
    ledger,
    "transfer.payment-batch",
    { batchId: ids.batchId ?? "" },
    { isOff: !ids.batchId },
  );
  const slips = useAnswer<Page<Slip>>(
    ledger,
    "transfer.bank-slips",
    { state: "unmatched", foundIds: [ids.slipId ?? ""] },
    { isOff: !ids.slipId },
  );
  const payable = usePayable(ledger, !needsPayable);
  const asked = [
    [needsPayable || undefined, payable],
    [ids.planId, plan],
    [dealId, found],
    [dealId, statement],
    [achievementId, made],
    [noticeId, noticed],
    [ids.batchId, batch],
    [ids.slipId, slips],
  ] as const;
  const error = asked.find(([id, answer]) => id !== undefined && answer.error !== null)?.[1].error ?? null;
  const isAwaited = asked.some(([id, answer]) => id !== undefined && answer.data === undefined);
  if (error !== null || isAwaited || info.data === undefined) return { known: undefined, error };
  return {
    error: null,
    known: {
      ids,
      found: dealId === undefined ? undefined : found.data,
      made: achievementId === undefined ? undefined : made.data,
      planned: ids.planId === undefined ? undefined : plan.data,
      statement: dealId === undefined ? undefined : (statement.data?.statement ?? undefined),
      noticed: noticeId === undefined ? undefined : noticed.data,
      batch: ids.batchId === undefined ? undefined : batch.data,
      slip: slips.data?.items.find(({ id }) => id === ids.slipId),
      payable: needsPayable ? (payable.data?.items ?? []) : [],
      self: self ?? undefined,
      today: shanghaiDayOf(info.data.now),
    },
  };
}

/** The achievement that an act is about, whichever way it was found. */
export function achievementOf({ found, made }: Known): Achievement | undefined {
  return found?.achievement ?? made?.achievement ?? undefined;
}

/** Whether an act is about money or shares; of a deal that is being proposed its route tells. */
export function assetOf({ planned, found }: Known, { route }: ValueObject = {}): Asset | undefined {
  if (route !== undefined) return route === "equity" ? "shares" : "money";
  return planned?.plan?.asset ?? planned?.lines[0]?.asset ?? found?.deal?.asset;
}

/** Its contributors as far as the viewer may see them. */
export function contributorsOf({ found, made }: Known): readonly Contributor[] {
  return found?.contributors ?? made?.contributors ?? [];
}

/** The plan that the address names, where the viewer may see it whole. */
export function planOf({ planned }: Known): Plan | undefined {
  return planned?.plan ?? undefined;
}

/** Lines of people that stand. */
export function awardsOf({ planned }: Known): readonly Line[] {
  return planned?.lines.filter(({ kind, state }) => kind === "award" && state !== "superseded") ?? [];
}

/** The viewer's own line of the plan. */
export function ownLineOf({ planned, self }: Known): Line | undefined {
  return planned?.lines.find(({ payeeId }) => payeeId === self?.personId);
}

/** The step of the plan's open approval that the viewer could take, by an own role or, where none fits, any open one. */
export function openStepOf({ planned, self }: Known): ApprovalStep | undefined {
  const steps = planned?.approvals?.find(({ state }) => state === "open")?.steps ?? [];
  const open = steps.filter(({ state }) => state === "open");
  return open.find(({ roles }) => roles.some((role) => self?.roles.includes(role))) ?? open[0];
}

/** Names as the case and the plan give them: a company that keeps the register knows who stands in it. */
export function namedIn(known: Known): readonly { readonly personId: string; readonly name: string | null }[] {
  const lines = known.planned?.lines ?? [];
  return [...lines.map(({ payeeId, name }) => ({ personId: payeeId, name })), ...contributorsOf(known)].filter(
    ({ name }) => name !== null,
  );
}
