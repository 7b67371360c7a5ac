import { addMonths } from "#kit/calendar-day";
import type { TaxRelief } from "#kit/payout-rules";
import { type Said, saidOf } from "#kit/rule-check";
import type { Deal } from "./deal-tables.ts";
import type { Plan } from "./plan-tables.ts";
import { caseOf, frozenPack } from "./planning.ts";

/**
 * The relief on income tax that the packs of a deal know for its route and a payment of a day; undefined where they know
 * none. A relief is of the day of the payment, whenever the contract was signed.
 */
export function taxReliefOf(deal: Deal, day: string): Said<TaxRelief> | undefined {
  const known = saidOf(deal.packs.map(frozenPack), { ...caseOf(deal), signedOn: day }, (pack) => pack.taxReliefs);
  return known.find(
    ({ said }) =>
      said.routes.some((route) => route === deal.route) && (said.effectiveOn === undefined || said.effectiveOn <= day),
  );
}

/** The last day on which an award of a plan may be paid for the relief to hold. */
export function windowEnd({ windowMonths }: TaxRelief, { receivedOn }: Plan): string {
  return addMonths(receivedOn, windowMonths);
}

/** The day by which a payment of a day is to be filed. */
export function filingDue({ filingDay }: TaxRelief, paidOn: string): string {
  return `${addMonths(`${paidOn.slice(0, 7)}-01`, 1).slice(0, 8)}${filingDay.toString().padStart(2, "0")}`;
}
