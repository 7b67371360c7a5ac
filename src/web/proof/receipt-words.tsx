import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import type { Receipt, ReceiptRow } from "#kernel/receipt";
import type { Proven } from "#kernel/receipt-report";
import { useCommand } from "../access/use-verbs.ts";
import { fieldsOf } from "../form/field.ts";
import { fieldWordsOf } from "../form/field-words.ts";
import { SignedWords } from "../form/signed-words.tsx";
import { Icon } from "../parts/icon.tsx";
import { foundText } from "../text/found-text.ts";
import { useText } from "../text/texts.ts";
import { refusalWords } from "./refusal-words.ts";

export interface ReceiptWordsProps {
  readonly receipt: Receipt;
  readonly command: Proven["command"];
}

/** What a receipt says, as far as its holder may see it: arguments with their labels, and the rows that were written. */
export function ReceiptWords({ receipt, command }: ReceiptWordsProps) {
  const text = useText();
  const hidden = receipt.rowCount - receipt.rows.length;
  return (
    <div className="receipt-words">
      <Arguments receipt={receipt} command={command} />
      <Refusal receipt={receipt} command={command} />
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

function Arguments({ receipt, command = "" }: ReceiptWordsProps) {
  const text = useText();
  const ledger = receipt.ledger.split("@")[0] ?? "";
  const verb = useCommand(ledger, command);
  if (receipt.leaf.kind === "timer") return null;
  const args = receipt.args?.value;
  if (args === undefined) return <p className="meta">{text("receipt.argsHidden")}</p>;
  // Without the node's words for the command the fields stand as they were signed.
  if (!verb) return <Fields value={args} />;
  const fields = fieldsOf(verb.input, fieldWordsOf(command.split(".")[0] ?? "", text));
  return <SignedWords ledger={ledger} fields={fields} args={args} />;
}

/** Why the rules refused it, in the words of the scenario. */
function Refusal({ receipt, command = "" }: ReceiptWordsProps) {
  const text = useText();
  const result = receipt.result?.value;
  if (receipt.leaf.outcome !== "rejected" || !isJsonObject(result)) return null;
  const { rejected, facts } = result;
  const code = String(rejected);
  const said = refusalWords(text, command, { code, facts: isJsonObject(facts) ? facts : {} });
  return (
    <p className="receipt-refusal">
      <Icon name="refuse" /> {said !== code && said} <code className="mono">{code}</code>
    </p>
  );
}

function Row({ row: { table, key, row } }: { readonly row: ReceiptRow }) {
  const text = useText();
  const title = foundText(text, `${table.slice(0, table.indexOf("_"))}:tables.${table}`);
  return (
    <section className="receipt-row">
      <p>
        <b>{title ?? table}</b> <code className="mono">{key}</code>
      </p>
      {isJsonObject(row) ? <Fields value={row} /> : <p className="meta">{text("receipt.deleted")}</p>}
    </section>
  );
}

/** Members of an object between rules, as they are written and hashed. */
function Fields({ value }: { readonly value: JsonObject }) {
  return (
    <dl className="facts">
      {Object.entries(value).map(([name, member]) => (
        <div key={name}>
          <dt className="mono">{name}</dt>
          <dd>
            <ValueText value={member} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ValueText({ value }: { readonly value: Json }) {
  if (typeof value === "object" && value !== null) return <code className="mono">{JSON.stringify(value)}</code>;
  if (typeof value === "string" && /[_0-9a-f]{24}/.test(value)) return <code className="mono">{value}</code>;
  return String(value ?? "");
}
