import { Icon } from "../parts/icon.tsx";
import { useText } from "../text/texts.ts";
import { type Entry, type EntryGroup, entryOf, isEntryList } from "./entry.ts";
import type { Field } from "./field.ts";
import { FieldLabel, IssueLines } from "./field-frame.tsx";
import { controlId, useForm } from "./form-context.ts";
import { issuesAt } from "./issue.ts";
import { LeafInput } from "./leaf-input.tsx";

/** The controls of some fields, nested like them. */
export function FieldsInput({
  fields,
  group,
  path,
}: {
  readonly fields: readonly Field[];
  readonly group: EntryGroup;
  readonly path?: string;
}) {
  return fields.map((field) => (
    <FieldInput
      key={field.name}
      field={field}
      path={path === undefined ? field.name : `${path}.${field.name}`}
      entry={group[field.name] ?? ""}
    />
  ));
}

interface FieldInputProps {
  readonly field: Field;
  readonly path: string;
  readonly entry: Entry;
}

function FieldInput({ field, path, entry }: FieldInputProps) {
  const { editors } = useForm();
  const editor = editors?.[path];
  if (editor !== undefined) return editor({ field, path, entry });
  if (field.kind === "list") return <ListInput field={field} path={path} entries={isEntryList(entry) ? entry : []} />;
  if (field.kind === "object") {
    return (
      <GroupFrame field={field} path={path}>
        <FieldsInput fields={field.fields} group={groupIn(entry)} path={path} />
      </GroupFrame>
    );
  }
  return <LeafInput field={field} path={path} entry={typeof entry === "string" ? entry : ""} />;
}

/** The frame of a field that has several controls. */
export function GroupFrame({
  field,
  path,
  children,
}: {
  readonly field: Field;
  readonly path: string;
  readonly children: React.ReactNode;
}) {
  const { formId, issues } = useForm();
  const id = controlId(formId, path);
  return (
    <fieldset className="field-group" id={id} tabIndex={-1}>
      <legend>
        <FieldLabel field={field} />
      </legend>
      {children}
      <IssueLines issues={issuesAt(issues, path)} id={`${id}-issues`} />
    </fieldset>
  );
}

interface ListInputProps {
  readonly field: Field & { readonly kind: "list" };
  readonly path: string;
  readonly entries: readonly Entry[];
}

function ListInput({ field, path, entries }: ListInputProps) {
  const text = useText();
  const { change } = useForm();
  const { item, countMin, countMax } = field;
  return (
    <GroupFrame field={field} path={path}>
      <ol className="list-items">
        {entries.map((entry, at) => {
          const itemPath = `${path}.${at}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry has nothing of its own yet; its place is its name.
            <li key={at} className="list-item">
              <span className="list-number">{at + 1}</span>
              <div className="list-fields">
                {item.kind === "object" ? (
                  <FieldsInput fields={item.fields} group={groupIn(entry)} path={itemPath} />
                ) : (
                  <FieldInput field={{ ...item, label: `${field.label} ${at + 1}` }} path={itemPath} entry={entry} />
                )}
              </div>
              {entries.length > countMin && (
                <button
                  type="button"
                  className="icon-button"
                  aria-label={text("form.remove", { label: field.label, number: at + 1 })}
                  onClick={() => change(path, entries.toSpliced(at, 1))}
                >
                  <Icon name="close" />
                </button>
              )}
            </li>
          );
        })}
      </ol>
      {entries.length < countMax && (
        <button type="button" className="button small" onClick={() => change(path, [...entries, entryOf(item)])}>
          {text("form.add", { label: field.label })}
        </button>
      )}
    </GroupFrame>
  );
}

function groupIn(entry: Entry): EntryGroup {
  return typeof entry === "string" || isEntryList(entry) ? {} : entry;
}
