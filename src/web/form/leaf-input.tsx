import { parseYuan } from "#kernel/money";
import { rmbCapitals } from "#kernel/rmb-capitals";
import { useText } from "../text/texts.ts";
import { FieldFrame } from "./field-frame.tsx";
import { useForm } from "./form-context.ts";
import { HashInput } from "./hash-input.tsx";
import { IdInput } from "./id-input.tsx";
import type { LeafInputProps } from "./leaf-input-props.ts";

/** Longer texts get several lines to write in. */
const LINE_MAX = 120;
/** So few choices are seen all at once. */
const CHOICES_SEEN = 4;

/** The control of a field that holds one value. */
export function LeafInput(props: LeafInputProps) {
  switch (props.field.kind) {
    case "boolean":
    case "choice":
      return <ChoiceInput {...props} />;
    case "id":
      return <IdInput {...props} prefix={props.field.prefix} />;
    case "hash":
      return <HashInput {...props} />;
    case "amount":
      return <AmountInput {...props} />;
    case "text":
      return <TextInput {...props} lengthMax={props.field.lengthMax} />;
    case "json":
      return <TextInput {...props} lengthMax={Number.POSITIVE_INFINITY} />;
    default:
      return <ShortInput {...props} />;
  }
}

function TextInput({ field, path, entry, lengthMax }: LeafInputProps & { readonly lengthMax: number }) {
  const text = useText();
  const { change } = useForm();
  const isLong = lengthMax > LINE_MAX;
  const length = [...entry].length;
  const hint =
    Number.isFinite(lengthMax) && (isLong || length > lengthMax * 0.8)
      ? text("form.length", { length, max: lengthMax })
      : undefined;
  return (
    <FieldFrame field={field} path={path} hint={hint}>
      {(control) =>
        isLong ? (
          <textarea
            {...control}
            className="input"
            rows={3}
            value={entry}
            onChange={(event) => change(path, event.currentTarget.value)}
          />
        ) : (
          <input
            {...control}
            className="input"
            value={entry}
            autoComplete="off"
            onChange={(event) => change(path, event.currentTarget.value)}
          />
        )
      }
    </FieldFrame>
  );
}

/** Days, instants, whole numbers and percentages. */
function ShortInput({ field, path, entry }: LeafInputProps) {
  const text = useText();
  const { change } = useForm();
  const types: Readonly<Record<string, string>> = { day: "date", instant: "datetime-local" };
  const isFigure = field.kind === "integer" || field.kind === "basis-points";
  return (
    <FieldFrame field={field} path={path} hint={field.kind === "instant" ? text("form.beijing") : undefined}>
      {(control) => (
        <span className="input-row">
          <input
            {...control}
            className={isFigure ? "input is-figure" : "input is-short"}
            type={types[field.kind] ?? "text"}
            inputMode={isFigure ? "decimal" : undefined}
            value={entry}
            autoComplete="off"
            onChange={(event) => change(path, event.currentTarget.value)}
          />
          {field.kind === "basis-points" && <span className="unit">%</span>}
        </span>
      )}
    </FieldFrame>
  );
}

/** Yuan, with the numerals that a bank asks for as one types. */
function AmountInput({ field, path, entry }: LeafInputProps) {
  const text = useText();
  const { change } = useForm();
  const amount = parseYuan(entry);
  return (
    <FieldFrame field={field} path={path} hint={amount.ok ? rmbCapitals(amount.fen) : text("form.amountHint")}>
      {(control) => (
        <span className="input-row">
          <input
            {...control}
            className="input is-figure is-wide"
            inputMode="decimal"
            value={entry}
            autoComplete="off"
            onChange={(event) => change(path, event.currentTarget.value)}
          />
          <span className="unit">{text("shared.unit")}</span>
        </span>
      )}
    </FieldFrame>
  );
}

function ChoiceInput({ field, path, entry }: LeafInputProps) {
  const text = useText();
  const { change } = useForm();
  const options =
    field.kind === "choice"
      ? field.options
      : ["true", "false"].map((value) => ({ value, label: text(value === "true" ? "shared.yes" : "shared.no") }));
  if (options.length > CHOICES_SEEN) {
    return (
      <FieldFrame field={field} path={path}>
        {(control) => (
          <select
            {...control}
            className="input"
            value={entry}
            onChange={(event) => change(path, event.currentTarget.value)}
          >
            <option value="">{text("form.choose")}</option>
            {options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
    );
  }
  return (
    <FieldFrame field={field} path={path} isGroup>
      {({ id, "aria-describedby": describedBy }) => (
        <span className="choices">
          {options.map(({ value, label }, at) => (
            <label key={value} className="choice">
              <input
                type="radio"
                id={at === 0 ? id : `${id}-${value}`}
                name={id}
                value={value}
                checked={entry === value}
                aria-describedby={describedBy}
                onChange={() => change(path, value)}
              />
              {label}
            </label>
          ))}
          {field.isOptional && entry !== "" && (
            <button type="button" className="link" onClick={() => change(path, "")}>
              {text("form.clear")}
            </button>
          )}
        </span>
      )}
    </FieldFrame>
  );
}
