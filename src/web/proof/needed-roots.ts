import type { Receipt } from "#kernel/receipt";
import type { ReceiptCheck, ReceiptReport } from "#kernel/receipt-report";

/** Geneses that a receipt rests on: that of its ledger, and that of the ledger on which it is anchored. */

export interface NeededRoot {
  /** Name in the genesis. */
  readonly ledger: string;
  /** What the genesis in the file hashes to: computed here, and not to be trusted for that. */
  readonly hash: string;
}

/** The roots that a receipt needs, its own ledger's first; none when the file could not be read. */
export function neededRoots(report: ReceiptReport, receipt: Receipt | undefined): readonly NeededRoot[] {
  if (receipt === undefined) return [];
  const hash = report.checks.find(({ code }) => code === "genesis")?.facts["computed"];
  const own = typeof hash === "string" ? [{ ledger: receipt.genesis.name, hash }] : [];
  return report.anchor === undefined ? own : [...own, ...neededRoots(report.anchor, receipt.anchor)];
}

/** Whether nothing is wrong with a receipt but that the verifier does not trust the geneses it rests on. */
export function lacksOnlyRoots({ checks, anchor }: ReceiptReport): boolean {
  const failed = checks.filter(({ status }) => status === "failed");
  const isRoot = (check: ReceiptCheck): boolean =>
    check.code === "genesis"
      ? check.problem === "genesis_not_trusted" || check.problem === "genesis_not_brought"
      : check.problem === "anchor_not_valid" && anchor !== undefined && lacksOnlyRoots(anchor);
  return failed.length > 0 && failed.every(isRoot) && checks.every(({ status }) => status !== "skipped");
}
