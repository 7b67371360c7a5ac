import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { rulePacks } from "../rule-packs.ts";

/** The rule packs that ship with the contracts, whole: every figure with its article, force and source. */
export const rulePacksQuery = defineQuery({
  name: "transfer.rule-packs",
  allow: "public",
  input: shape.object({}),

  run() {
    return { packs: rulePacks };
  },
});
