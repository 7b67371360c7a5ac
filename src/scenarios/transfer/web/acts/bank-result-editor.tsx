import { IssueLines } from "#web/form/field-frame.tsx";
import { GroupFrame } from "#web/form/fields-input.tsx";
import { controlId, type EditorProps, useForm } from "#web/form/form-context.ts";
import { issuesAt } from "#web/form/issue.ts";
import { Amount } from "#web/parts/amount.tsx";
import { useText } from "#web/text/texts.ts";
import { useNames } from "../use-names.ts";
import type { Known } from "./known.ts";
import { rowsOf, type TextRow } from "./rows-of.ts";
import "./acts.css";

/** What the bank answered, line by line of the list. */
export function BankResultEditor({
  field,
  path,
  entry,
  known,
  ledger,
}: EditorProps & { readonly known: Known; readonly ledger: string }) {
  const text = useText();
  const names = useNames(
    ledger,
    (known.batch?.lines ?? []).map(({ payeeId, name }) => ({ personId: payeeId, name })),
  );
  const netOf = ({ planId, personId }: TextRow) =>
    known.batch?.lines.find((line) => line.planId === planId && line.payeeId === personId)?.net ?? "0";
  const rows = rowsOf(entry);
  return (
    <GroupFrame field={field} path={path}>
      <table className="records act-rows">
        <thead>
          <tr>
            <th scope="col">{text("transfer:web.act.split.person")}</th>
            <th scope="col" className="figure">
              {text("transfer:web.payments.net")}
            </th>
            <th scope="col">{text("transfer:web.payments.result")}</th>
            <th scope="col">{text("transfer:web.payments.returnReason")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <ResultRow
              key={`${row["planId"]} ${row["personId"]}`}
              name={names.person(row["personId"] ?? "")}
              net={netOf(row)}
              path={`${path}.${at}`}
              row={row}
            />
          ))}
        </tbody>
      </table>
    </GroupFrame>
  );
}

interface ResultRowProps {
  readonly name: string;
  readonly net: string;
  readonly path: string;
  readonly row: TextRow;
}

function ResultRow({ name, net, path, row }: ResultRowProps) {
  const text = useText();
  const { change, formId, issues } = useForm();
  const { result = "paid", reason = "" } = row;
  const own = [...issuesAt(issues, path), ...issuesAt(issues, `${path}.reason`), ...issuesAt(issues, `${path}.result`)];
  return (
    <tr className={own.length > 0 ? "is-wrong" : undefined}>
      <th scope="row">
        {name}
        <IssueLines issues={own} />
      </th>
      <td className="figure">
        <Amount fen={net} />
      </td>
      <td>
        <select
          id={controlId(formId, `${path}.result`)}
          className="input"
          aria-label={text("transfer:web.payments.resultOf", { name })}
          value={result}
          onChange={(event) => change(path, { ...row, result: event.currentTarget.value, reason: "" })}
        >
          {(["paid", "returned"] as const).map((each) => (
            <option key={each} value={each}>
              {text(`transfer:web.payments.results.${each}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        {result === "returned" && (
          <input
            id={controlId(formId, `${path}.reason`)}
            className="input"
            autoComplete="off"
            aria-label={text("transfer:web.payments.reasonOf", { name })}
            value={reason}
            onChange={(event) => change(`${path}.reason`, event.currentTarget.value)}
          />
        )}
      </td>
    </tr>
  );
}
