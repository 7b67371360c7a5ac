import { GroupFrame } from "#web/form/fields-input.tsx";
import { controlId, type EditorProps, useForm } from "#web/form/form-context.ts";
import { Amount } from "#web/parts/amount.tsx";
import { Go } from "#web/parts/go.tsx";
import { useText } from "#web/text/texts.ts";
import type { PayableLine } from "../payouts/payout-answers.ts";
import { useNames } from "../use-names.ts";
import { type Known, PAYABLE_MAX } from "./known.ts";
import { rowsOf } from "./rows-of.ts";
import "./acts.css";

/** Lines that are owed, to be chosen for a list for the bank. */
export function PayableEditor({
  field,
  path,
  entry,
  known,
  ledger,
}: EditorProps & { readonly known: Known; readonly ledger: string }) {
  const text = useText();
  const { change } = useForm();
  // A list that must have entries begins with a blank one.
  const chosen = rowsOf(entry).filter(({ planId }) => planId !== "");
  const names = useNames(
    ledger,
    known.payable.map(({ payeeId, name }) => ({ personId: payeeId, name })),
  );
  const isChosen = ({ planId, payeeId }: PayableLine) =>
    chosen.some((row) => row["planId"] === planId && row["personId"] === payeeId);
  const toggle = (line: PayableLine) =>
    change(
      path,
      isChosen(line)
        ? chosen.filter((row) => row["planId"] !== line.planId || row["personId"] !== line.payeeId)
        : [...chosen, { planId: line.planId, personId: line.payeeId }],
    );
  const listed = known.payable.filter(isChosen);
  const gross = listed.reduce((sum, line) => sum + BigInt(line.gross), 0n);
  const tax = listed.reduce((sum, { withholding }) => sum + BigInt(withholding?.tax ?? "0"), 0n);
  if (known.payable.length === 0) return <p className="consequence">{text("transfer:web.payments.nothingOwed")}</p>;
  return (
    <GroupFrame field={field} path={path}>
      <table className="records act-rows">
        <thead>
          <tr>
            <th scope="col">{text("transfer:web.payments.payee")}</th>
            <th scope="col">{text("transfer:web.payments.ofPlan")}</th>
            {(["gross", "withheld", "net"] as const).map((head) => (
              <th key={head} scope="col" className="figure">
                {text(`transfer:web.payments.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {known.payable.map((line, at) => (
            <PayableRow
              key={line.id}
              id={at}
              {...{ line, path, ledger }}
              name={names.person(line.payeeId)}
              isChosen={isChosen(line)}
              onToggle={() => toggle(line)}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {text("transfer:web.payments.chosen", { count: listed.length })}
            </th>
            {[gross, tax, gross - tax].map((fen, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: three sums, always in this order.
              <td key={at} className="figure">
                <Amount fen={fen} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      {known.payable.length === PAYABLE_MAX && (
        <p className="meta">{text("transfer:web.payments.firstOwed", { count: PAYABLE_MAX })}</p>
      )}
    </GroupFrame>
  );
}

interface PayableRowProps {
  readonly id: number;
  readonly line: PayableLine;
  readonly name: string;
  readonly path: string;
  readonly ledger: string;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

function PayableRow({ id, line, name, path, ledger, isChosen, onToggle }: PayableRowProps) {
  const text = useText();
  const { formId } = useForm();
  const tax = line.withholding?.tax;
  return (
    <tr>
      <th scope="row">
        <label className="choice">
          <input
            id={controlId(formId, `${path}.${id}`)}
            type="checkbox"
            checked={isChosen}
            disabled={tax === undefined}
            onChange={onToggle}
          />
          {name}
        </label>
      </th>
      <td>
        {text("transfer:web.payments.planOf", { contract: line.contractNumber ?? "", sequence: line.sequence ?? 0 })}
        {line.state !== "approved" && (
          <span className="chip wait">{text(`transfer:states.obligation.${line.state}`)}</span>
        )}
      </td>
      <td className="figure">
        <Amount fen={line.gross} />
      </td>
      <td className="figure">
        {tax === undefined ? (
          <Go to={`/at/${ledger}/acts/record-withholding?planId=${line.planId}`}>
            {text("transfer:web.payments.toWithhold")}
          </Go>
        ) : (
          <Amount fen={tax} />
        )}
      </td>
      <td className="figure">{tax === undefined ? "—" : <Amount fen={BigInt(line.gross) - BigInt(tax)} />}</td>
    </tr>
  );
}
