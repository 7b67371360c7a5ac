import { isEntryList } from "#web/form/entry.ts";
import { FieldFrame } from "#web/form/field-frame.tsx";
import { GroupFrame } from "#web/form/fields-input.tsx";
import { controlId, type EditorProps, useForm } from "#web/form/form-context.ts";
import { Amount } from "#web/parts/amount.tsx";
import { useText } from "#web/text/texts.ts";
import type { Line } from "../answers.ts";
import { useNames } from "../use-names.ts";
import { type Known, namedIn } from "./known.ts";

interface PayeeInputProps extends EditorProps {
  readonly known: Known;
  readonly ledger: string;
  /** State of the lines that may be chosen. */
  readonly state: string;
}

/** One payee of a plan, of those whose lines are in a state. */
export function PayeeInput({ field, path, entry, known, ledger, state }: PayeeInputProps) {
  const text = useText();
  const { change } = useForm();
  const names = useNames(ledger, namedIn(known));
  const lines = linesIn(known, state).filter(({ kind }) => kind === "award");
  return (
    <FieldFrame field={field} path={path}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={typeof entry === "string" ? entry : ""}
          onChange={(event) => change(path, event.currentTarget.value)}
        >
          <option value="">{text("form.choose")}</option>
          {lines.map(({ payeeId }) => (
            <option key={payeeId} value={payeeId}>
              {names.person(payeeId)}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

/** Who gets shares by a plan, of those whose lines are in a state: people, and whoever gets the rest. */
export function PayeesInput({ field, path, entry, known, ledger, state }: PayeeInputProps) {
  const text = useText();
  const { change, formId } = useForm();
  const names = useNames(ledger, namedIn(known));
  // A list that must have entries begins with a blank one.
  const chosen = isEntryList(entry) ? entry.filter((each) => each !== "") : [];
  const toggle = (payeeId: string) =>
    change(path, chosen.includes(payeeId) ? chosen.filter((each) => each !== payeeId) : [...chosen, payeeId]);
  return (
    <GroupFrame field={field} path={path}>
      <ul className="ruled payee-choices">
        {linesIn(known, state).map(({ payeeId, amount }, at) => (
          <li key={payeeId}>
            <label className="choice">
              <input
                id={controlId(formId, `${path}.${at}`)}
                type="checkbox"
                checked={chosen.includes(payeeId)}
                onChange={() => toggle(payeeId)}
              />
              {names.person(payeeId)}
            </label>
            <span className="meta">
              {text("transfer:web.shares.worth")} <Amount fen={amount} /> {text("shared.unit")}
            </span>
          </li>
        ))}
      </ul>
    </GroupFrame>
  );
}

function linesIn(known: Known, state: string): readonly Line[] {
  return known.planned?.lines.filter((line) => line.state === state) ?? [];
}
