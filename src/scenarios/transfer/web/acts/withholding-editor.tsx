import { yuanText } from "#kernel/money";
import { IssueLines } from "#web/form/field-frame.tsx";
import { GroupFrame } from "#web/form/fields-input.tsx";
import { controlId, type EditorProps, useForm } from "#web/form/form-context.ts";
import { issuesAt } from "#web/form/issue.ts";
import { Amount } from "#web/parts/amount.tsx";
import { useText } from "#web/text/texts.ts";
import { useNames } from "../use-names.ts";
import { type Known, namedIn } from "./known.ts";
import { rowsOf } from "./rows-of.ts";
import "./acts.css";

const BASES = ["relief", "full", "none"] as const;

/** What is withheld: a row a payee, with an estimate that may be taken over. */
export function WithholdingEditor({
  field,
  path,
  entry,
  known,
  ledger,
}: EditorProps & { readonly known: Known; readonly ledger: string }) {
  const text = useText();
  const { change } = useForm();
  const rows = rowsOf(entry);
  const names = useNames(ledger, namedIn(known));
  const lineOf = (personId: string) =>
    known.payable.find(({ planId, payeeId }) => planId === known.ids.planId && payeeId === personId);
  const takeEstimates = () =>
    change(
      path,
      rows.map((row) => {
        const estimate = lineOf(row["personId"] ?? "")?.estimate;
        return estimate === null || estimate === undefined || row["basis"] !== "relief"
          ? row
          : { ...row, tax: yuanText(BigInt(estimate.tax)) };
      }),
    );
  return (
    <GroupFrame field={field} path={path}>
      <table className="records act-rows">
        <thead>
          <tr>
            <th scope="col">{text("transfer:web.act.split.person")}</th>
            <th scope="col" className="figure">
              {text("transfer:web.payments.gross")}
            </th>
            <th scope="col">{text("transfer:web.act.tax.basis")}</th>
            <th scope="col" className="figure">
              {text("transfer:web.act.tax.estimate")}
            </th>
            <th scope="col" className="figure">
              {text("transfer:web.payments.withheld")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ personId = "", basis = "", tax = "" }, at) => (
            <WithholdingRow
              key={personId}
              name={names.person(personId)}
              gross={lineOf(personId)?.gross ?? "0"}
              estimate={lineOf(personId)?.estimate?.tax}
              path={`${path}.${at}`}
              basis={basis}
              tax={tax}
            />
          ))}
        </tbody>
      </table>
      <p className="row">
        <button type="button" className="button small" onClick={takeEstimates}>
          {text("transfer:web.act.tax.take")}
        </button>
        <span className="meta">{text("transfer:web.act.tax.note")}</span>
      </p>
    </GroupFrame>
  );
}

interface WithholdingRowProps {
  readonly name: string;
  readonly gross: string;
  readonly estimate: string | undefined;
  readonly path: string;
  readonly basis: string;
  readonly tax: string;
}

function WithholdingRow({ name, gross, estimate, path, basis, tax }: WithholdingRowProps) {
  const text = useText();
  const { change, formId, issues } = useForm();
  const own = [...issuesAt(issues, path), ...issuesAt(issues, `${path}.basis`), ...issuesAt(issues, `${path}.tax`)];
  return (
    <tr className={own.length > 0 ? "is-wrong" : undefined}>
      <th scope="row">
        {name}
        <IssueLines issues={own} />
      </th>
      <td className="figure">
        <Amount fen={gross} />
      </td>
      <td>
        <select
          id={controlId(formId, `${path}.basis`)}
          className="input"
          aria-label={text("transfer:web.act.tax.basisOf", { name })}
          value={basis}
          onChange={(event) => change(`${path}.basis`, event.currentTarget.value)}
        >
          {BASES.map((each) => (
            <option key={each} value={each}>
              {text(`transfer:taxBases.${each}`)}
            </option>
          ))}
        </select>
      </td>
      <td className="figure">{estimate === undefined ? "—" : <Amount fen={estimate} />}</td>
      <td className="figure">
        <input
          id={controlId(formId, `${path}.tax`)}
          className="input is-figure"
          inputMode="decimal"
          autoComplete="off"
          aria-label={text("transfer:web.act.tax.taxOf", { name })}
          aria-invalid={own.length > 0 ? true : undefined}
          value={tax}
          onChange={(event) => change(`${path}.tax`, event.currentTarget.value)}
        />
      </td>
    </tr>
  );
}
