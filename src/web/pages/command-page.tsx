import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Done } from "#client/answers";
import { useCommand } from "../access/use-verbs.ts";
import { CommandForm } from "../form/command-form.tsx";
import { valuesOfNames } from "../form/entry.ts";
import { Go, useLedger, useParameter } from "../parts/go.tsx";
import { ProofHandle } from "../parts/proof-handle.tsx";
import { Status } from "../parts/status.tsx";
import type { Search } from "../router-search.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { foundText } from "../text/found-text.ts";
import { useText } from "../text/texts.ts";

/** One command with the form that its schema makes. The address may bring values: `?dealId=…&shares.0.personId=…`. */
export function CommandPage() {
  const text = useText();
  const ledger = useLedger();
  const command = useParameter("command");
  const search = useSearch({ strict: false }) as Search;
  const verb = useCommand(ledger, command);
  const [done, setDone] = useState<Done>();
  usePageTitle(verb?.title ?? text("commands.title"));
  const [scenario = ""] = command.split(".");
  return (
    <>
      <header className="page-head">
        <p className="crumbs">
          <Go to={`/at/${ledger}/commands`}>{text("command.all")}</Go>
          <span aria-hidden="true">/</span>
          <span>{foundText(text, `${scenario}:name`) ?? scenario}</span>
        </p>
        <h1 className="title">{verb?.title ?? command}</h1>
        {verb !== undefined && verb !== null && <p>{verb.summary}</p>}
      </header>
      {done === undefined ? (
        <CommandForm ledger={ledger} command={command} initial={valuesOfNames(search)} onDone={setDone} />
      ) : (
        <Written ledger={ledger} done={done} onAgain={() => setDone(undefined)} />
      )}
    </>
  );
}

interface WrittenProps {
  readonly ledger: string;
  readonly done: Done;
  readonly onAgain: () => void;
}

function Written({ ledger, done, onAgain }: WrittenProps) {
  const text = useText();
  return (
    <div className="row">
      <Status tone="done">{text("command.done")}</Status>
      <span className="meta">{text("command.doneDetail", { height: done.height, position: done.position })}</span>
      <ProofHandle ledger={ledger} id={done.id} />
      <button type="button" className="button small" onClick={onAgain}>
        {text("command.again")}
      </button>
    </div>
  );
}
