import { type MouseEvent, useEffect, useMemo, useRef } from "react";
import type { Leaf } from "#kernel/leaf";
import { useLive } from "../access/live.tsx";
import { shortHash } from "../format/hash.ts";
import { ProofHandle } from "../parts/proof-handle.tsx";
import { useText } from "../text/texts.ts";
import {
  anchorsUnder,
  BASE,
  blockColumns,
  type Cell,
  CHART,
  type Column,
  type PicturedLeaf,
  topOf,
} from "./block-columns.ts";
import { FinalityWords } from "./finality.tsx";
import { anchorLedger, useAnchors, useBlocks, useLeavesOf } from "./use-explorer.ts";

export interface BlockChartProps {
  readonly ledger: string;
  /** Height below which blocks are shown; the newest ones when left out. */
  readonly before?: string | undefined;
  /** Position of the leaf that is open. */
  readonly open?: number | undefined;
  readonly onOpen: (position: number) => void;
  readonly onBlocks: (before: string | undefined) => void;
}

const ANCHOR_Y = BASE + 78;

/** The latest blocks as columns of leaves, and below them the alliance's ledger with the heads it has recorded. */
export function BlockChart({ ledger, before, open, onOpen, onBlocks }: BlockChartProps) {
  const text = useText();
  const { data } = useBlocks(ledger, before);
  const blocks = data?.blocks ?? [];
  const { data: page } = useLeavesOf(ledger, blocks);
  const columns = useMemo(() => blockColumns(data?.blocks ?? [], byPosition(page?.leaves)), [data, page]);
  const [first, last] = [columns[0], columns.at(-1)];
  const top = topOf(columns);
  const anchors = anchorsUnder(columns, useAnchors(ledger) ?? []);
  const isAnchored = ledger !== anchorLedger();
  const newest = useLive().blocks[0]?.height;
  const lastHeight = last?.height;
  const scroll = useRef<HTMLElement>(null);
  useEffect(() => {
    // The newest block stands on the right; there a narrow window begins.
    if (lastHeight !== undefined) scroll.current?.scrollTo({ left: scroll.current.scrollWidth });
  }, [lastHeight]);
  const click = (event: MouseEvent) => {
    const position = (event.target as Element).closest("[data-position]")?.getAttribute("data-position");
    if (position) onOpen(Number(position));
  };
  return (
    <figure className="blocks">
      <Legend />
      {/* Where the picture is wider than the window it is moved by keyboard too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above. */}
      <section className="blocks-scroll" ref={scroll} tabIndex={0} aria-label={text("explorer.blocks")}>
        {/* The table below opens the same leaves by keyboard. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above. */}
        <svg
          viewBox={`0 ${top} ${CHART.width} ${(isAnchored ? ANCHOR_Y + 34 : BASE + 36) - top}`}
          role="img"
          aria-label={text("explorer.picture", { first: first?.height ?? 0, last: last?.height ?? 0 })}
          onClick={click}
        >
          <defs>
            <pattern id="timer-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path d="M0 0V5" stroke="var(--ink-3)" strokeWidth="1.6" />
            </pattern>
          </defs>
          {columns.map((column) => (
            <BlockColumn key={column.height} column={column} open={open} isNew={column.height === newest} />
          ))}
          <path
            d={`M${CHART.left} ${BASE + 30}H${(last?.x ?? 0) + CHART.cell}`}
            stroke="var(--done)"
            strokeWidth="1.6"
          />
          {isAnchored && <AnchorLine anchors={anchors} />}
        </svg>
      </section>
      <figcaption className="blocks-foot">
        <FinalityWords ledger={ledger} />
        {isAnchored && <AnchorHandles anchors={anchors} />}
        <span className="row blocks-pages">
          {before !== undefined && (
            <button type="button" className="link" onClick={() => onBlocks(undefined)}>
              {text("explorer.newestBlocks")}
            </button>
          )}
          {data?.next !== undefined && (
            <button type="button" className="link" onClick={() => onBlocks(String(data.next))}>
              {text("explorer.earlierBlocks")}
            </button>
          )}
        </span>
      </figcaption>
    </figure>
  );
}

function byPosition(leaves: readonly Leaf[] = []): ReadonlyMap<number, PicturedLeaf> {
  return new Map(leaves.map((leaf) => [leaf.position, leaf]));
}

interface BlockColumnProps {
  readonly column: Column;
  readonly open?: number | undefined;
  readonly isNew: boolean;
}

