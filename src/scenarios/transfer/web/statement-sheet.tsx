import { useLayoutEffect, useRef, useState } from "react";
import { percentText } from "#web/format/amount.ts";
import { Amount } from "#web/parts/amount.tsx";
import { useAddressState } from "#web/parts/go.tsx";
import { Icon } from "#web/parts/icon.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { Asset, Finding } from "./answers.ts";
import { assetText } from "./asset-text.ts";
import { Flow } from "./flow.tsx";
import { rowText } from "./row-text.ts";
import { type StatementRow, shareOf } from "./statement-rows.ts";
import type { Names } from "./use-names.ts";
import { WhyNote } from "./why-note.tsx";
import "./statement.css";
import "./why-note.css";

export interface StatementSheetProps {
  readonly ledger: string;
  readonly dealId: string;
  /** Plan that "why" asks about; amounts of a statement without a plan explain themselves. */
  readonly planId?: string | undefined;
  readonly asset: Asset;
  readonly subtitle: string;
  readonly rows: readonly StatementRow[];
  readonly findings?: readonly Finding[];
  readonly names: Names;
  /** Rows of the flow that are drawn so far; all when left out. */
  readonly shown?: ReadonlySet<string>;
}

type Places = ReadonlyMap<string, { readonly top: number; readonly height: number }>;

const FLOW_WIDTH = 200;
const NO_PLACES: Places = new Map();

/** The money or the shares of a case as an office prints them, with the flow beside the rows. */
export function StatementSheet(props: StatementSheetProps) {
  const { ledger, dealId, planId, asset, subtitle, rows, findings = [], names, shown } = props;
  const text = useText();
  const [{ why }, setAddress] = useAddressState();
  const [table, places, height] = usePlaces(rows);
  const asked = planId === undefined ? undefined : rows.find(({ key, why: of }) => key === why && of !== undefined);
  const close = () => {
    table.current?.querySelector<HTMLButtonElement>(`[data-row="${why}"] button.ask`)?.focus();
    setAddress({ why: undefined });
  };
  const hasNet = rows.some(({ net }) => net !== undefined);
  const place = asked === undefined ? undefined : places.get(asked.key);
  return (
    <section className="statement" aria-labelledby="statement">
      <header>
        <h2 id="statement">{text(`transfer:web.statement.titles.${asset}`)}</h2>
        <span className="meta">{subtitle}</span>
        <span className="meta statement-unit">{text(`transfer:web.statement.units.${asset}`)}</span>
      </header>
      <div className={rows.some(({ key }) => key === "received") ? "statement-body" : "statement-body is-plain"}>
        {place !== undefined && (
          <div className="asked-band" style={{ insetBlockStart: place.top, height: place.height }} aria-hidden="true" />
        )}
        <table ref={table}>
          <thead>
            <tr>
              <th scope="col">{text("transfer:web.statement.item")}</th>
              <th scope="col">{text("transfer:web.statement.basis")}</th>
              <th scope="col" className="figure">
                {hasNet ? text("transfer:web.statement.gross") : assetText(text, asset, "web.statement.amount")}
              </th>
              {hasNet && (
                <>
                  <th scope="col" className="figure">
                    {text("transfer:web.statement.withheld")}
                  </th>
                  <th scope="col" className="figure">
                    {text("transfer:web.statement.net")}
                  </th>
                </>
              )}
              <th scope="col">
                <span className="for-readers">{text("proof.open")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.key}
                {...{ ledger, row, names, hasNet }}
                asset={asset}
                isAsked={asked?.key === row.key}
                onWhy={planId === undefined || row.why === undefined ? undefined : () => setAddress({ why: row.key })}
              />
            ))}
          </tbody>
        </table>
        <FlowBeside {...{ rows, places, height, asset, shown }} asked={asked?.key} />
      </div>
      <Key {...{ rows, hasNet, asset }} isAskable={planId !== undefined} />
      {asked !== undefined && planId !== undefined && (
        <WhyNote
          key={asked.key}
          {...{ ledger, dealId, planId, findings, names }}
          row={asked}
          top={(place?.top ?? 0) + 20}
          onClose={close}
        />
      )}
    </section>
  );
}

interface FlowBesideProps {
  readonly rows: readonly StatementRow[];
  readonly places: Places;
  readonly height: number;
  readonly asset: Asset;
  readonly asked: string | undefined;
  readonly shown: ReadonlySet<string> | undefined;
}

function FlowBeside({ rows, places, height, asset, asked, shown }: FlowBesideProps) {
  const text = useText();
  const middle = (key: string) => {
    const place = places.get(key);
    return place === undefined ? 0 : place.top + place.height / 2;
  };
  const received = rows.find(({ key }) => key === "received")?.amount ?? "0";
  const base = rows.find(({ key }) => key === "net-income")?.amount;
  const parts = rows.flatMap(({ key, flow, amount, isHeld, withheld }) =>
    flow === undefined || amount === undefined
      ? []
      : [
          {
            key,
            y: middle(key),
            amount: BigInt(amount),
            tone: flow,
            ...(isHeld === true ? { isHeld } : {}),
            ...(withheld === undefined ? {} : { withheld: BigInt(withheld) }),
          },
        ],
  );
  if (height === 0 || parts.length === 0 || !rows.some(({ key }) => key === "received")) return null;
  const marks = [
    { y: middle("received"), text: "100 %" },
    ...(base === undefined || base === received
      ? []
      : [{ y: middle("net-income"), text: percentText(shareOf(base, received)) }]),
  ];
  const top = (places.get("received")?.top ?? 0) + 4;
  const label = text(`transfer:web.statement.flow.${asset}`, { count: parts.length });
  return <Flow {...{ label, height, top, parts, marks, asked, shown }} width={FLOW_WIDTH} />;
}

