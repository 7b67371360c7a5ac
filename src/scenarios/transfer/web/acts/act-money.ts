import type { ValueObject } from "#kernel/json";
import type { ActKinds } from "./act-kind.ts";
import { costClassEditors } from "./editors.tsx";
import type { Known } from "./known.ts";

const OF_DEAL = {
  about: "dealId",
  matter: ["statement"],
  fixed: ({ ids }: Known): ValueObject => ({ dealId: ids.dealId ?? "" }),
} as const;

/** Acts on money that comes in, and on what was spent for it. */
export const moneyActs: ActKinds = {
  "record-receipt": {
    about: "slipId",
    matter: ["slip"],
    readers: "company",
    fixed: ({ slip }) => ({ amount: BigInt(slip?.amount ?? "0"), bankReference: slip?.reference ?? "" }),
    initial: ({ ids }) => (ids.dealId === undefined ? {} : { dealId: ids.dealId }),
  },
  "reverse-receipt": {
    about: "receiptId",
    matter: ["statement"],
    readers: "company",
    fixed: ({ ids }) => ({ receiptId: ids.receiptId ?? "" }),
  },
  "record-cost": { ...OF_DEAL, initial: ({ today }) => ({ occurredOn: today }), editors: costClassEditors },
  "reverse-cost": { about: "costId", matter: ["statement"], fixed: ({ ids }) => ({ costId: ids.costId ?? "" }) },
  "withdraw-bank-slip": {
    about: "slipId",
    matter: ["slip"],
    fixed: ({ ids }) => ({ slipId: ids.slipId ?? "" }),
    shows: () => "slips",
  },
};
