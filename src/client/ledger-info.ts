import type { Genesis } from "#kernel/genesis";
import type { JsonObject } from "#kernel/json";

/** What a node says of one of its ledgers. */
export interface LedgerInfo {
  readonly name: string;
  /** `name@genesis hash`. */
  readonly ref: string;
  readonly origin: string;
  readonly clock: "real" | "simulated";
  readonly demo: boolean;
  readonly bundle: string;
  readonly scenarios: readonly string[];
  readonly limits: Genesis["limits"];
  /** Ledger time in milliseconds, which `notAfter` is measured by. */
  readonly now: number;
  readonly head: { readonly height: number; readonly time: number; readonly size: number; readonly root: string };
  readonly isRunning: boolean;
  /** What a reader should know, in the language of the request. */
  readonly notes: readonly string[];
}

/** The information in a node's answer; undefined when the answer lacks what a client needs. */
export function ledgerInfoOf(answer: JsonObject): LedgerInfo | undefined {
  const { name, ref, limits, now } = answer;
  const isWhole =
    typeof name === "string" && typeof ref === "string" && ref.startsWith(`${name}@`) && typeof now === "number";
  // The rest is for show; what is signed with was checked just now.
  return isWhole && typeof limits === "object" ? (answer as unknown as LedgerInfo) : undefined;
}

/** Instant after which a transaction signed now can no longer be recorded: half of what the ledger allows. */
export function notAfterOf(info: LedgerInfo, ledgerNow: number, signers: number): number {
  const { singleSignerMs, multiSignerMs } = info.limits;
  // The other half is room for clocks that disagree, on both sides.
  return ledgerNow + Math.floor((signers > 1 ? multiSignerMs : singleSignerMs) / 2);
}
