import type { ValueObject } from "#kernel/json";
import { Amount } from "#web/parts/amount.tsx";
import { useText } from "#web/text/texts.ts";
import type { Names } from "../use-names.ts";
import { assetOf, type Known } from "./known.ts";
import { signedRows } from "./signed-rows.ts";
import "./acts.css";

export interface SignedTableProps {
  readonly act: string;
  readonly known: Known;
  readonly args: ValueObject;
  readonly names: Names;
}

/** Whom an act is about, person by person, as the sheet shows it before one signs. */
export function SignedTable({ act, known, args, names }: SignedTableProps) {
  const text = useText();
  return (
    <table className="records signed-table">
      {assetOf(known) === "shares" && <caption>{text("transfer:web.statement.units.shares")}</caption>}
      <tbody>
        {signedRows(act, known, args)?.map(({ personId, note, fen }) => (
          <tr key={`${personId} ${JSON.stringify(note)} ${fen}`}>
            <th scope="row">{names.person(personId)}</th>
            <td>{note !== undefined && ("words" in note ? note.words : text(`transfer:${note.key}`))}</td>
            <td className="figure">{fen === undefined ? "—" : <Amount fen={fen} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
