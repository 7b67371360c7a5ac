import { lazy, Suspense, useState } from "react";
import { useText } from "../text/texts.ts";
import { FieldFrame } from "./field-frame.tsx";
import { useForm } from "./form-context.ts";
import type { LeafInputProps } from "./leaf-input-props.ts";
import { usePickOption, usePickOptions } from "./pick-options.ts";

const IdSelect = lazy(async () => ({ default: (await import("./id-select.tsx")).IdSelect }));

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
  return (
    <FieldFrame field={field} path={path}>
      {(control) => (
        <Suspense fallback={<input {...control} className="input" aria-busy="true" disabled />}>
          <IdSelect
            control={control}
            options={isListed ? options : [known ?? { id: entry, label: entry }, ...options]}
            entry={entry}
            isOptional={field.isOptional}
            onChoose={(id) => change(path, id)}
            onSearch={setWords}
          />
        </Suspense>
      )}
    </FieldFrame>
  );
}
