import type { Value, ValueObject } from "#kernel/json";
import { sumOf } from "#kernel/money";
import { amountInWords } from "#web/format/amount.ts";
import { dayText } from "#web/format/date.ts";
import { firstText } from "#web/text/found-text.ts";
import type { Language } from "#web/text/language.ts";
import type { TextFacts, Translate } from "#web/text/texts.ts";
import type { Names } from "../use-names.ts";
import { achievementOf, awardsOf, type Known, ownLineOf, planOf } from "./known.ts";

/** What turns ids, amounts and days into words. */
export interface Words {
  readonly text: Translate;
  readonly language: Language;
  readonly names: Names;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Facts that the sentence of any act may use: what the page knows, and then what was filled in. */
export function sentenceFacts(known: Known, args: ValueObject, words: Words): TextFacts {
  return { ...knownFacts(known, words), ...argFacts(args, words) };
}

function knownFacts(known: Known, { language, names, text }: Words): TextFacts {
  const { found, batch, slip, noticed, statement } = known;
  const deal = found?.deal ?? undefined;
  const achievement = achievementOf(known);
  const plan = planOf(known);
  const own = ownLineOf(known);
  const awaiting = awardsOf(known).filter(({ state }) => state === "planned");
  const money = (fen: string | undefined) => (fen === undefined ? "—" : amountInWords(BigInt(fen), language));
  const title = deal?.title ?? achievement?.title ?? noticed?.notice?.facts.find(({ name }) => name === "title")?.value;
  return {
    title: title ?? "—",
    contract: deal?.contractNumber || (achievement?.number ?? "—"),
    party: deal === undefined ? "—" : names.member(deal.counterpartyId),
    agreed: money(deal?.price),
    plan: plan?.sequence ?? "—",
    people: awardsOf(known).length,
    award: money(plan?.award.amount),
    // What an approval sets free: neither lines that an objection holds nor those that are free already.
    payees: awaiting.length,
    payable: money(sumOf(awaiting.map(({ amount }) => BigInt(amount))).toString()),
    rest: money(plan?.rest.amount),
    holder: plan === undefined ? "—" : names.member(plan.restHolderId),
    own: money(own?.amount),
    distributable: money(statement?.distributable),
    notice: noticed?.notice?.number ?? "—",
    lines: batch?.batch?.count ?? 0,
    net: money(batch?.batch?.net),
    payer: slip?.payer ?? "—",
    slip: slip?.reference ?? "—",
    booked: slip === undefined ? "—" : dayText(slip.occurredOn, language),
    self: text(`transfer:web.act.self`),
  };
}

/** Arguments as words: amounts in figures and capitals, people and members by name, choices by their word. */
function argFacts(args: ValueObject, words: Words): TextFacts {
  const facts: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(args)) {
    if (Array.isArray(value)) facts[`${name}Count`] = value.length;
    else if (value !== undefined && typeof value !== "object") facts[name] = argWord(name, value, words);
  }
  return facts;
}

function argWord(name: string, value: Exclude<Value, object>, { text, language, names }: Words): string | number {
  if (typeof value === "bigint") return amountInWords(value, language);
  if (typeof value === "number") return value;
  const word = String(value);
  if (word.startsWith("person_")) return names.person(word);
  if (word.startsWith("member_")) return names.member(word);
  if (DAY.test(word)) return dayText(word, language);
  const lists = [`web.choices.${name}`, `${name}s`, name];
  return (
    firstText(
      text,
      lists.map((list) => `transfer:${list}.${word}`),
    ) ?? word
  );
}
