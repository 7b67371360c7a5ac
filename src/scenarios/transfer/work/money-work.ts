import type { ReadTx } from "#kernel/table";
import { shanghaiDay } from "#kit/calendar-day";
import type { Batch, Obligation } from "#kit/obligations-tables";
import { isInterested } from "../case-access.ts";
import { dealOf, deals, settlements } from "../deal-tables.ts";
import { type Filing, filings } from "../filing-table.ts";
import { payments } from "../payment-book.ts";
import { plans } from "../plan-tables.ts";
import { slips } from "../slip-table.ts";
import { withholdings } from "../withholding-table.ts";
import { approving } from "./office-work.ts";
import { due, ITEMS_MAX, ofDeal, ofPlan, type WorkFinder, type WorkItem } from "./work-item.ts";

/** Filings of several large plans. */
const FILINGS_MAX = 400;

/** What waits for finance: slips, what is withheld, lists for the bank and its answers. */
export const financeWork: WorkFinder = (tx, viewer, time) => {
  const { memberId: unitId, personId } = viewer;
  const unmatched = tx
    .table(slips)
    .find({ index: "byState", equals: { unitId, state: "unmatched" }, limit: ITEMS_MAX });
  const drafted = payments.batchesOf(tx, unitId, "drafted", ITEMS_MAX);
  const instructed = payments.batchesOf(tx, unitId, "instructed", ITEMS_MAX);
  const payable = payments.payableOf(tx, unitId, 4 * ITEMS_MAX);
  return {
    mine: [
      ...unmatched.map(({ id, amount, payer, reference, importedAt }) => ({
        kind: "record-receipt",
        command: "transfer.record-receipt",
        caseNumber: reference,
        title: payer,
        achievementId: null,
        slipId: id as string,
        amount,
        asset: "money",
        since: importedAt,
        waitingFor: "finance-officer",
      })),
      ...byPlan(tx, payable).filter(({ achievementId }) => !isInterested(tx, achievementId ?? "", viewer)),
      ...drafted
        .filter(({ createdBy }) => createdBy !== personId)
        .map((batch) => ofBatch(batch, "instruct-payment-batch")),
      ...instructed.map((batch) => ofBatch(batch, "record-bank-result", "finance-officer")),
      ...toFile(tx, unitId, shanghaiDay(time)),
    ],
    others: [
      ...drafted
        .filter(({ createdBy }) => createdBy === personId)
        .map((batch) => ({ ...ofBatch(batch, "batch-drafted"), waitingFor: "leadership" })),
      ...approving(tx, unitId),
    ],
  };
};

/** Lists for the bank that the leadership can release. */
export const releaseWork: WorkFinder = (tx, { memberId, personId }) => {
  const drafted = payments.batchesOf(tx, memberId, "drafted", ITEMS_MAX);
  const mine = drafted.filter(({ createdBy }) => createdBy !== personId);
  return { mine: mine.map((batch) => ofBatch(batch, "instruct-payment-batch", "leadership")), others: [] };
};

/** What waits for the company that holds the unit's shares. */
export const holderWork: WorkFinder = (tx, { memberId }) => {
  const equals = { assetHolderId: memberId, asset: "shares", state: "signed" };
  const held = tx.table(deals).find({ index: "byAssetHolderState", equals, limit: 4 * ITEMS_MAX });
  const mine = held.flatMap((deal): readonly WorkItem[] => {
    const totals = tx.table(settlements).get(deal.id);
    const about = { ...ofDeal(tx, deal), since: deal.signedAt ?? deal.proposedAt, waitingFor: "asset-manager" };
    if (totals?.received === 0n) return [{ kind: "record-stake", command: "transfer.record-stake", ...about }];
    const open = tx
      .table(plans)
      .find({ index: "byDeal", equals: { dealId: deal.id } })
      .filter(({ state }) => state === "approved");
    return open.map((plan) => ({
      kind: "register-shares",
      command: "transfer.register-shares",
      ...ofPlan(tx, deal, plan),
      waitingFor: "asset-manager",
    }));
  });
  return { mine: mine.slice(0, ITEMS_MAX), others: [] };
};

