import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { comparePacks } from "../comparison.ts";
import { ROUTES } from "../deal-tables.ts";
import { rulePacks } from "../rule-packs.ts";
import { AMOUNT_MAX } from "../rules.ts";

/** What each rule pack would give of a base, for a unit and a day of signature that the asker makes up. Writes nothing. */
export const packComparisonQuery = defineQuery({
  name: "transfer.pack-comparison",
  allow: "public",
  input: shape.object({
    route: shape.choice(ROUTES),
    /** Net income, or value of the stake, in fen. */
    base: shape.amount(0n, AMOUNT_MAX),
    signedOn: shape.day(),
    unitCode: shape.optional(shape.text(1, 40)),
    isStateFounded: shape.bool(),
  }),

  run(_, { route, base, signedOn, unitCode = "", isStateFounded }) {
    const of = { route, signedOn, unit: { code: unitCode, isStateFounded } };
    return { packs: comparePacks(rulePacks, of, () => base) };
  },
});
