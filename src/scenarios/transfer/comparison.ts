import type { ValueObject } from "#kernel/json";
import { rateText } from "#kernel/rate";
import { awardPools } from "#kit/award-pools";
import { type Case, chooseRule } from "#kit/rule-check";
import { isInForce, type RulePack, tiersOf } from "#kit/rule-pack";

/**
 * What each pack would give the team and leave to the unit, beside each other and without writing anything. `decides` marks
 * the rule by which the case is settled; the others only explain or set a floor.
 */
export function comparePacks(
  packs: readonly RulePack[],
  of: Case,
  baseOf: (pack: RulePack) => bigint,
): readonly ValueObject[] {
  const chosen = chooseRule(packs, of);
  return packs.flatMap((pack) =>
    pack.rules
      .filter((rule) => rule.recipient === "award" && rule.routes.includes(of.route))
      .map((rule) => {
        const base = baseOf(pack);
        const { award, rest } = awardPools({ because: "default", pack, rule }, base);
        return {
          packId: pack.id,
          packVersion: pack.version,
          packTitle: pack.title,
          level: pack.level,
          unit: pack.unit ?? null,
          effectiveOn: pack.effectiveOn,
          isInForce: isInForce(pack, of.signedOn),
          ruleId: rule.id,
          article: rule.article,
          force: rule.force,
          bindingOn: rule.bindingOn,
          evidence: rule.evidence,
          note: rule.note,
          rates: tiersOf(rule).map((tier) => rateText(tier.rate)),
          base,
          award: award.amount,
          rest: rest.amount,
          decides: chosen !== undefined && chosen.pack === pack && chosen.rule === rule,
        };
      }),
  );
}
