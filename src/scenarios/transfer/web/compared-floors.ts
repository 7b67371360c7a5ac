import type { ComparedRule } from "./pack-answers.ts";

/** What one rule's award means to the binding rules that stand beside it. */
export interface FloorCheck {
  readonly packId: string;
  readonly ruleId: string;
  readonly isMet: boolean;
}

/** Forces that an award below is held against: what must be reached, and what may be. */
const FLOORS: readonly string[] = ["mandatory", "permitted"];

/** Whether the award of a rule reaches the floors of the other packs. A floor that is taken of another base is compared as a share. */
export function floorsOf(rule: ComparedRule, all: readonly ComparedRule[]): readonly FloorCheck[] {
  return all
    .filter((other) => other !== rule && other.isInForce && FLOORS.includes(other.force))
    .map((floor) => ({
      packId: floor.packId,
      ruleId: floor.ruleId,
      // a / b ≥ c / d without division.
      isMet: BigInt(rule.award) * BigInt(floor.base) >= BigInt(floor.award) * BigInt(rule.base),
    }));
}
