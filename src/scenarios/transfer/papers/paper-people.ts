import type { Ask, PaperSetting } from "#kernel/paper";
import { wordOf } from "#kit/paper-text";
import { WORDS } from "./paper-words.ts";

/** People as papers name them: by name where the reader may read it, by office and organisation otherwise, and never by an id alone. */

interface PersonAnswer {
  readonly id: string;
  readonly memberId: string;
  readonly roles: readonly string[];
  readonly name?: string;
}

/** What the directory of the ledger says of some people, by id. */
export type PeopleFound = ReadonlyMap<string, PersonAnswer>;

const ASKED_MAX = 200;

/** Asks the directory for people; names come as far as the reader may read them. Needs a session. */
export function askPeople(ask: Ask, ids: readonly string[]): PeopleFound {
  const wanted = [...new Set(ids)];
  const found = new Map<string, PersonAnswer>();
  for (let from = 0; from < wanted.length; from += ASKED_MAX) {
    const personIds = wanted.slice(from, from + ASKED_MAX);
    const { items } = ask("council.people", { personIds, limit: ASKED_MAX });
    // Items of a query of another scenario, whose type does not reach over JSON.
    for (const person of items as unknown as PersonAnswer[]) found.set(person.id, person);
  }
  return found;
}

/** Who somebody is: the name with office and organisation, `财务人员（北京交通大学）` without a name. `known` is the name that the case holds. */
export function personText(
  id: string,
  { known, people }: { readonly known?: string | null | undefined; readonly people: PeopleFound },
  setting: PaperSetting,
): string {
  const { lang, memberName } = setting;
  const person = people.get(id);
  const name = known ?? person?.name;
  if (person === undefined) return name ?? unnamed(id, setting);
  const office = officeOf(person, setting);
  const organisation = memberName(person.memberId);
  if (office === undefined) return name ?? besides(unnamed(id, setting), organisation, lang);
  if (name === undefined || name === office) return besides(office, organisation, lang);
  return besides(name, lang === "zh" ? `${organisation}${office}` : `${office}, ${organisation}`, lang);
}

/** Somebody whose name was erased from the vault, was never given, or is not for the reader. */
export function unnamed(id: string, { lang }: Pick<PaperSetting, "lang">): string {
  return lang === "zh" ? `姓名未载明（人员编号 ${id}）` : `name not on record (person id ${id})`;
}

/** The title of the first role that this scenario knows. */
function officeOf({ roles }: PersonAnswer, { lang }: PaperSetting): string | undefined {
  const titles: Readonly<Record<string, unknown>> = WORDS[lang].roles;
  const role = roles.find((each) => Object.hasOwn(titles, each));
  return role === undefined ? undefined : wordOf(titles, role);
}

function besides(text: string, more: string, lang: PaperSetting["lang"]): string {
  return lang === "zh" ? `${text}（${more}）` : `${text} (${more})`;
}
