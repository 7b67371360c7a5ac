import { dayOfInstant } from "../format/date.ts";
import { Go, useAddressState } from "../parts/go.tsx";
import { Empty } from "../parts/states.tsx";
import { Status } from "../parts/status.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { useCouncilAct } from "./person-panel.tsx";
import { type MemberRow, type PersonRow, useRights } from "./use-council.ts";

export interface MemberTableProps {
  readonly ledger: string;
  readonly members: readonly MemberRow[];
  readonly people: readonly PersonRow[];
}

/** Organisations and vacant seats, with what an administrator can do with them. */
export function MemberTable({ ledger, members, people }: MemberTableProps) {
  const text = useText();
  const { language } = useNode();
  const { isAdministrator } = useRights(ledger);
  const act = useCouncilAct(ledger);
  const [{ q = "" }] = useAddressState();
  const wanted = q.trim().toLowerCase();
  const found = members.filter(({ name, id }) =>
    [name.zh, name.en, id].some((part) => part.toLowerCase().includes(wanted)),
  );
  const activeOf = ({ id }: MemberRow) => people.filter(({ memberId, isActive }) => memberId === id && isActive).length;
  const mayLeave = (member: MemberRow) =>
    !member.isVacant && member.leftAt === undefined && !member.isCosigner && activeOf(member) === 0;
  const hasActs = isAdministrator && found.some((member) => member.isVacant || mayLeave(member));
  if (found.length === 0) return <Empty title={text("members.noOrganisation")} />;
  return (
    <table className="records organisations">
      <thead>
        <tr>
          <th scope="col">{text("members.organisation")}</th>
          <th scope="col" className="figure">
            {text("members.people")}
          </th>
          <th scope="col">{text("members.state")}</th>
          {hasActs && <th scope="col">{text("members.acts")}</th>}
        </tr>
      </thead>
      <tbody>
        {found.map((member) => {
          const { id, name, isVacant, isCosigner, admittedAt, leftAt } = member;
          return (
            <tr key={id}>
              <td>
                {name[language]} {isCosigner && <span className="chip">{text("members.cosigner")}</span>}
              </td>
              <td className="figure">{activeOf(member)}</td>
              <td>{stateOf(isVacant, leftAt, admittedAt)}</td>
              {hasActs && (
                <td>
                  {isVacant && (
                    <Go to={`/at/${ledger}/commands/council.admit-member?memberId=${id}`}>
                      {text("members.fillSeat")}
                    </Go>
                  )}
                  {mayLeave(member) && (
                    <button
                      type="button"
                      className="link"
                      onClick={() =>
                        act("council.remove-member", { memberId: id }, "members.remove-member", {
                          name: name[language],
                        })
                      }
                    >
                      {text("members.remove")}
                      <span className="for-readers">{name[language]}</span>
                    </button>
                  )}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );

  function stateOf(isVacant: boolean, leftAt: number | undefined, admittedAt: number | undefined) {
    if (isVacant) return <Status tone="idle">{text("members.vacant")}</Status>;
    if (leftAt !== undefined) {
      return <Status tone="idle">{text("members.left", { day: dayOfInstant(leftAt, language) })}</Status>;
    }
    return (
      <Status tone="done">
        {admittedAt === undefined
          ? text("members.founding")
          : text("members.admitted", { day: dayOfInstant(admittedAt, language) })}
      </Status>
    );
  }
}