function BlockColumn({ column: { x, cells, more, height, blockLeaf }, open, isNew }: BlockColumnProps) {
  const text = useText();
  const top = cells.at(-1)?.y ?? BASE;
  return (
    <g className={isNew ? "block is-new" : "block"}>
      {cells.map((cell) => (
        <LeafCell key={cell.y} cell={cell} x={x} isOpen={cell.position !== undefined && cell.position === open} />
      ))}
      {(more > 0 || isNew) && (
        <text x={x + CHART.cell / 2} y={top - 5} textAnchor="middle" fontSize="12" fill="var(--ink-2)">
          {more > 0 ? text("explorer.more", { count: more }) : text("explorer.justNow")}
        </text>
      )}
      <rect
        data-position={blockLeaf}
        className="leaf"
        x={x}
        y={BASE}
        width={CHART.cell}
        height="6"
        fill={blockLeaf === open ? "var(--action)" : "var(--ink)"}
      />
      <text x={x + CHART.cell / 2} y={BASE + 21} textAnchor="middle" fontSize="12" fill="var(--ink-2)">
        {height}
      </text>
    </g>
  );
}

const FILLS = {
  transaction: "var(--sheet)",
  timer: "url(#timer-hatch)",
  refused: "var(--refuse-tint)",
  genesis: "var(--ink)",
};

function LeafCell({
  cell: { kind, y, position },
  x,
  isOpen,
}: {
  readonly cell: Cell;
  readonly x: number;
  readonly isOpen: boolean;
}) {
  const middle = { x: x + CHART.cell / 2, y: y + CHART.rowHeight / 2 };
  return (
    <g data-position={position} className={position === undefined ? undefined : "leaf"}>
      <rect
        x={x}
        y={y}
        width={CHART.cell}
        height={CHART.rowHeight}
        fill={isOpen ? "var(--action)" : FILLS[kind]}
        stroke={kind === "refused" ? "var(--refuse)" : "var(--edge)"}
      />
      {isOpen && (
        <text x={middle.x} y={middle.y + 4} textAnchor="middle" fontSize="11" fill="var(--on-action)">
          {position}
        </text>
      )}
      {kind === "refused" && !isOpen && (
        <path d={`M${middle.x - 3} ${middle.y - 3}l6 6m0-6l-6 6`} stroke="var(--refuse)" strokeWidth="1.2" />
      )}
    </g>
  );
}

type Anchors = ReturnType<typeof anchorsUnder>;

function AnchorLine({ anchors }: { readonly anchors: Anchors }) {
  return (
    <>
      {anchors.map(({ x, size, root }) => (
        <g key={size}>
          <circle cx={x} cy={BASE + 30} r="3.4" fill="var(--sheet)" stroke="var(--seal)" />
          <path d={`M${x} ${BASE + 34}V${ANCHOR_Y}`} stroke="var(--seal)" />
          <text x={x + 8} y={BASE + 60} fontSize="12" fill="var(--ink-2)" fontFamily="var(--mono)">
            {`${root.slice(0, 4)}…${root.slice(-2)}`}
          </text>
          <rect x={x - 10} y={ANCHOR_Y} width="20" height="20" rx="2" fill="var(--sheet)" stroke="var(--seal)" />
          <text
            x={x}
            y={ANCHOR_Y + 14.5}
            textAnchor="middle"
            fontSize="12"
            fill="var(--seal)"
            fontFamily="var(--serif)"
          >
            锚
          </text>
        </g>
      ))}
      <path d={`M0 ${ANCHOR_Y + 28}H${CHART.width}M0 ${ANCHOR_Y + 31}H${CHART.width}`} stroke="var(--ink)" />
    </>
  );
}

/** The receipts of the anchors that are shown. */
function AnchorHandles({ anchors }: { readonly anchors: Anchors }) {
  const text = useText();
  if (anchors.length === 0) return <span>{text("explorer.noAnchors")}</span>;
  return (
    <span className="row">
      {text("explorer.anchorsHere")}
      {anchors.map(({ id, size, root }) => (
        <span key={size} className="row">
          <code className="mono">{shortHash(root)}</code>
          <ProofHandle ledger={anchorLedger()} id={id} />
        </span>
      ))}
    </span>
  );
}

function Legend() {
  const text = useText();
  return (
    <ul className="blocks-legend">
      {(["transaction", "timer", "refused", "open"] as const).map((kind) => (
        <li key={kind}>
          <i className={`swatch is-${kind}`} aria-hidden="true" />
          {text(`explorer.legend.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