/** What waits for the other side of a deal: its signature; and what it waits for. */
export const companyWork: WorkFinder = (tx, { memberId }) => {
  const inState = (state: string) =>
    tx
      .table(deals)
      .find({ index: "byCounterpartyState", equals: { counterpartyId: memberId, state }, limit: ITEMS_MAX });
  const ofSide = (kind: string, waitingFor: string, command?: string) => (deal: Parameters<typeof ofDeal>[1]) => ({
    kind,
    ...(command === undefined ? {} : { command }),
    ...ofDeal(tx, deal),
    since: deal.signedAt ?? deal.proposedAt,
    waitingFor,
  });
  return {
    mine: inState("decided").map(ofSide("sign-deal", "company-manager", "transfer.sign-deal")),
    others: [
      ...inState("proposed").map(ofSide("deal-proposed", "transfer-officer")),
      ...inState("noticed").map(ofSide("price-noticed", "notice")),
    ],
  };
};

/** Lines that are owed, one item a plan and what is to be done: entering what is withheld, or listing them for the bank. */
function byPlan(tx: ReadTx, payable: readonly Obligation[]): readonly WorkItem[] {
  const groups = new Map<string, Obligation[]>();
  for (const obligation of payable) {
    const isTaxed = tx.table(withholdings).get(obligation.id) !== undefined;
    const key = `${isTaxed ? "create-payment-batch" : "record-withholding"} ${obligation.subjectId}`;
    groups.set(key, [...(groups.get(key) ?? []), obligation]);
  }
  return [...groups].flatMap(([key, list]) => {
    const [kind = "", planId = ""] = key.split(" ");
    const plan = tx.table(plans).get(planId);
    const deal = plan === undefined ? undefined : dealOf(tx, plan.dealId);
    if (plan === undefined || deal === undefined) return [];
    const item = { kind, command: `transfer.${kind}`, ...ofPlan(tx, deal, plan), waitingFor: "finance-officer" };
    const amount = list.reduce((sum, { gross }) => sum + gross, 0n);
    return [{ ...item, amount, count: list.length, since: Math.min(...list.map(({ openedAt }) => openedAt)) }];
  });
}

/** Awards to be filed with the tax office, one item a plan and day. Filing happens elsewhere, so the item goes when its day is over. */
function toFile(tx: ReadTx, unitId: string, today: string): readonly WorkItem[] {
  const latest = { index: "byDue", equals: { unitId }, limit: FILINGS_MAX, reverse: true } as const;
  const groups = new Map<string, Filing[]>();
  for (const filing of tx.table(filings).find(latest)) {
    if (filing.dueOn < today) break;
    const key = `${filing.dueOn} ${filing.planId}`;
    groups.set(key, [...(groups.get(key) ?? []), filing]);
  }
  return [...groups.values()].flatMap((list) => {
    const [{ planId, dealId, dueOn } = { planId: "", dealId: "", dueOn: "" }] = list;
    const plan = tx.table(plans).get(planId);
    const deal = dealOf(tx, dealId);
    if (plan === undefined || deal === undefined) return [];
    const amount = list.reduce((sum, { gross }) => sum + gross, 0n);
    const about = { ...ofPlan(tx, deal, plan), amount, count: list.length };
    return [{ kind: "file-tax", ...about, ...due(dueOn), waitingFor: "finance-officer" }];
  });
}

function ofBatch(batch: Batch, kind: string, waitingFor = "finance-officer"): WorkItem {
  return {
    kind,
    ...(kind === "batch-drafted" ? {} : { command: `transfer.${kind}` }),
    caseNumber: "",
    title: "",
    achievementId: null,
    batchId: batch.id,
    amount: batch.net,
    asset: "money",
    count: batch.count,
    since: batch.releasedAt ?? batch.createdAt,
    waitingFor: kind === "record-bank-result" ? "bank" : waitingFor,
  };
}
