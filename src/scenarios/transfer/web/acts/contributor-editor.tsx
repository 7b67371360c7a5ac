import type { EntryGroup } from "#web/form/entry.ts";
import { GroupFrame } from "#web/form/fields-input.tsx";
import { type EditorProps, useForm } from "#web/form/form-context.ts";
import { LeafInput } from "#web/form/leaf-input.tsx";
import { Icon } from "#web/parts/icon.tsx";
import { useText } from "#web/text/texts.ts";
import { percentSum } from "./percent-sum.ts";
import { rowsOf } from "./rows-of.ts";
import "./acts.css";

const NEW: EntryGroup = { personId: "", part: "completer", isMain: "true", contributionBp: "", name: "" };

/** Contributors as a table: a row each, with the sum of their parts below. */
export function ContributorEditor({ field, path, entry }: EditorProps) {
  const text = useText();
  const { change } = useForm();
  const rows = rowsOf(entry);
  if (field.kind !== "list" || field.item.kind !== "object") return null;
  const { fields } = field.item;
  const sum = percentSum(rows.map(({ contributionBp = "" }) => contributionBp));
  return (
    <GroupFrame field={field} path={path}>
      <ol className="editor-rows">
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing of its own yet; its place is its name.
          <li key={at} className="editor-row">
            <span className="list-number">{at + 1}</span>
            <div className="editor-cells">
              {fields.map((each) => (
                <LeafInput
                  key={each.name}
                  field={each}
                  path={`${path}.${at}.${each.name}`}
                  entry={row[each.name] ?? ""}
                />
              ))}
            </div>
            {rows.length > 1 && (
              <button
                type="button"
                className="icon-button"
                aria-label={text("form.remove", { label: field.label, number: at + 1 })}
                onClick={() => change(path, rows.toSpliced(at, 1))}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
      </ol>
      <p className="editor-sum" aria-live="polite">
        <button type="button" className="button small" onClick={() => change(path, [...rows, NEW])}>
          {text("form.add", { label: field.label })}
        </button>
        <span className={sum === "100" ? "status done" : "status wait"}>
          <Icon name={sum === "100" ? "tick" : "warn"} size={14} />
          {text("transfer:web.act.sum", { sum })}
        </span>
      </p>
    </GroupFrame>
  );
}
