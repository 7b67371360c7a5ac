import { useAnswer } from "#web/access/use-answer.ts";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { Bilingual, Page } from "./answers.ts";

/** How people and members are called on the pages of a case. */
export interface Names {
  /** The name where the viewer may see it, the office otherwise, and a short id when neither is known. */
  person(id: string): string;
  member(id: string): string;
  /** Several signers of one act. */
  signers(ids: readonly string[]): string;
}

interface Person {
  readonly id: string;
  readonly memberId: string;
  readonly roles: readonly string[];
  readonly name?: string;
}

interface Member {
  readonly id: string;
  readonly name: Bilingual;
}

interface Named {
  readonly personId: string;
  readonly name: string | null;
}

const DIRECTORY_PAGE = { limit: 200 };

/** Names from the directory of the ledger and from the case itself, whose team knows its own members' names. */
export function useNames(ledger: string, team: readonly Named[] = [], leaderId?: string): Names {
  const text = useText();
  const { language } = useNode();
  const people = useAnswer<Page<Person>>(ledger, "council.people", DIRECTORY_PAGE);
  const members = useAnswer<Page<Member>>(ledger, "council.members", DIRECTORY_PAGE);
  const officeOf = (person: Person | undefined) => {
    const keys = person?.roles.map((role) => `transfer:roles.${role}`) ?? [];
    const known = keys.map((key) => text(key)).find((title, i) => !keys[i]?.endsWith(title));
    return known;
  };
  const member = (id: string) => members.data?.items.find((each) => each.id === id)?.name[language] ?? shortId(id);
  const person = (id: string) => {
    const own = team.find(({ personId }) => personId === id)?.name;
    const listed = people.data?.items.find((each) => each.id === id);
    if (typeof own === "string") return own;
    if (id.startsWith("member_")) return member(id);
    if (id === leaderId) return text("transfer:web.people.leader");
    const isOfTeam = listed?.roles.length === 0;
    return (
      listed?.name ??
      officeOf(listed) ??
      (isOfTeam ? text("transfer:web.people.member", { id: shortId(id) }) : shortId(id))
    );
  };
  return { person, member, signers: (ids) => ids.map(person).join(text("transfer:web.case.and")) };
}

/** The last figures of an id: enough for people to tell two apart. */
export function shortId(id: string): string {
  return `…${id.slice(-6)}`;
}
