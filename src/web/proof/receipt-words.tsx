import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import type { Receipt, ReceiptRow } from "#kernel/receipt";
import type { Proven } from "#kernel/receipt-report";
import { useCommand } from "../access/use-verbs.ts";
import { instantText } from "../format/date.ts";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";

export interface ReceiptWordsProps {
  readonly receipt: Receipt;
  readonly command: Proven["command"];
}

/** What a receipt says, as far as its holder may see it: arguments with their labels, and the rows that were written. */
export function ReceiptWords({ receipt, command }: ReceiptWordsProps) {
  const text = useText();
  const verb = useCommand(receipt.ledger.split("@")[0] ?? "", command ?? "");
  const args = receipt.args?.value;
  const hidden = receipt.rowCount - receipt.rows.length;
  return (
    <div className="receipt-words">
      {args !== undefined && Object.keys(args).length > 0 && <Fields value={args} schema={verb?.input} />}
      {receipt.args === undefined && receipt.leaf.kind === "transaction" && (
        <p className="meta">{text("receipt.argsHidden")}</p>
      )}
      {receipt.rows.length > 0 && (
        <details>
          <summary>{text("receipt.rows", { count: receipt.rows.length })}</summary>
          {receipt.rows.map((row) => (
            <Row key={row.index} row={row} />
          ))}
        </details>
      )}
      {hidden > 0 && <p className="meta">{text("receipt.rowsHidden", { count: hidden })}</p>}
    </div>
  );
}

function Row({ row: { table, key, row } }: { readonly row: ReceiptRow }) {
  const text = useText();
  const titleKey = `${table.slice(0, table.indexOf("_"))}:tables.${table}`;
  const title = text(titleKey);
  return (
    <section className="receipt-row">
      <p>
        <b>{title === titleKey || title === `tables.${table}` ? table : title}</b> <code className="mono">{key}</code>
      </p>
      {isJsonObject(row) ? (
        <Fields value={row} schema={undefined} />
      ) : (
        <p className="meta">{text("receipt.deleted")}</p>
      )}
    </section>
  );
}

/** Members of an object between rules; a schema gives them their labels. */
function Fields({ value, schema }: { readonly value: JsonObject; readonly schema: JsonObject | undefined }) {
  const { language } = useNode();
  const properties = isJsonObject(schema?.["properties"]) ? schema["properties"] : {};
  return (
    <dl className="facts">
      {Object.entries(value).map(([name, member]) => {
        const property = isJsonObject(properties[name]) ? properties[name] : {};
        const label = property["description"];
        return (
          <div key={name}>
            <dt>{typeof label === "string" ? label : <code className="mono">{name}</code>}</dt>
            <dd>
              <ValueText value={member} isInstant={property["unit"] === "milliseconds"} language={language} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function ValueText({
  value,
  isInstant,
  language,
}: {
  readonly value: Json;
  readonly isInstant: boolean;
  readonly language: "zh" | "en";
}) {
  if (isInstant && typeof value === "number") return instantText(value, language);
  if (typeof value === "object" && value !== null) return <code className="mono">{JSON.stringify(value)}</code>;
  if (typeof value === "string" && /[_0-9a-f]{24}/.test(value)) return <code className="mono">{value}</code>;
  return String(value ?? "");
}
