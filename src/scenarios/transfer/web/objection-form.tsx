import { CommandForm } from "#web/form/command-form.tsx";
import { useAddressState, useLedger } from "#web/parts/go.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { useText } from "#web/text/texts.ts";
import { assetText } from "./asset-text.ts";
import type { ShownNotice } from "./notice-answers.ts";
import { assetOfFacts } from "./notice-facts.tsx";
import { useNames } from "./use-names.ts";

const TARGETS = ["whole", "line", "ownership"] as const;

/** Objecting by one's own name: to the whole, to one line, or to who made the result. Says what signing does before one signs. */
export function ObjectionForm({ notice }: { readonly notice: ShownNotice }) {
  const text = useText();
  const ledger = useLedger();
  const self = useSelf(ledger);
  const names = useNames(ledger);
  const [state, change] = useAddressState();
  if (self === null || self === undefined || !["open", "suspended"].includes(notice.state)) return null;
  const target = TARGETS.find((each) => each === state["object"]);
  const lines = notice.lines.map(({ id }) => id);
  // Whoever is in the notice objects to the own line first of all.
  const lineId = [state["line"], self.personId, lines[0]].find((id) => id !== undefined && lines.includes(id));
  const offered = TARGETS.filter((each) => each !== "line" || lines.length > 0);
  return (
    <section className="notice-section" id="object">
      <h2 className="heading">
        {text("transfer:web.notice.object")}
        <span className="meta">{text("transfer:web.notice.objectLine")}</span>
      </h2>
      <fieldset className="choices">
        <legend className="for-readers">{text("transfer:web.notice.against")}</legend>
        {offered.map((each) => (
          <label key={each} className="choice">
            <input
              type="radio"
              name="target"
              value={each}
              checked={each === target}
              onChange={() => change({ object: each })}
            />
            {text(`transfer:targets.${each}`)}
          </label>
        ))}
      </fieldset>
      {target === "line" && (
        <label className="field">
          <span className="field-label">{text("transfer:web.notice.whichLine")}</span>
          <select className="input" value={lineId} onChange={(event) => change({ line: event.currentTarget.value })}>
            {notice.lines.map((line) => (
              <option key={line.id} value={line.id}>
                {line.name ?? names.person(line.id)}
              </option>
            ))}
          </select>
        </label>
      )}
      {target !== undefined && (
        <>
          <p className="consequence">
            {assetText(text, assetOfFacts(notice.facts), `web.notice.consequence.${target}`)}
          </p>
          <CommandForm
            key={`${target} ${lineId ?? ""}`}
            ledger={ledger}
            command="transfer.object"
            about={`${notice.id} ${target}`}
            initial={{
              noticeId: notice.id,
              target,
              ...(target === "line" && lineId !== undefined ? { lineId } : {}),
            }}
            hidden={["noticeId", "target", "lineId"]}
            readers={text("transfer:web.notice.objectReaders")}
            afterwards={text("transfer:web.notice.objectAfter")}
            onDone={() => change({ object: undefined, line: undefined })}
          />
        </>
      )}
    </section>
  );
}
