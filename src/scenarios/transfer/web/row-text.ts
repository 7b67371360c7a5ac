import { dayText } from "#web/format/date.ts";
import type { Language } from "#web/text/language.ts";
import type { Translate } from "#web/text/texts.ts";
import type { RowText } from "./statement-rows.ts";
import type { Names } from "./use-names.ts";

/** A text of a row in the language of the page. */
export function rowText(of: RowText, text: Translate, language: Language, names: Names): string {
  if ("both" in of) return of.both[language];
  if ("member" in of) return names.member(of.member);
  if ("person" in of) return names.person(of.person);
  const { day, ...facts } = of.facts ?? {};
  const spoken = day === undefined ? facts : { ...facts, day: dayText(String(day), language) };
  return text(`transfer:web.statement.${of.key}`, spoken);
}
