import { Fragment } from "react";
import { useLedgerInfo } from "../access/use-answer.ts";
import { roleWord } from "../form/field-words.ts";
import { useAddressState } from "../parts/go.tsx";
import { Paging, pageOf } from "../parts/paging.tsx";
import { Empty } from "../parts/states.tsx";
import { Status } from "../parts/status.tsx";
import { useText } from "../text/texts.ts";
import { PersonPanel } from "./person-panel.tsx";
import type { DeviceRow, PersonRow } from "./use-council.ts";

export interface PeopleTableProps {
  readonly ledger: string;
  readonly people: readonly PersonRow[];
  readonly devices: readonly DeviceRow[];
  readonly nameOf: (personId: string) => string;
  readonly memberName: (memberId: string) => string;
}

/** People with roles and devices; one of them open. */
export function PeopleTable({ ledger, people, devices, nameOf, memberName }: PeopleTableProps) {
  const text = useText();
  const { data } = useLedgerInfo(ledger);
  const [{ q = "", person: open = "", page = "1" }, change] = useAddressState();
  const words = (person: PersonRow) =>
    person.roles.map((role) => roleWord(text, data?.scenarios ?? [], role)).join(text("verify.listJoin"));
  const wanted = q.trim().toLowerCase();
  const found = people.filter((person) =>
    [nameOf(person.id), person.id, memberName(person.memberId), words(person)].some((part) =>
      part.toLowerCase().includes(wanted),
    ),
  );
  const { shown, pages, at } = pageOf(found, Number(page));
  if (found.length === 0) {
    return (
      <Empty title={text("members.nobody")}>
        <p>{text("members.nobodyDetail")}</p>
      </Empty>
    );
  }
  return (
    <>
      <table className="records people">
        <thead>
          <tr>
            <th scope="col">{text("members.person")}</th>
            <th scope="col">{text("members.organisation")}</th>
            <th scope="col">{text("members.roles")}</th>
            <th scope="col" className="figure">
              {text("members.devices")}
            </th>
            <th scope="col">{text("members.state")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((person) => {
            const isOpen = person.id === open;
            const own = devices.filter(({ personId }) => personId === person.id);
            return (
              <Fragment key={person.id}>
                <tr aria-selected={isOpen}>
                  <td>
                    <button
                      type="button"
                      className="link"
                      aria-expanded={isOpen}
                      onClick={() => change({ person: isOpen ? undefined : person.id })}
                    >
                      {nameOf(person.id)}
                    </button>
                  </td>
                  <td>{memberName(person.memberId)}</td>
                  <td>{words(person)}</td>
                  <td className="figure">{own.filter(({ revokedAt }) => revokedAt === undefined).length}</td>
                  <td>
                    <Status tone={person.isActive ? "done" : "idle"}>
                      {text(person.isActive ? "members.active" : "members.inactive")}
                    </Status>
                  </td>
                </tr>
                {isOpen && (
                  <tr>
                    <td colSpan={5}>
                      <PersonPanel ledger={ledger} person={person} name={nameOf(person.id)} devices={own} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      <Paging page={at} pages={pages} onPage={(next) => change({ page: String(next) })} />
    </>
  );
}
