import { useSigning } from "../access/signing.tsx";
import { useLedgerInfo } from "../access/use-answer.ts";
import { roleWord } from "../form/field-words.ts";
import { ListImport, type ReadList, UnfitCells } from "../parts/list-import.tsx";
import { useText } from "../text/texts.ts";
import { readPeople } from "./read-people.ts";
import { type MemberRow, useRoleNames } from "./use-council.ts";

export interface PeopleImportProps {
  readonly ledger: string;
  readonly members: readonly MemberRow[];
  readonly memberName: (id: string) => string;
}

/** People from a spreadsheet: all of them added by one signature, or none. */
export function PeopleImport({ ledger, members, memberName }: PeopleImportProps) {
  const text = useText();
  return (
    <ListImport
      ledger={ledger}
      list="council.people"
      title={text("members.importView")}
      line={text("members.importLine")}
    >
      {(read, onImported) => <Fit {...{ ledger, members, memberName, read, onImported }} />}
    </ListImport>
  );
}

interface FitProps extends PeopleImportProps {
  readonly read: ReadList;
  readonly onImported: () => void;
}

function Fit({ ledger, members, memberName, read, onImported }: FitProps) {
  const text = useText();
  const sign = useSigning();
  const { data: info } = useLedgerInfo(ledger);
  const scenarios = info?.scenarios ?? [];
  // A sheet may name a role by its code or by its word.
  const roles = Object.fromEntries(
    useRoleNames(ledger).flatMap((role) => [
      [role, role],
      [roleWord(text, scenarios, role), role],
    ]),
  );
  const { people, wrong } = readPeople(read.rows, members, roles);
  if (wrong.length > 0) {
    const cells = wrong.map(({ row, column, value }) => ({
      row: row + 1,
      letter: "",
      title: text(column === "member" ? "members.organisation" : "members.roles"),
      value,
      detail: text(column === "member" ? "members.unknownOrganisation" : "members.unknownRole", { role: value }),
    }));
    return <UnfitCells name={read.name} title={text("members.importUnfit")} cells={cells} />;
  }
  const facts = { count: people.length, name: read.name };
  const ask = () =>
    sign({
      ledger,
      command: "council.add-people",
      args: { people: people.map((person) => ({ ...person })), documentHash: read.documentHash },
      sentence: text("members.importSays", facts),
      afterwards: text("members.importAfter"),
      onDone: onImported,
    });
  return (
    <>
      <table className="records">
        <thead>
          <tr>
            <th scope="col">{text("members.person")}</th>
            <th scope="col">{text("members.organisation")}</th>
            <th scope="col">{text("members.roles")}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ name, memberId, roles: held }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name, and the list never changes.
            <tr key={i}>
              <th scope="row">{name}</th>
              <td>{memberName(memberId)}</td>
              <td>{held.map((role) => roleWord(text, scenarios, role)).join(text("form.or"))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <button type="button" className="button primary" onClick={ask}>
          {text("members.importAll", { count: people.length })}
        </button>
      </p>
    </>
  );
}
