import { useFoundPage, useFoundTitle } from "../access/found-pages.ts";
import { useAnswer, useLedgerInfo } from "../access/use-answer.ts";
import { useMemberNames } from "../access/use-member-names.ts";
import { roleWord } from "../form/field-words.ts";
import { personWord } from "../form/person-word.ts";
import { refusalWords } from "../proof/refusal-words.ts";
import { useSelf } from "../session/use-self.ts";
import { foundText } from "../text/found-text.ts";
import { type Translate, useText } from "../text/texts.ts";
import type { Entry, SeenEntry } from "./use-explorer.ts";

/** What an entry says in a list, in the reader's language. Texts are empty where there is nothing to say. */
export interface EntryWords {
  readonly isSealed: boolean;
  readonly title: string;
  readonly subject: string;
  /** Address of what it is about, where there is a page for it. */
  readonly subjectPage?: string | undefined;
  readonly signer: string;
  /** Why the rules refused it. */
  readonly refusal: string;
}

interface ListedPerson {
  readonly id: string;
  readonly roles: readonly string[];
  readonly name?: string;
}

/** Gives the words of entries; names of people come a moment later than the rest. */
export function useEntryWords(ledger: string, entries: readonly Entry[]): (entry: Entry | undefined) => EntryWords {
  const text = useText();
  const page = useFoundPage(ledger);
  const signerWord = useSignerWord(ledger, entries);
  const title = useFoundTitle();
  return (entry) => {
    if (entry === undefined) return UNKNOWN;
    if ("isSealed" in entry) return { ...UNKNOWN, isSealed: true, title: text("explorer.sealed") };
    const { command, table, subject, refusal, signers } = entry;
    return {
      isSealed: false,
      title: command === undefined ? dueTitle(text, table) : commandTitle(text, command),
      subject: subject === undefined ? "" : subjectText(text, title(subject), subject),
      subjectPage: subject === undefined ? undefined : page(subject.kind, subject.id),
      signer: signers.length === 0 ? text("explorer.nobody") : signers.map(signerWord).join(text("verify.listJoin")),
      refusal: refusal === undefined ? "" : refusalWords(text, command ?? "", refusal),
    };
  };
}

/** Of what is no entry, and where the node had no time to look. */
const UNKNOWN: EntryWords = { isSealed: false, title: "", subject: "", signer: "", refusal: "" };

function commandTitle(text: Translate, command: string): string {
  return foundText(text, `${command.replace(".", ":commands.")}.title`) ?? command;
}

function dueTitle(text: Translate, table = ""): string {
  const what = foundText(text, `${table.slice(0, table.indexOf("_"))}:tables.${table}`);
  return what === undefined ? text("receipt.timer") : text("explorer.cameDue", { what });
}

type Subject = NonNullable<SeenEntry["subject"]>;

function subjectText(text: Translate, subject: string, { others }: Subject): string {
  return others === undefined ? subject : text("explorer.andOthers", { subject, count: others });
}

/** Who signed: the name where one may read it, the role otherwise, and the organisation. */
function useSignerWord(ledger: string, entries: readonly Entry[]): (signer: SeenEntry["signers"][number]) => string {
  const text = useText();
  const self = useSelf(ledger);
  const memberName = useMemberNames(ledger);
  const { data: info } = useLedgerInfo(ledger);
  const signers = entries.flatMap((entry) => ("signers" in entry ? entry.signers : []));
  const personIds = [...new Set(signers.map(({ personId }) => personId))].sort();
  // Who is not of this ledger may not ask for its people.
  const isOff = personIds.length === 0 || self === undefined || self === null;
  const input = { personIds, limit: 200 };
  const { data, isPending } = useAnswer<{ readonly items: readonly ListedPerson[] }>(ledger, "council.people", input, {
    isOff,
  });
  return ({ personId, memberId }) => {
    const person = data?.items.find(({ id }) => id === personId);
    const [role] = person?.roles ?? [];
    const office = role === undefined ? undefined : roleWord(text, info?.scenarios ?? [], role);
    const member = memberId === undefined ? undefined : memberName(memberId);
    const word = person?.name ?? office;
    const isNamed = member !== undefined && member !== memberId;
    if (word !== undefined) return isNamed ? `${word} · ${member}` : word;
    if (isPending && !isOff) return isNamed ? member : "";
    return `${isNamed ? member : ""} ${personWord(personId, undefined)}`.trim();
  };
}
