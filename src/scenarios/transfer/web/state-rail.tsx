import { useState } from "react";
import { dayOfInstant, dayText, shanghaiDayOf, shortDay } from "#web/format/date.ts";
import { Icon } from "#web/parts/icon.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { Step } from "../case-steps.ts";
import type { Asset } from "./answers.ts";
import { assetText } from "./asset-text.ts";
import { nearSteps } from "./state-rail-steps.ts";
import type { Names } from "./use-names.ts";

export interface StateRailProps {
  readonly ledger: string;
  readonly steps: readonly Step[];
  /** What the case brings; undefined while there is no deal. */
  readonly asset?: Asset | undefined;
  readonly names: Names;
}

/** The way of a case: what is past is solid, what is to come is dotted. On a phone the three steps around the present. */
export function StateRail({ ledger, steps, asset, names }: StateRailProps) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const near = nearSteps(steps);
  return (
    <div className={isOpen ? "state-rail is-open" : "state-rail"}>
      <ol
        aria-label={text("transfer:web.case.progress")}
        style={{ gridTemplateColumns: `repeat(${steps.length}, minmax(0, 1fr))` }}
      >
        {steps.map((step, i) => (
          <li
            key={step.name}
            className={near.has(i) ? `is-${step.state} is-near` : `is-${step.state}`}
            aria-current={step.state === "now" || step.state === "stopped" ? "step" : undefined}
          >
            <StepDay step={step} />
            <span className="state-line" aria-hidden="true">
              <i />
            </span>
            <b>{assetText(text, asset, `steps.${step.name}`)}</b>
            <span className="state-who">
              {names.signers(step.signerIds)}
              {step.isLate && <span className="state-late">{text("transfer:web.case.late")}</span>}
            </span>
            <span className="for-readers">{text(`transfer:web.case.stepStates.${step.state}`)}</span>
            {step.transactionId !== null && <ProofHandle ledger={ledger} id={step.transactionId} />}
          </li>
        ))}
      </ol>
      {steps.length > near.size && (
        <button type="button" className="link state-all" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {text(isOpen ? "transfer:web.case.fewSteps" : "transfer:web.case.allSteps", { count: steps.length })}
        </button>
      )}
    </div>
  );
}

function StepDay({ step }: { readonly step: Step }) {
  const text = useText();
  const { language } = useNode();
  const { day, at, isLate, deadline, state } = step;
  if (state === "stopped") {
    return (
      <span className="state-day">
        <Icon name="clock" size={13} /> {text("transfer:web.case.stopped")}
      </span>
    );
  }
  if (state === "now" && deadline !== null) {
    return <span className="state-day">{text("transfer:web.case.until", { day: shortDay(deadline, language) })}</span>;
  }
  const shown = day ?? (at === null ? undefined : shanghaiDayOf(at));
  if (shown === undefined || state !== "done") return <span className="state-day">&nbsp;</span>;
  return (
    <time
      className="state-day"
      dateTime={shown}
      title={at === null ? undefined : text("transfer:web.case.signedAt", { day: dayOfInstant(at, language) })}
    >
      {isLate ? dayText(shown, language) : shortDay(shown, language)}
    </time>
  );
}
