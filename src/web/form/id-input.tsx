import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keyOf } from "../access/use-answer.ts";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { FieldFrame } from "./field-frame.tsx";
import { useForm } from "./form-context.ts";
import type { LeafInputProps } from "./leaf-input-props.ts";
import { type PickOption, usePicker } from "./picker.ts";

const SHOWN_MAX = 50;

/** An id: chosen from a list where a scenario brings one, else typed. */
export function IdInput({ field, path, entry, prefix }: LeafInputProps & { readonly prefix: string }) {
  const text = useText();
  const { ledger, change } = useForm();
  const [words, setWords] = useState("");
  const { picker, options } = usePickOptions(ledger, prefix, words);
  const known = usePickOption(ledger, prefix, entry);
  if (picker === undefined) {
    return (
      <FieldFrame field={field} path={path} hint={text("form.idHint", { prefix })}>
        {(control) => (
          <input
            {...control}
            className="input mono"
            value={entry}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change(path, event.currentTarget.value.trim())}
          />
        )}
      </FieldFrame>
    );
  }
  const isListed = entry === "" || options.some(({ id }) => id === entry);
  const shown = isListed ? options : [known ?? { id: entry, label: entry }, ...options];
  return (
    <FieldFrame field={field} path={path}>
      {(control) => (
        <Select
          {...control}
          searchable
          clearable={field.isOptional}
          clearButtonProps={{ "aria-label": text("form.clear") }}
          data={shown.map(({ id, label, detail }) => ({
            value: id,
            label: detail === undefined ? label : `${label} · ${detail}`,
          }))}
          value={entry === "" ? null : entry}
          onChange={(id) => change(path, id ?? "")}
          onSearchChange={setWords}
          limit={SHOWN_MAX}
          withScrollArea={false}
          placeholder={text("form.choose")}
          nothingFoundMessage={text("form.nothingFound")}
          className="select"
          classNames={{ input: "input", dropdown: "select-list", options: "select-options", option: "select-option" }}
        />
      )}
    </FieldFrame>
  );
}

/** What a picker offers for some words. */
export function usePickOptions(ledger: string, prefix: string, words: string) {
  const { client, actor, language } = useNode();
  const text = useText();
  const picker = usePicker(prefix);
  const asked = picker?.isSearched === true ? words : "";
  const { data } = useQuery({
    queryKey: ["ledger", ledger, "pick", prefix, asked, keyOf(actor), language],
    queryFn: () => picker?.find({ client: client(ledger), language, text, words: asked }) ?? [],
    enabled: picker !== undefined,
    placeholderData: (before) => before,
  });
  return { picker, options: data ?? ([] as readonly PickOption[]) };
}

/** The option of an id, looked for by itself where the first ones do not hold it. */
function usePickOption(ledger: string, prefix: string, id: string): PickOption | undefined {
  const first = usePickOptions(ledger, prefix, "").options;
  const found = first.find((option) => option.id === id);
  const own = usePickOptions(ledger, prefix, found === undefined ? id : "").options;
  return found ?? own.find((option) => option.id === id);
}

/** What people call an id; the id itself where nobody knows. */
export function IdName({
  ledger,
  prefix,
  id,
}: {
  readonly ledger: string;
  readonly prefix: string;
  readonly id: string;
}) {
  const found = usePickOption(ledger, prefix, id);
  if (found === undefined) return <code className="mono">{id}</code>;
  return <span title={id}>{found.detail === undefined ? found.label : `${found.label} · ${found.detail}`}</span>;
}
