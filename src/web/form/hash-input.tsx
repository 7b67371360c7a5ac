import { useState } from "react";
import { ClientProblem } from "#client/client-problem";
import { type KeptFile, keepFile } from "../access/files.ts";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { FieldFrame } from "./field-frame.tsx";
import { useForm } from "./form-context.ts";
import type { LeafInputProps } from "./leaf-input-props.ts";

type Chosen =
  | { readonly at: "none" }
  | { readonly at: "hashing"; readonly name: string }
  | { readonly at: "kept"; readonly file: KeptFile }
  | { readonly at: "failed"; readonly problem: ClientProblem };

/** Hashes that stand for something else than a file. */
const NOT_FILES = /key|root/i;

/** A file by its hash: chosen here, hashed in the browser, and kept in the vault of the node; the ledger gets the hash alone. */
export function HashInput({ field, path, entry }: LeafInputProps) {
  const text = useText();
  const { ledger, change } = useForm();
  const { client } = useNode();
  const [chosen, setChosen] = useState<Chosen>({ at: "none" });
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setChosen({ at: "hashing", name: file.name });
    try {
      const kept = await keepFile(client(ledger), file);
      setChosen({ at: "kept", file: kept });
      change(path, kept.hash);
    } catch (error) {
      if (!(error instanceof ClientProblem)) throw error;
      setChosen({ at: "failed", problem: error });
    }
  };
  const isKept = chosen.at === "kept" && chosen.file.hash === entry;
  return (
    <FieldFrame field={field} path={path} hint={hintOf(chosen, isKept, text)}>
      {(control) => (
        <span className="input-row is-file">
          <input
            {...control}
            className="input mono"
            value={entry}
            autoComplete="off"
            spellCheck={false}
            placeholder={text("form.hashPlaceholder")}
            onChange={(event) => change(path, event.currentTarget.value.trim().toLowerCase())}
          />
          {!NOT_FILES.test(field.name) && (
            <label className="button file-button">
              {text(entry === "" ? "form.chooseFile" : "form.otherFile")}
              <input
                type="file"
                className="for-readers"
                onChange={(event) => void choose(event.currentTarget.files?.[0])}
              />
            </label>
          )}
        </span>
      )}
    </FieldFrame>
  );
}

function hintOf(chosen: Chosen, isKept: boolean, text: (key: string, facts?: Record<string, string>) => string) {
  if (chosen.at === "hashing") return text("form.hashing", { name: chosen.name });
  if (chosen.at === "failed") return text("form.fileFailed", { reason: chosen.problem.parts.title });
  if (chosen.at === "kept" && isKept) return text("form.fileKept", { name: chosen.file.name });
  return undefined;
}
