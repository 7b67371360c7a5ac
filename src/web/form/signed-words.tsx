import type { Value, ValueObject } from "#kernel/json";
import { amountInWords, percentText } from "../format/amount.ts";
import { dayText, instantText } from "../format/date.ts";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import type { Field } from "./field.ts";
import { IdName } from "./id-name.tsx";

export interface SignedWordsProps {
  readonly ledger: string;
  readonly fields: readonly Field[];
  readonly args: ValueObject;
}

/** What the arguments of a command say, field by field in plain words. */
export function SignedWords({ ledger, fields, args }: SignedWordsProps) {
  const said = fields.filter(({ name }) => args[name] !== undefined);
  if (said.length === 0) return null;
  return (
    <dl className="facts signed-words">
      {said.map((field) => (
        <div key={field.name}>
          <dt>{field.label}</dt>
          <dd>
            <ValueWords ledger={ledger} field={field} value={args[field.name] ?? ""} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ValueWords({
  ledger,
  field,
  value,
}: {
  readonly ledger: string;
  readonly field: Field;
  readonly value: Value;
}) {
  const text = useText();
  const { language } = useNode();
  switch (field.kind) {
    case "object":
      return <SignedWords ledger={ledger} fields={field.fields} args={value as ValueObject} />;
    case "list": {
      const items = Array.isArray(value) ? (value as readonly Value[]) : [];
      if (items.length === 0) return text("shared.none");
      return (
        <ol className="signed-list">
          {items.map((item, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is signed does not change while it is shown.
            <li key={at}>
              <ValueWords ledger={ledger} field={field.item} value={item} />
            </li>
          ))}
        </ol>
      );
    }
    case "amount": {
      const fen = BigInt(String(value));
      return amountInWords(fen, language);
    }
    case "basis-points":
      return percentText(Number(value));
    case "instant":
      return instantText(Number(value), language);
    case "day":
      return dayText(String(value), language);
    case "boolean":
      return text(value === true ? "shared.yes" : "shared.no");
    case "choice":
      return field.options.find((option) => option.value === value)?.label ?? String(value);
    case "id":
      return <IdName ledger={ledger} prefix={field.prefix} id={String(value)} />;
    case "hash":
      return <code className="mono">{String(value)}</code>;
    default:
      return typeof value === "string" ? <span className="as-written">{value}</span> : JSON.stringify(value);
  }
}
