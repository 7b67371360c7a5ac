import { type ChangeEvent, type DragEvent, type FormEvent, useId, useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { useText } from "../text/texts.ts";

export interface ReceiptSourceProps {
  readonly onFile: (text: string, name: string) => void;
  /** Called with the id of a transaction or timer; left out where nothing can be asked of a node. */
  readonly onId?: (id: string) => void;
}

/** Where a receipt comes from: a file that is dropped, chosen or pasted, or an id. Files never leave the browser. */
export function ReceiptSource({ onFile, onId }: ReceiptSourceProps) {
  const text = useText();
  const [isOver, setOver] = useState(false);
  const take = async (file: File | undefined) => {
    if (file !== undefined) onFile(await file.text(), file.name);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    void take(event.target.files?.[0]);
    // The same file may be chosen again after it was changed.
    event.target.value = "";
  };
  return (
    <section
      className={isOver ? "receipt-source is-over" : "receipt-source"}
      aria-label={text("verify.source")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className="receipt-drop">
        <Icon name="page" size={22} />
        <span>{text("verify.drop")}</span>
        <label className="button small pick-file">
          {text("verify.choose")}
          <input type="file" accept=".json,application/json" onChange={choose} />
        </label>
      </p>
      {onId !== undefined && <IdForm onId={onId} />}
      <PasteForm onFile={onFile} />
    </section>
  );
}

function IdForm({ onId }: { readonly onId: (id: string) => void }) {
  const text = useText();
  const field = useId();
  const [id, setId] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onId(id.trim());
  };
  return (
    <form className="receipt-id" onSubmit={submit}>
      <label htmlFor={field}>{text("verify.byId")}</label>
      <input
        id={field}
        className="text-box mono"
        value={id}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setId(event.target.value)}
      />
      <button type="submit" className="button small" disabled={id.trim() === ""}>
        {text("verify.fetch")}
      </button>
    </form>
  );
}

function PasteForm({ onFile }: Pick<ReceiptSourceProps, "onFile">) {
  const text = useText();
  const field = useId();
  const [pasted, setPasted] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onFile(pasted, text("verify.pastedName"));
  };
  return (
    <details className="receipt-paste">
      <summary>{text("verify.paste")}</summary>
      <form onSubmit={submit}>
        <label htmlFor={field}>{text("verify.pasteLabel")}</label>
        <textarea
          id={field}
          className="text-box mono"
          rows={5}
          value={pasted}
          spellCheck={false}
          onChange={(event) => setPasted(event.target.value)}
        />
        <button type="submit" className="button small" disabled={pasted.trim() === ""}>
          {text("verify.check")}
        </button>
      </form>
    </details>
  );
}
