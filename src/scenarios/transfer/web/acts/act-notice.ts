import type { ValueObject } from "#kernel/json";
import { type ActKinds, check } from "./act-kind.ts";
import { awardsOf, type Known, planOf } from "./known.ts";

const OF_NOTICE = {
  about: "noticeId",
  matter: ["notice"],
  fixed: ({ ids }: Known): ValueObject => ({ noticeId: ids.noticeId ?? "" }),
  shows: ({ ids }: Known) => `notices/${ids.noticeId}`,
} as const;
const OF_OBJECTION = {
  about: "objectionId",
  matter: ["notice"],
  fixed: ({ ids }: Known): ValueObject => ({ objectionId: ids.objectionId ?? "" }),
  shows: ({ ids }: Known) => (ids.noticeId === undefined ? undefined : `notices/${ids.noticeId}`),
} as const;
const OF_PRICE = {
  about: "dealId",
  matter: ["terms"],
  readers: "public",
  fixed: ({ found, ids }: Known): ValueObject => ({
    dealId: ids.dealId ?? "",
    revision: found?.deal?.revision ?? 1,
  }),
} as const;
const OF_PLAN = {
  about: "planId",
  matter: ["plan"],
  readers: "public",
  fixed: (known: Known): ValueObject => ({ planId: known.ids.planId ?? "", revision: planOf(known)?.revision ?? 0 }),
} as const;

/** Acts on notices and on objections to them. */
export const noticeActs: ActKinds = {
  "publish-price-notice": { ...OF_PRICE, initial: () => ({ audience: "unit" }), shows: toNotice },
  "record-paper-price-notice": { ...OF_PRICE, readers: "offices", initial: () => ({ dayKind: "working" }) },
  "publish-plan-notice": {
    ...OF_PLAN,
    initial: () => ({ audience: "unit" }),
    shows: toNotice,
    checks: (known) => [confirmedLines(known)],
  },
  "record-paper-plan-notice": {
    ...OF_PLAN,
    readers: "offices",
    initial: () => ({ dayKind: "calendar" }),
    checks: (known) => [confirmedLines(known)],
  },
  "withdraw-notice": OF_NOTICE,
  object: OF_NOTICE,
  "withdraw-objection": OF_OBJECTION,
  "resolve-objection": OF_OBJECTION,
};

function toNotice(_: Known, { noticeId }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof noticeId === "string" ? `notices/${noticeId}` : undefined;
}

/** How many payees have confirmed their own line. */
export function confirmedLines(known: Known) {
  const lines = awardsOf(known);
  const done = lines.filter(({ confirmedBy }) => confirmedBy !== null).length;
  return check("linesConfirmed", done === lines.length, { done, all: lines.length });
}
