import type { Tone } from "#web/parts/status.tsx";
import type { CaseItem, DealState } from "./answers.ts";

/** How the state of a deal looks. */
export function toneOfDeal(state: DealState): Tone {
  switch (state) {
    case "closed":
      return "done";
    case "noticed":
      return "wait";
    case "withdrawn":
    case "void":
      return "refuse";
    case "proposed":
    case "decided":
    case "signed":
      return "now";
  }
}

/** With whom a case lies now: a key below `web.cases.with`; undefined where nobody has to act, or the viewer may not know. */
export function caseLiesWith(item: CaseItem): string | undefined {
  switch (item.state) {
    case "proposed":
      return "office";
    case "noticed":
      return "notice";
    case "decided":
      return "bothSides";
    case "signed":
      return signedLiesWith(item);
    case "closed":
    case "withdrawn":
    case "void":
      return undefined;
  }
}

function signedLiesWith({ asset, openPlanState, openLineCount, pool, received, price }: CaseItem): string | undefined {
  if (received === undefined || pool === undefined) return undefined;
  switch (openPlanState) {
    case "proposed":
      return "leader";
    case "split":
      return "office";
    case "noticed":
      return "notice";
    case "approving":
      return "approvers";
  }
  if ((openLineCount ?? 0) > 0) return asset === "shares" ? "holder" : "finance";
  if (BigInt(pool) > 0n) return "office";
  if (BigInt(received) >= BigInt(price)) return "office";
  return asset === "shares" ? "holder" : "company";
}
