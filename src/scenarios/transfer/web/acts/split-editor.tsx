import { useState } from "react";
import { type Entry, percentOf } from "#web/form/entry.ts";
import { IssueLines } from "#web/form/field-frame.tsx";
import { GroupFrame } from "#web/form/fields-input.tsx";
import { controlId, type EditorProps, useForm } from "#web/form/form-context.ts";
import { issuesAt } from "#web/form/issue.ts";
import { Amount } from "#web/parts/amount.tsx";
import { Icon } from "#web/parts/icon.tsx";
import { useText } from "#web/text/texts.ts";
import { assetText } from "../asset-text.ts";
import { useNames } from "../use-names.ts";
import { contributorsOf, type Known, planOf } from "./known.ts";
import { basisPointsOf } from "./percent-sum.ts";
import { rowsOf } from "./rows-of.ts";
import { splitPreview, type TypedShare } from "./split-preview.ts";
import "./acts.css";

const WHOLE_BP = 10_000;
type Measure = "percent" | "parts";

interface SplitEditorProps extends EditorProps {
  readonly known: Known;
  readonly ledger: string;
}

/** The split of an award: a row a contributor, with what each would get as one types. */
export function SplitEditor({ field, path, entry, known, ledger }: SplitEditorProps) {
  const text = useText();
  const { change } = useForm();
  const rows = sharesIn(entry);
  const sum = rows.reduce((total, { weight }) => total + (/^\d+$/.test(weight) ? Number(weight) : 0), 0);
  const [measure, setMeasure] = useState<Measure>(sum === WHOLE_BP || sum === 0 ? "percent" : "parts");
  const award = BigInt(planOf(known)?.award.amount ?? "0");
  const amounts = splitPreview(award, rows, known.statement?.payees ?? []);
  const team = contributorsOf(known);
  const names = useNames(ledger, team);
  const left = team.filter(({ personId }) => !rows.some((row) => row.personId === personId));
  return (
    <GroupFrame field={field} path={path}>
      <MeasureChoice measure={measure} onChange={setMeasure} />
      <table className="records split-table">
        <thead>
          <tr>
            <th scope="col">{text("transfer:web.act.split.person")}</th>
            <th scope="col" className="figure">
              {text(`transfer:web.act.split.${measure}`)}
            </th>
            <th scope="col" className="figure">
              {assetText(text, planOf(known)?.asset, "web.act.split.amount")}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <SplitRow
              key={row.personId}
              name={names.person(row.personId)}
              isMain={team.some(({ personId, isMain }) => personId === row.personId && isMain)}
              path={`${path}.${at}.weight`}
              weight={row.weight}
              measure={measure}
              amount={amounts?.get(row.personId)}
              onRemove={rows.length > 1 ? () => change(path, rows.toSpliced(at, 1).map(asEntry)) : undefined}
            />
          ))}
        </tbody>
        <tfoot>
          <SplitSum sum={sum} measure={measure} award={award} isComplete={amounts !== undefined} />
        </tfoot>
      </table>
      {left.length > 0 && (
        <p className="row">
          {left.map(({ personId }) => (
            <button
              key={personId}
              type="button"
              className="button small"
              onClick={() => change(path, [...rows, { personId, weight: "" }].map(asEntry))}
            >
              {text("transfer:web.act.split.add", { name: names.person(personId) })}
            </button>
          ))}
        </p>
      )}
    </GroupFrame>
  );
}

function MeasureChoice({ measure, onChange }: { measure: Measure; onChange: (measure: Measure) => void }) {
  const text = useText();
  return (
    <fieldset className="choices">
      <legend className="for-readers">{text("transfer:web.act.split.measure")}</legend>
      {(["percent", "parts"] as const).map((each) => (
        <label key={each} className="choice">
          <input type="radio" name="split-measure" checked={each === measure} onChange={() => onChange(each)} />
          {text(`transfer:web.act.split.by.${each}`)}
        </label>
      ))}
    </fieldset>
  );
}

interface SplitRowProps {
  readonly name: string;
  readonly isMain: boolean;
  readonly path: string;
  readonly weight: string;
  readonly measure: Measure;
  readonly amount: bigint | undefined;
  readonly onRemove: (() => void) | undefined;
}

function SplitRow({ name, isMain, path, weight, measure, amount, onRemove }: SplitRowProps) {
  const text = useText();
  const { change, formId, issues } = useForm();
  const [typed, setTyped] = useState<string>();
  const shown = measure === "parts" ? weight : (typed ?? (/^\d+$/.test(weight) ? percentOf(Number(weight)) : weight));
  const own = issuesAt(issues, path);
  const type = (value: string) => {
    setTyped(value);
    // What is no figure goes into the form as it is, so that the form can say so.
    change(path, measure === "parts" ? value.trim() : String(basisPointsOf(value) ?? value.trim()));
  };
  return (
    <tr className={own.length > 0 ? "is-wrong" : undefined}>
      <th scope="row">
        {name} {isMain && <span className="chip">{text("transfer:web.act.split.main")}</span>}
      </th>
      <td className="figure">
        <span className="input-row is-end">
          <input
            id={controlId(formId, path)}
            className="input is-figure"
            inputMode="decimal"
            autoComplete="off"
            aria-label={text("transfer:web.act.split.weightOf", { name })}
            aria-invalid={own.length > 0 ? true : undefined}
            value={shown}
            onChange={(event) => type(event.currentTarget.value)}
          />
          {measure === "percent" && <span className="unit">%</span>}
        </span>
        <IssueLines issues={own} />
      </td>
      <td className="figure">{amount === undefined ? "—" : <Amount fen={amount} />}</td>
      <td className="figure">
        {onRemove !== undefined && (
          <button
            type="button"
            className="icon-button"
            aria-label={text("transfer:web.act.split.remove", { name })}
            onClick={onRemove}
          >
            <Icon name="close" />
          </button>
        )}
      </td>
    </tr>
  );
}

interface SplitSumProps {
  readonly sum: number;
  readonly measure: Measure;
  readonly award: bigint;
  readonly isComplete: boolean;
}

function SplitSum({ sum, measure, award, isComplete }: SplitSumProps) {
  const text = useText();
  const isWhole = measure === "parts" ? sum > 0 : sum === WHOLE_BP;
  const shown = measure === "parts" ? String(sum) : `${percentOf(sum)} %`;
  return (
    <tr>
      <th scope="row">{text("transfer:web.act.split.sum")}</th>
      <td className="figure" aria-live="polite">
        <span className={isWhole ? "status done" : "status wait"}>
          <Icon name={isWhole ? "tick" : "warn"} size={14} />
          {shown}
        </span>
      </td>
      <td className="figure">{isComplete ? <Amount fen={award} /> : "—"}</td>
      <td />
    </tr>
  );
}

function sharesIn(entry: Entry): readonly TypedShare[] {
  return rowsOf(entry).map(({ personId = "", weight = "" }) => ({ personId, weight }));
}

function asEntry({ personId, weight }: TypedShare): Entry {
  return { personId, weight };
}
