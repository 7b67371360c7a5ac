import type { ValueObject } from "#kernel/json";
import type { ActKinds } from "./act-kind.ts";
import { payeesEditors } from "./editors.tsx";
import type { Known } from "./known.ts";

const OF_DEAL = {
  about: "dealId",
  matter: ["terms"],
  readers: "company",
  fixed: ({ ids }: Known): ValueObject => ({ dealId: ids.dealId ?? "" }),
} as const;
const OF_PLAN = {
  about: "planId",
  matter: ["plan"],
  readers: "company",
  fixed: ({ ids }: Known): ValueObject => ({ planId: ids.planId ?? "" }),
} as const;

/** Acts on shares: the stake, and its entries in the company's register. */
export const shareActs: ActKinds = {
  "record-stake": { ...OF_DEAL, initial: ({ today }) => ({ occurredOn: today }) },
  "reverse-stake": OF_DEAL,
  "register-shares": {
    ...OF_PLAN,
    initial: ({ today, planned }) => ({ occurredOn: today, payeeIds: payeesIn(planned?.lines, "payable") }),
    isOnSeveral: true,
    editors: payeesEditors("payable"),
  },
  "reverse-share-registration": {
    ...OF_PLAN,
    initial: () => ({ payeeIds: [] }),
    isOnSeveral: true,
    editors: payeesEditors("paid"),
  },
};

function payeesIn(lines: NonNullable<Known["planned"]>["lines"] = [], state: string): readonly string[] {
  return lines.filter((line) => line.state === state).map(({ payeeId }) => payeeId);
}
