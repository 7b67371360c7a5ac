import { type FormEvent, useRef, useState } from "react";
import { useLedgerName } from "../access/ledger-names.ts";
import { useLedgerInfo } from "../access/use-answer.ts";
import { AnchoredLedgers } from "../explorer/anchored-ledgers.tsx";
import { BlockChart } from "../explorer/block-chart.tsx";
import { FinalityStatus, useAnchorWords } from "../explorer/finality.tsx";
import { LeafPanel } from "../explorer/leaf-panel.tsx";
import { LeafTable } from "../explorer/leaf-table.tsx";
import { anchorLedger, EVERY_KIND } from "../explorer/use-explorer.ts";
import { CopiedId } from "../parts/copied-id.tsx";
import { Go, useAddressState, useGo, useLedger } from "../parts/go.tsx";
import { Icon } from "../parts/icon.tsx";
import { rememberFocus } from "../parts/remember-focus.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

/** The ledger itself: its latest blocks as a picture, its leaves as a list, and one leaf beside them. */
export function ExplorerPage() {
  const text = useText();
  const ledger = useLedger();
  const ledgerName = useLedgerName();
  const [{ before, kind, outcome, leaf, blocks }, change] = useAddressState();
  const open = leaf !== undefined && /^\d{1,15}$/.test(leaf) ? Number(leaf) : undefined;
  const giveFocusBack = useRef<() => void>(undefined);
  const show = (position: number) => {
    giveFocusBack.current = rememberFocus();
    change({ leaf: String(position) });
  };
  const close = () => {
    change({ leaf: undefined });
    // A leaf that the address opened was opened by nothing on the page.
    if (giveFocusBack.current === undefined) document.getElementById("main")?.focus();
    else giveFocusBack.current();
  };
  usePageTitle(text("explorer.title"));
  return (
    <div className="explorer">
      <header className="spread explorer-head">
        <h1 className="title">{text("explorer.title")}</h1>
        <HeadFacts ledger={ledger} />
      </header>
      <h2 className="heading explorer-name">
        {ledgerName(ledger)} <span className="meta">{text("explorer.pictureNote")}</span>
      </h2>
      <BlockChart
        ledger={ledger}
        before={blocks}
        open={open}
        onOpen={show}
        onBlocks={(next) => change({ blocks: next })}
      />
      {ledger === anchorLedger() && <AnchoredLedgers />}
      <div className={open === undefined ? "explorer-low" : "explorer-low has-leaf"}>
        <div>
          <h2 className="for-readers">{text("explorer.leaves")}</h2>
          <Tools ledger={ledger} kind={kind} outcome={outcome} onOpen={show} onChange={change} />
          <LeafTable
            ledger={ledger}
            filters={{ before, kind, outcome }}
            open={open}
            onOpen={show}
            onPage={(next) => change({ before: next })}
          />
          <AccountsNote ledger={ledger} />
        </div>
        {open !== undefined && <LeafPanel ledger={ledger} position={open} onClose={close} />}
      </div>
    </div>
  );
}

function HeadFacts({ ledger }: { readonly ledger: string }) {
  const text = useText();
  const { data } = useLedgerInfo(ledger);
  const anchorWords = useAnchorWords(ledger);
  if (data === undefined) return null;
  const { head, ref } = data;
  return (
    <dl className="head-facts">
      <Fact name={text("explorer.height")} value={head.height} />
      <Fact name={text("explorer.leaves")} value={head.size} />
      <div>
        <dt>{text("explorer.finality")}</dt>
        <dd>
          <FinalityStatus ledger={ledger} />
        </dd>
      </div>
      {ledger !== anchorLedger() && (
        <Fact name={text("explorer.lastAnchor")} value={anchorWords} className="head-anchor" />
      )}
      <div>
        <dt>{text("explorer.genesis")}</dt>
        <dd>
          <CopiedId value={ref.split("@")[1] ?? ""} />
        </dd>
      </div>
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string | number;
  readonly className?: string;
}

function Fact({ name, value, className }: FactProps) {
  return (
    <div className={className}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface ToolsProps {
  readonly ledger: string;
  readonly kind?: string | undefined;
  readonly outcome?: string | undefined;
  readonly onOpen: (position: number) => void;
  readonly onChange: (changes: Readonly<Record<string, string | undefined>>) => void;
}

const KINDS = ["transaction", "timer", "block", "genesis"];
const OUTCOMES = ["done", "rejected", "fault"];

function Tools({ ledger, kind, outcome, onOpen, onChange }: ToolsProps) {
  const text = useText();
  const go = useGo();
  const [wanted, setWanted] = useState("");
  const find = (event: FormEvent) => {
    event.preventDefault();
    const found = /^#?(\d{1,15})$/.exec(wanted.trim())?.[1];
    if (found !== undefined) onOpen(Number(found));
    else if (wanted.trim() !== "") go(`/at/${ledger}/search?q=${encodeURIComponent(wanted.trim())}`);
  };
  return (
    <div className="row explorer-tools">
      <search className="explorer-find">
        <form onSubmit={find}>
          <Icon name="find" />
          <input
            type="search"
            aria-label={text("explorer.find")}
            placeholder={text("explorer.find")}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </form>
      </search>
      <Choice
        label={text("explorer.kind")}
        value={kind}
        every={text("explorer.important")}
        options={[
          [EVERY_KIND, text("explorer.everyKind")],
          ...KINDS.map((each) => [each, text(`explorer.kinds.${each}`)] as const),
        ]}
        onChange={(next) => onChange({ kind: next, before: undefined })}
      />
      <Choice
        label={text("explorer.outcome")}
        value={outcome}
        every={text("shared.all")}
        options={OUTCOMES.map((each) => [each, text(`explorer.outcomes.${each}`)])}
        onChange={(next) => onChange({ outcome: next, before: undefined })}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value?: string | undefined;
  /** What no choice means. */
  readonly every: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string | undefined) => void;
}

function Choice({ label, value = "", every, options, onChange }: ChoiceProps) {
  return (
    <label className="explorer-choice">
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}>
        <option value="">{every}</option>
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Accounts belong to cases, so they are read there. */
function AccountsNote({ ledger }: { readonly ledger: string }) {
  const text = useText();
  const { data } = useLedgerInfo(ledger);
  if (data?.scenarios.includes("transfer") !== true) return null;
  return (
    <p className="meta explorer-accounts">
      {text("explorer.accounts")} <Go to={`/at/${ledger}/cases`}>{text("explorer.toCases")}</Go>
    </p>
  );
}
