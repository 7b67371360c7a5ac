import { Switch } from "@mantine/core";
import { useMemo, useState } from "react";
import { Go } from "../parts/go.tsx";
import { useText } from "../text/texts.ts";
import { Themed } from "../theme/themed.tsx";
import { type CheckedFile, checkFile, headIn, reportText, subjectOf } from "./check-file.ts";
import { CheckList } from "./check-list.tsx";
import { lacksOnlyRoots } from "./needed-roots.ts";
import { ProofDrawing } from "./proof-drawing.tsx";
import { breakOf, pathSides } from "./proof-picture.ts";
import { ProofSentences } from "./proof-sentences.tsx";
import { ReceiptFacts } from "./receipt-facts.tsx";
import { saveFile } from "./save-file.ts";
import { changedCopy, type Spot, type SpotName, spotsOf, windowOf } from "./tamper.ts";
import { Verdict } from "./verdict.tsx";

export interface CheckedPanelsProps {
  readonly checked: CheckedFile;
  /** What it was checked against. */
  readonly hashes: readonly string[];
}

/** The file as it came, and beside it what it says or, on request, a copy with one byte changed. */
export function CheckedPanels({ checked, hashes }: CheckedPanelsProps) {
  const text = useText();
  const [isChanged, setChanged] = useState(false);
  const [chosen, setChosen] = useState<SpotName>();
  const spots = useMemo(() => spotsOf(checked.text), [checked.text]);
  const spot = spots.find(({ name }) => name === chosen) ?? spots[0];
  const copy = useMemo(
    () => (isChanged && spot !== undefined ? checkFile(changedCopy(checked.text, spot), hashes) : undefined),
    [isChanged, spot, checked.text, hashes],
  );
  const { report, receipt } = checked;
  const change = (
    <Themed>
      <Switch
        checked={isChanged}
        disabled={spots.length === 0}
        label={text("verify.changeByte")}
        labelPosition="left"
        withThumbIndicator={false}
        classNames={{ track: "switch-track", thumb: "switch-thumb" }}
        onChange={(event) => setChanged(event.currentTarget.checked)}
      />
    </Themed>
  );
  return (
    <>
      <div className="verify-panels">
        <Panel title={text("verify.original")} checked={checked} spot={isChanged ? spot : undefined} tool={change} />
        {copy !== undefined && spot !== undefined ? (
          <Panel title={text("verify.copy")} checked={copy} spot={spot} isCopy>
            <SpotChoice spots={spots} chosen={spot.name} onChoose={setChosen} />
          </Panel>
        ) : (
          receipt !== undefined && (
            <section className="panel is-words">
              <header className="panel-head">
                <h2>{text("verify.says")}</h2>
              </header>
              <ReceiptFacts report={report} receipt={receipt} />
            </section>
          )
        )}
      </div>
      {receipt !== undefined && <ProofSentences report={report} receipt={receipt} />}
      <div className="row verify-acts">
        {receipt !== undefined && <NowLink receipt={receipt} />}
        <button
          type="button"
          className="button quiet"
          onClick={() => saveFile("receipt-check.json", reportText(checked, hashes, Date.now()))}
        >
          {text("verify.saveReport")}
        </button>
      </div>
    </>
  );
}

function NowLink({ receipt }: { readonly receipt: NonNullable<CheckedFile["receipt"]> }) {
  const text = useText();
  const subject = subjectOf(receipt);
  if (subject === undefined) return null;
  const ledger = receipt.ledger.split("@")[0] ?? "";
  return (
    <Go to={`/at/${ledger}/search?q=${encodeURIComponent(subject)}`} className="button">
      {text("receipt.now")}
    </Go>
  );
}

interface PanelProps {
  readonly title: string;
  readonly checked: CheckedFile;
  readonly spot?: Spot | undefined;
  readonly isCopy?: boolean;
  readonly tool?: React.ReactNode;
  readonly children?: React.ReactNode;
}

function Panel({ title, checked, spot, isCopy = false, tool, children }: PanelProps) {
  const { report, receipt } = checked;
  const head = receipt === undefined ? undefined : headIn(receipt.proof);
  return (
    <section className={panelClass(report)} aria-live={isCopy ? "polite" : undefined}>
      <header className="panel-head">
        <h2>{title}</h2>
        {tool}
      </header>
      <Verdict report={report} level={3} />
      {spot !== undefined && <Bytes text={checked.text} at={spot.at} isMarked={isCopy} />}
      {children}
      <CheckList report={report} />
      {receipt !== undefined && head !== undefined && (
        <ProofDrawing
          sides={pathSides(receipt.leaf.position, head.size)}
          position={receipt.leaf.position}
          size={head.size}
          root={head.root}
          broken={breakOf(report)}
        />
      )}
    </section>
  );
}

function panelClass(report: CheckedFile["report"]): string {
  if (report.ok) return "panel";
  return lacksOnlyRoots(report) ? "panel is-open" : "panel is-broken";
}

/** The bytes around one, in hexadecimal and as characters. */
function Bytes({ text, at, isMarked }: { readonly text: string; readonly at: number; readonly isMarked: boolean }) {
  const { offset, text: around } = windowOf(text, at);
  const index = Math.min(at, 7);
  const hex = [...around].map((character) => character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0"));
  return (
    <p className="bytes mono">
      <span className="bytes-offset">{`0x${offset.toString(16).toUpperCase().padStart(4, "0")}`}</span>
      <span className="bytes-hex">
        {hex.slice(0, index).join(" ")} {isMarked ? <mark>{hex[index]}</mark> : <b>{hex[index]}</b>}{" "}
        {hex.slice(index + 1).join(" ")}
      </span>
      <span className="bytes-text">
        {around.slice(0, index)}
        {isMarked ? <mark>{around[index]}</mark> : <b>{around[index]}</b>}
        {around.slice(index + 1)}
      </span>
    </p>
  );
}

interface SpotChoiceProps {
  readonly spots: readonly Spot[];
  readonly chosen: SpotName;
  readonly onChoose: (name: SpotName) => void;
}

function SpotChoice({ spots, chosen, onChoose }: SpotChoiceProps) {
  const text = useText();
  return (
    <fieldset className="spots">
      <legend>{text("verify.where")}</legend>
      {spots.map(({ name, path }) => (
        <button key={name} type="button" aria-pressed={name === chosen} title={path} onClick={() => onChoose(name)}>
          {text(`verify.spots.${name}`)}
        </button>
      ))}
    </fieldset>
  );
}
