import { Amount } from "#web/parts/amount.tsx";
import { useText } from "#web/text/texts.ts";
import type { Names } from "../use-names.ts";
import type { SignedRow } from "./signed-rows.ts";

/** Whom an act is about, person by person, as the sheet shows it before one signs. */
export function SignedTable({ rows, names }: { readonly rows: readonly SignedRow[]; readonly names: Names }) {
  const text = useText();
  return (
    <table className="records">
      <tbody>
        {rows.map(({ personId, note, fen }) => (
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
