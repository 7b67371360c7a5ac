import { percentText } from "#web/format/amount.ts";
import { Amount } from "#web/parts/amount.tsx";
import { useText } from "#web/text/texts.ts";
import { type Holder, layShares } from "./shares-layout.ts";
import type { Names } from "./use-names.ts";

export interface ShareCellsProps {
  readonly holders: readonly Holder[];
  /** The last holder keeps shares for the unit. */
  readonly unitHolder: string;
  readonly names: Names;
}

/** How many holders stand below their cells; more of them wrap. */
const BESIDE_MAX = 8;

/** Shares in a register of their own: a hundred outlined cells, never added to cash. */
export function ShareCells({ holders, unitHolder, names }: ShareCellsProps) {
  const text = useText();
  const laid = layShares(holders);
  const isMany = laid.length > BESIDE_MAX;
  return (
    <section className="shares" aria-labelledby="shares">
      <h2 className="heading" id="shares">
        {text("transfer:web.shares.title")}
        <span className="meta">{text("transfer:web.shares.line")}</span>
      </h2>
      <svg viewBox="0 0 100 4.2" preserveAspectRatio="none" aria-hidden="true">
        {Array.from({ length: 99 }, (_, i) => i + 1).map((x) => (
          <path key={x} d={`M${x} 0.1V4.1`} className="share-cell" />
        ))}
        {laid.map(({ key, from, cells }) => (
          <rect key={key} x={from} y="0.1" width={cells} height="4" className={key === unitHolder ? "is-unit" : ""} />
        ))}
      </svg>
      <ul
        className={isMany ? "is-many" : undefined}
        style={
          isMany
            ? undefined
            : { gridTemplateColumns: laid.map(({ cells }) => `minmax(max-content, ${cells}fr)`).join(" ") }
        }
      >
        {laid.map(({ key, amount, shareBp }) => (
          <li key={key}>
            <b>{names.person(key)}</b>
            <span>{percentText(shareBp)}</span>
            <span className="meta">
              <Amount fen={amount} /> {text("shared.unit")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
