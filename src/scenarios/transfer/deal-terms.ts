import { sumOf, yuanText } from "#kernel/money";
import { type Infer, shape } from "#kernel/shape";
import { chooseRule } from "#kit/rule-check";
import { isInForce } from "#kit/rule-pack";
import type { Unit } from "./achievement-tables.ts";
import { type Deal, instalmentsShape, PRICINGS, ROUTES } from "./deal-tables.ts";
import { caseOf } from "./planning.ts";
import { rulePacks } from "./rule-packs.ts";
import { AMOUNT_MAX } from "./rules.ts";

/** The terms of a deal as commands take them, what is wrong with them, and the rules that follow from them. */
export const termsFields = {
  counterpartyId: shape.id("member"),
  route: shape.choice(ROUTES),
  /** In fen: what the counterparty pays in all, or the value at which the achievement is contributed. */
  price: shape.amount(1n, AMOUNT_MAX),
  pricing: shape.choice(PRICINGS),
  /** Number of the listing or the auction, once there is one. */
  pricingReference: shape.optional(shape.text(1, 100)),
  valuationReference: shape.optional(shape.text(1, 100)),
  /** Whether the counterparty belongs to a contributor or is otherwise close to the unit. */
  isRelatedParty: shape.bool(),
  /** When the price falls due, in parts that add up to it; none where shares are given. */
  instalments: instalmentsShape,
};

const termsShape = shape.object(termsFields);
export type DealTerms = Infer<typeof termsShape>;

/** Rejections of terms that cannot be right. */
export const TERMS_REJECTIONS = {
  counterparty_is_unit: 403,
  instalments_do_not_add_up: 422,
  instalments_of_shares: 422,
} as const;

/** Rejections where no rule pack has what the deal needs. */
export const RULE_REJECTIONS = { rule_missing: 409, net_income_undefined: 409 } as const;

/** What is wrong with terms, with the facts that say so; undefined when they fit together. */
export function termsProblem(
  { counterpartyId, route, price, instalments }: DealTerms,
  unitId: string,
): readonly [code: keyof typeof TERMS_REJECTIONS, facts: Record<string, string>] | undefined {
  if (counterpartyId === unitId) return ["counterparty_is_unit", {}];
  if (route === "equity") return instalments.length > 0 ? ["instalments_of_shares", {}] : undefined;
  const sum = sumOf(instalments.map(({ amount }) => amount));
  return sum === price ? undefined : ["instalments_do_not_add_up", { sum: yuanText(sum), price: yuanText(price) }];
}

/** Terms as a deal keeps them. */
export function termsOf(terms: DealTerms) {
  const { pricingReference, valuationReference, ...rest } = terms;
  return {
    ...rest,
    ...(pricingReference === undefined ? {} : { pricingReference }),
    ...(valuationReference === undefined ? {} : { valuationReference }),
    asset: terms.route === "equity" ? "shares" : "money",
  } as const;
}

/** The rules of a deal on a day, as they are frozen on it. */
export function rulesOn(
  { route }: Pick<Deal, "route">,
  { code, isStateFounded }: Unit,
  ruledOn: string,
): Pick<Deal, "ruledOn" | "unit" | "packs" | "rule" | "netIncomePack"> | keyof typeof RULE_REJECTIONS {
  const unit = { code, isStateFounded };
  const choice = chooseRule(rulePacks, caseOf({ route, ruledOn, unit }));
  if (choice === undefined) return "rule_missing";
  const { pack, rule, because } = choice;
  // A pack that says how much may not say of what exactly; then the next one that does is asked.
  const others = rulePacks.filter(
    (each) => (each.unit === undefined || each.unit === code) && isInForce(each, ruledOn),
  );
  const definition = [pack, ...others].find(({ netIncome }) => netIncome !== undefined);
  const isOfNetIncome = rule.base === "net-income";
  if (isOfNetIncome && definition === undefined) return "net_income_undefined";
  return {
    ruledOn,
    unit,
    packs: rulePacks.map(({ id, version }) => ({ id, version })),
    rule: { id: pack.id, version: pack.version, ruleId: rule.id, because },
    netIncomePack:
      isOfNetIncome && definition !== undefined ? { id: definition.id, version: definition.version } : null,
  };
}