interface RowProps {
  readonly ledger: string;
  readonly row: StatementRow;
  readonly names: Names;
  readonly hasNet: boolean;
  readonly asset: Asset;
  readonly isAsked: boolean;
  readonly onWhy: (() => void) | undefined;
}

function Row({ ledger, row, names, hasNet, asset, isAsked, onWhy }: RowProps) {
  const text = useText();
  const { language } = useNode();
  const label = rowText(row.label, text, language, names);
  const basis = row.basis === undefined ? "" : rowText(row.basis, text, language, names);
  const { key, kind, amount, withheld, net, proof, isHeld } = row;
  if (kind === "section") {
    return (
      <tr data-row={key} className="is-section">
        <th scope="rowgroup" colSpan={hasNet ? 6 : 4}>
          {label}
          <span className="meta">{basis}</span>
        </th>
      </tr>
    );
  }
  return (
    <tr data-row={key} className={`is-${kind}${isAsked ? " is-asked" : ""}${isHeld === true ? " is-held" : ""}`}>
      <th scope="row">
        {label}
        <LineState row={row} asset={asset} />
      </th>
      <td className="statement-basis">{row.shareBp === undefined ? basis : <Share row={row} />}</td>
      <td className="figure statement-amount">
        {amount !== undefined &&
          (onWhy === undefined ? (
            <Amount fen={amount} />
          ) : (
            <button
              type="button"
              className="ask"
              aria-haspopup="dialog"
              aria-expanded={isAsked}
              title={text("transfer:web.why.ask", { what: label })}
              onClick={onWhy}
            >
              <Amount fen={amount} />
            </button>
          ))}
      </td>
      {hasNet && (
        <>
          <Tax label={text("transfer:web.statement.withheld")} amount={withheld} isMeant={kind === "person"} />
          <Tax label={text("transfer:web.statement.net")} amount={net} isMeant={kind === "person"} />
        </>
      )}
      <td className="statement-proof">{proof !== undefined && <ProofHandle ledger={ledger} id={proof} />}</td>
    </tr>
  );
}

function Tax({ label, amount, isMeant }: { label: string; amount: string | undefined; isMeant: boolean }) {
  return (
    <td className="figure statement-tax" data-label={label}>
      {amount === undefined ? isMeant ? "—" : "" : <Amount fen={amount} />}
    </td>
  );
}

function Share({ row }: { readonly row: StatementRow }) {
  const { shareBp = 0, flow, isHeld } = row;
  const tone = isHeld === true ? "var(--wait)" : `var(--tone-${flow ?? "award"})`;
  return (
    <span className="share">
      <i aria-hidden="true">
        <b style={{ width: `${shareBp / 100}%`, background: tone }} />
      </i>
      {percentText(shareBp)}
    </span>
  );
}

/** States of a line that a reader must not miss: held, returned by the bank, void. */
function LineState({ row, asset }: { readonly row: StatementRow; readonly asset: Asset }) {
  const text = useText();
  if (row.isHeld === true) {
    return (
      <span className="status wait">
        <Icon name="lock" size={13} />
        {text("transfer:web.statement.held")}
      </span>
    );
  }
  if (row.state === undefined || row.state === "planned") return null;
  const tone = row.state === "paid" ? "done" : row.state === "payable" ? "idle" : "refuse";
  const icon = row.state === "paid" ? "tick" : row.state === "payable" ? "ring" : "refuse";
  return (
    <span className={`status ${tone}`}>
      <Icon name={icon} size={13} />
      {assetText(text, asset, `states.line.${row.state}`)}
    </span>
  );
}

interface KeyProps {
  readonly rows: readonly StatementRow[];
  readonly hasNet: boolean;
  readonly asset: Asset;
  readonly isAskable: boolean;
}

function Key({ rows, hasNet, asset, isAskable }: KeyProps) {
  const text = useText();
  const isHeld = rows.some((row) => row.isHeld === true);
  return (
    <p className="statement-key meta">
      {isAskable && <span>{text("transfer:web.statement.clickAmount")}</span>}
      {hasNet && (
        <span>
          <i className="is-tax" />
          {text("transfer:web.statement.withheldLine")}
        </span>
      )}
      {isHeld && (
        <span>
          <i className="is-hold" />
          {assetText(text, asset, "web.statement.heldLine")}
        </span>
      )}
    </p>
  );
}

/** Where the rows stand, measured after each layout, so that the flow meets them whatever the fonts. */
function usePlaces(rows: readonly StatementRow[]) {
  const table = useRef<HTMLTableElement>(null);
  const [measured, setMeasured] = useState({ places: NO_PLACES, height: 0 });
  useLayoutEffect(() => {
    const found = table.current;
    if (found === null || rows.length === 0) return;
    const measure = () => {
      const trs = [...found.querySelectorAll<HTMLTableRowElement>("tr[data-row]")];
      const places = new Map(
        trs.map((tr) => [tr.dataset["row"] ?? "", { top: tr.offsetTop, height: tr.offsetHeight }] as const),
      );
      setMeasured({ places, height: found.offsetHeight });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(found);
    measure();
    return () => observer.disconnect();
  }, [rows]);
  return [table, measured.places, measured.height] as const;
}
