import type { ValueObject } from "#kernel/json";
import { type ActKinds, type Check, check } from "./act-kind.ts";
import { achievementOf, type Known } from "./known.ts";

const OF_DEAL = { about: "dealId", matter: ["terms"], fixed: dealOf } as const;

/** Acts on a deal, from its proposal to its end. */
export const dealActs: ActKinds = {
  "propose-deal": {
    about: "achievementId",
    matter: ["people"],
    fixed: ({ ids }) => ({ achievementId: ids.achievementId ?? "" }),
    initial: () => ({ route: "licence", pricing: "agreement", isRelatedParty: false }),
    checks: (known) => [check("registered", achievementOf(known)?.state === "registered")],
    shows: (_, { dealId }) => (typeof dealId === "string" ? `cases/${dealId}` : undefined),
  },
  "revise-deal": { ...OF_DEAL, initial: termsOf },
  "withdraw-deal": OF_DEAL,
  "record-decision": {
    ...OF_DEAL,
    fixed: termsSeen,
    initial: ({ today }) => ({ decidedOn: today }),
    checks: priceChecks,
  },
  "reverse-decision": OF_DEAL,
  "sign-deal": {
    ...OF_DEAL,
    readers: "company",
    fixed: termsSeen,
    initial: ({ today, found }) => ({ signedOn: today, contractNumber: found?.deal?.contractNumber ?? "" }),
    checks: ({ found }) => [check("decided", found?.deal?.state === "decided"), { key: "bothSides", state: "note" }],
  },
  "void-deal": {
    ...OF_DEAL,
    readers: "company",
    checks: ({ found }) => [check("nothingReceived", (found?.totals?.received ?? "0") === "0")],
  },
  "record-contract-registration": { ...OF_DEAL, initial: ({ today }) => ({ registeredOn: today }) },
  "withdraw-contract-registration": OF_DEAL,
  "close-deal": { ...OF_DEAL, matter: ["statement"], checks: closingChecks },
  "reopen-deal": OF_DEAL,
};

function dealOf({ found, ids }: Known): ValueObject {
  return { dealId: found?.deal?.id ?? ids.dealId ?? "" };
}

function termsSeen(known: Known): ValueObject {
  return { ...dealOf(known), revision: known.found?.deal?.revision ?? 1 };
}

function termsOf({ found }: Known): ValueObject {
  const deal = found?.deal;
  if (deal === null || deal === undefined) return {};
  const { counterpartyId, route, price, pricing, pricingReference, valuationReference, isRelatedParty } = deal;
  return {
    counterpartyId,
    route,
    price,
    pricing,
    isRelatedParty,
    ...(pricingReference === undefined ? {} : { pricingReference }),
    ...(valuationReference === undefined ? {} : { valuationReference }),
    instalments: deal.instalments.map(({ dueOn, amount, condition }) => ({
      dueOn,
      amount,
      ...(condition === undefined ? {} : { condition }),
    })),
  };
}

/** An agreed price was noticed to its end, and every objection is answered; another has its reference. */
function priceChecks({ found }: Known): readonly Check[] {
  const deal = found?.deal;
  if (deal?.pricing !== "agreement") return [check("pricingReference", deal?.pricingReference !== undefined)];
  const notices = found?.notices?.filter(({ kind }) => kind === "price") ?? [];
  const closed = notices.find(({ state }) => state === "closed");
  const [last] = notices.toReversed();
  const open = notices.reduce((sum, { openObjectionCount }) => sum + openObjectionCount, 0);
  return [
    check("noticeOver", closed !== undefined, { number: (closed ?? last)?.number ?? "—" }),
    check("noObjections", open === 0, { count: open }),
  ];
}

function closingChecks({ found, statement }: Known): readonly Check[] {
  return [
    check("allReceived", statement !== undefined && BigInt(statement.received) >= BigInt(statement.receivable)),
    check("allDistributed", statement?.distributable === "0" && found?.totals?.openPlanId === null),
    check("allPaid", found?.totals?.openLineCount === 0, { count: found?.totals?.openLineCount ?? 0 }),
  ];
}
