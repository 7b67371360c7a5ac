import { defineCommand } from "#kernel/command";
import { sumOf, yuanText } from "#kernel/money";
import { type Infer, shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { occurrenceOf } from "#kit/calendar-day";
import { chooseRule } from "#kit/rule-check";
import { isInForce } from "#kit/rule-pack";
import { type Achievement, type Unit, units } from "../achievement-tables.ts";
import { recordAct } from "../acts.ts";
import { ACHIEVEMENT_REJECTIONS, isInterested, memberIdOf, ownAchievement } from "../case-access.ts";
import { type Deal, deals, instalmentsShape, ROUTES, settlements } from "../deal-tables.ts";
import { caseOf } from "../planning.ts";
import { rulePacks } from "../rule-packs.ts";
import { AMOUNT_MAX } from "../rules.ts";

const input = shape.object({
  achievementId: shape.id("achievement"),
  contractNumber: shape.text(1, 60),
  route: shape.choice(ROUTES),
  /** In fen: what the counterparty pays in all, or the value at which the achievement is contributed. */
  price: shape.amount(1n, AMOUNT_MAX),
  pricing: shape.choice(["agreement", "listing", "auction"]),
  valuationReference: shape.optional(shape.text(1, 100)),
  /** Whether the counterparty belongs to a contributor or is otherwise close to the unit. */
  isRelatedParty: shape.bool(),
  /** When the price falls due, in parts that add up to it; none where shares are given. */
  instalments: instalmentsShape,
  signedOn: shape.day(),
});
type DealTerms = Infer<typeof input>;

/**
 * The unit and its counterparty sign one contract on one envelope. The rule packs there are, the unit as they see it and
 * the rule that decides are frozen on the deal.
 */
export const signDeal = defineCommand({
  name: "transfer.sign-deal",
  allow: ["transfer-officer"],
  cosigners: [["company-manager"]],
  input,
  rejections: {
    ...ACHIEVEMENT_REJECTIONS,
    counterparty_is_unit: 403,
    signer_is_contributor: 403,
    related_party_not_declared: 422,
    day_in_future: 422,
    instalments_do_not_add_up: 422,
    instalments_of_shares: 422,
    achievement_not_confirmed: 409,
    contract_number_taken: 409,
    unit_not_described: 409,
    rule_missing: 409,
    net_income_undefined: 409,
  },

  run(tx, terms, ctx, reject) {
    const achievement = ownAchievement(tx, terms.achievementId, ctx.actor);
    if (typeof achievement === "string") return reject(achievement);
    const [, counterparty = ctx.actor] = ctx.signers;
    if (counterparty.memberId === achievement.unitId) return reject("counterparty_is_unit");
    if (isInterested(tx, achievement.id, ctx.actor)) return reject("signer_is_contributor");
    if (isInterested(tx, achievement.id, counterparty) && !terms.isRelatedParty) {
      return reject("related_party_not_declared");
    }
    const occurrence = occurrenceOf(terms.signedOn, ctx.time);
    if (occurrence === undefined) return reject("day_in_future", { day: terms.signedOn });
    const problem = instalmentsProblem(terms);
    if (problem !== undefined) return reject(...problem);
    if (achievement.state !== "confirmed") return reject("achievement_not_confirmed", { state: achievement.state });
    if (isNumberTaken(tx, achievement.unitId, terms.contractNumber)) return reject("contract_number_taken");
    const unit = tx.table(units).get(achievement.unitId);
    if (unit === undefined) return reject("unit_not_described");
    const frozen = freezeRules(terms, unit);
    if (typeof frozen === "string") return reject(frozen);

    const deal: Deal = {
      ...termsOfDeal(terms, achievement),
      ...frozen,
      id: tx.newId("deal"),
      counterpartyId: memberIdOf(counterparty),
      isLate: occurrence.isLate,
      assetHolderId: unit.assetHolderId,
      state: "signed",
      signedAt: ctx.time,
    };
    tx.table(deals).put(deal);
    openSettlement(tx, deal);
    const { id: dealId, achievementId, rule } = deal;
    recordAct(tx, ctx, {
      command: "transfer.sign-deal",
      scope: "deal",
      achievementId,
      dealId,
      occurredOn: terms.signedOn,
      isLate: deal.isLate,
    });
    return { dealId, rule };
  },
});

function termsOfDeal(terms: DealTerms, { title, unitId }: Achievement) {
  const { valuationReference, ...rest } = terms;
  const asset = terms.route === "equity" ? "shares" : "money";
  return {
    ...rest,
    ...(valuationReference === undefined ? {} : { valuationReference }),
    title,
    unitId,
    asset,
  } as const;
}

function freezeRules(
  terms: DealTerms,
  { code, isStateFounded }: Unit,
): Pick<Deal, "unit" | "packs" | "rule" | "netIncomePack"> | "rule_missing" | "net_income_undefined" {
  const unit = { code, isStateFounded };
  const choice = chooseRule(rulePacks, caseOf({ ...terms, unit }));
  if (choice === undefined) return "rule_missing";
  const { pack, rule, because } = choice;
  // A pack that says how much may not say of what exactly; then the next one that does is asked.
  const others = rulePacks.filter(
    (each) => (each.unit === undefined || each.unit === code) && isInForce(each, terms.signedOn),
  );
  const definition = [pack, ...others].find(({ netIncome }) => netIncome !== undefined);
  const isOfNetIncome = rule.base === "net-income";
  if (isOfNetIncome && definition === undefined) return "net_income_undefined";
  return {
    unit,
    packs: rulePacks.map(({ id, version }) => ({ id, version })),
    rule: { id: pack.id, version: pack.version, ruleId: rule.id, because },
    netIncomePack:
      isOfNetIncome && definition !== undefined ? { id: definition.id, version: definition.version } : null,
  };
}

function instalmentsProblem({
  route,
  price,
  instalments,
}: DealTerms): readonly ["instalments_do_not_add_up" | "instalments_of_shares", Record<string, string>] | undefined {
  if (route === "equity") return instalments.length > 0 ? ["instalments_of_shares", {}] : undefined;
  const sum = sumOf(instalments.map(({ amount }) => amount));
  return sum === price ? undefined : ["instalments_do_not_add_up", { sum: yuanText(sum), price: yuanText(price) }];
}

/** A void contract gives its number back. */
function isNumberTaken(tx: Tx, unitId: string, contractNumber: string): boolean {
  const sameNumber = tx.table(deals).find({ index: "byContract", equals: { unitId, contractNumber } });
  return sameNumber.some(({ state }) => state !== "void");
}

function openSettlement(tx: Tx, { id: dealId, asset }: Deal): void {
  const nothing = {
    received: 0n,
    recouped: 0n,
    awarded: 0n,
    retained: 0n,
    advanced: 0n,
    paid: 0n,
    frozen: 0n,
    withheld: 0n,
  };
  tx.table(settlements).put({ dealId, asset, ...nothing, planCount: 0, openPlanId: null, openLineCount: 0 });
}
