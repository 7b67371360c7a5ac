import { rateText } from "#kernel/rate";
import type { ReadTx } from "#kernel/table";
import type { NoticeFact, NoticeLine } from "#kit/notices-tables";
import { tiersOf } from "#kit/rule-pack";
import { contributorsOf } from "./achievement-tables.ts";
import { linesOf, type PlanInCase } from "./case-access.ts";
import type { Deal } from "./deal-tables.ts";
import type { Plan } from "./plan-tables.ts";
import { choiceOf } from "./planning.ts";

/** What the notice of an award shows, after Guokefazheng [2018] No. 103: result, people, amounts, contract registration. */
export function planFacts(tx: ReadTx, { plan, deal, achievement }: PlanInCase): NoticeFact[] {
  const lines = linesOf(tx, plan.id).filter(({ kind }) => kind === "award");
  const unconfirmed = lines.filter(({ confirmedBy }) => confirmedBy === null).length;
  return [
    { name: "case_number", value: achievement.number },
    { name: "title", value: deal.title },
    { name: "kind", value: achievement.kind },
    { name: "route", value: deal.route },
    { name: "counterparty", value: deal.counterpartyId },
    { name: "contract_number", value: deal.contractNumber },
    { name: "registration_number", value: deal.registration?.number ?? "-" },
    { name: "sequence", value: `${plan.sequence}` },
    { name: "received", value: plan.received.toString() },
    { name: "received_on", value: plan.receivedOn },
    { name: "base", value: plan.base.toString() },
    { name: "amount", value: plan.amount.toString() },
    { name: "rate", value: rateOf(deal, plan) },
    { name: "award", value: plan.award.amount.toString() },
    { name: "rest", value: plan.rest.amount.toString() },
    { name: "rest_holder", value: plan.restHolderId },
    { name: "payee_count", value: `${lines.length}` },
    { name: "unconfirmed_count", value: `${unconfirmed}` },
  ];
}

/** The rates of the rule, from the lowest tier on: `97%`, `50%, 25%`. */
function rateOf(deal: Deal, plan: Plan): string {
  const { rule } = choiceOf(deal, plan.agreedRateBp);
  return tiersOf(rule)
    .map((tier) => rateText(tier.rate))
    .join(", ");
}

/** One line a payee, with the name as it stands in the papers while the vault has it. */
export function planNoticeLines(tx: ReadTx, { plan, achievement }: PlanInCase): NoticeLine[] {
  const people = new Map<string, ReturnType<typeof contributorsOf>[number]>(
    contributorsOf(tx, achievement.id).map((row) => [row.personId, row]),
  );
  const lines = linesOf(tx, plan.id).filter(({ kind }) => kind === "award");
  return lines.map(({ payeeId, amount }) => {
    const person = people.get(payeeId);
    return {
      id: payeeId,
      ...(person?.name === undefined ? {} : { name: person.name }),
      facts: [
        { name: "amount", value: amount.toString() },
        ...(person === undefined ? [] : [{ name: "part", value: person.part }]),
      ],
    };
  });
}
