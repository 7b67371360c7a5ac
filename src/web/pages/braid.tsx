import type { ReactNode } from "react";
import { useText } from "../text/texts.ts";

/** The three chains as one picture: three strands twined, every mechanism on its strand, all of them resting on one book. */

const WIDTH = 948;
const LEFT = 86;
const RIGHT = 940;
const MIDDLE = 213;
const SWING = 89;
/** Length of one whole turn of a strand. */
const TURN = 560;
const BOOK = 404;

type Chain = 1 | 2 | 3;

interface Mechanism {
  readonly name: string;
  readonly chain: Chain;
  /** Which crest or trough of its strand it sits on, in turns from the left. */
  readonly turn: number;
  readonly isRunning?: boolean;
}

/** Where a strand starts its swing, in turns: thirds apart, so that they cross in order. */
const PHASE: Readonly<Record<Chain, number>> = { 1: 0, 3: 1 / 3, 2: 2 / 3 };
const FIRST_CREST = 110.7;

const MECHANISMS: readonly Mechanism[] = [
  { name: "challenge", chain: 1, turn: 0 },
  { name: "fund", chain: 3, turn: 1 / 3 },
  { name: "transfer", chain: 2, turn: 2 / 3, isRunning: true },
  { name: "grant", chain: 1, turn: 1 },
  { name: "carbon", chain: 2, turn: 1 / 6 },
  { name: "facility", chain: 1, turn: 0.5 },
  { name: "voucher", chain: 3, turn: 5 / 6 },
];

/** Height of a strand at a place. */
function heightAt(chain: Chain, x: number): number {
  return MIDDLE - SWING * Math.cos(2 * Math.PI * ((x - FIRST_CREST) / TURN - PHASE[chain]));
}

function strand(chain: Chain, from: number, to: number, offset: number): string {
  const points: string[] = [];
  for (let x = from; x <= to; x += 6) {
    const slope = (heightAt(chain, x + 1) - heightAt(chain, x - 1)) / 2;
    const length = Math.hypot(1, slope);
    points.push(`${(x - (slope / length) * offset).toFixed(1)} ${(heightAt(chain, x) + offset / length).toFixed(1)}`);
  }
  return `M${points.join("L")}`;
}

const THREADS = [-8.5, -4.3, 0, 4.3, 8.5] as const;
const CHAINS: readonly Chain[] = [2, 3, 1];
const PIECE = TURN / 6;

/** Strands in short pieces, each drawn over the ones before it, so that they go over and under in turn. */
function Strands() {
  const pieces: ReactNode[] = [];
  for (let at = 0, from = LEFT - PIECE; from < RIGHT; at++, from += PIECE) {
    const order = [0, 1, 2].map((step) => CHAINS[(step + at) % 3] as Chain);
    for (const chain of order) {
      const [start, end] = [from, from + PIECE + 6];
      pieces.push(
        <path key={`${at} ${chain} ground`} d={strand(chain, start, end, 0)} stroke="var(--paper)" strokeWidth={25} />,
        ...THREADS.map((offset) => (
          <path
            key={`${at} ${chain} ${offset}`}
            d={strand(chain, start, end, offset)}
            stroke={`var(--chain-${chain})`}
            strokeWidth={offset === 0 ? 1.9 : 1.15}
          />
        )),
      );
    }
  }
  return <g clipPath="url(#braid-window)">{pieces}</g>;
}

function placeOf({ chain, turn }: Mechanism): { readonly x: number; readonly y: number; readonly isAbove: boolean } {
  const x = FIRST_CREST + turn * TURN;
  const y = heightAt(chain, x);
  return { x, y, isAbove: y < MIDDLE };
}

function Node({ mechanism }: { readonly mechanism: Mechanism }) {
  const text = useText();
  const { x, y, isAbove } = placeOf(mechanism);
  const { name, chain, isRunning = false } = mechanism;
  const first = isAbove ? y - 58 : y + 32;
  return (
    <g>
      <circle
        cx={x}
        cy={y}
        r={11}
        fill="var(--paper)"
        stroke={`var(--chain-${chain})`}
        strokeWidth={2.2}
        strokeDasharray={isRunning ? undefined : "3.2 3"}
      />
      {isRunning && <circle cx={x} cy={y} r={5.5} fill={`var(--chain-${chain})`} />}
      <g textAnchor="middle" paintOrder="stroke" stroke="var(--paper)" strokeWidth={5}>
        <text x={x} y={first} fontSize={16} fontWeight={600} fontFamily="var(--serif)" fill="var(--ink)">
          {text(`mechanisms.${name}`)}
        </text>
        <text x={x} y={first + 19} fontSize={12} fill="var(--ink-2)">
          {text(`landing.does.${name}`)}
        </text>
        <text x={x} y={first + 37} fontSize={12} fill={isRunning ? "var(--done)" : "var(--ink-3)"}>
          {isRunning ? `● ${text("landing.running")}` : text("landing.building")}
        </text>
      </g>
    </g>
  );
}

/** One cell a leaf, a dark one where a block ends. */
function Book() {
  const text = useText();
  const running = placeOf(MECHANISMS.find(({ isRunning }) => isRunning) as Mechanism);
  const cells = Array.from({ length: 73 }, (_, i) => i);
  return (
    <g>
      <path d={`M0 ${BOOK}H${WIDTH}`} stroke="var(--ink)" strokeWidth={2.4} />
      <path d={`M0 ${BOOK + 4}H${WIDTH}M0 ${BOOK + 35}H${WIDTH}`} stroke="var(--ink)" strokeWidth={1} />
      {cells.map((cell) => (
        <rect
          key={cell}
          x={4.5 + cell * 13}
          y={BOOK + 10.5}
          width={cell % 7 === 6 ? 8 : 9}
          height={18}
          fill={cell % 7 === 6 ? "var(--ink-2)" : "var(--paper)"}
          stroke={cell % 7 === 6 ? "none" : "var(--edge)"}
        />
      ))}
      <rect x={running.x - 11} y={BOOK + 8} width={22} height={23} rx={2} fill="var(--seal)" />
      <text
        x={running.x}
        y={BOOK + 25}
        textAnchor="middle"
        fontSize={15}
        fontWeight={600}
        fontFamily="var(--serif)"
        fill="var(--sheet)"
      >
        证
      </text>
      <text x={0} y={BOOK + 58} fontSize={14} fontWeight={600} fontFamily="var(--serif)" fill="var(--ink)">
        {text("landing.book")}
      </text>
      <text x={WIDTH} y={BOOK + 58} textAnchor="end" fontSize={12}>
        <tspan fill="var(--done)">● {text("landing.bookState")}</tspan>
        <tspan fill="var(--ink-3)" dx={10}>
          {text("landing.bookLater")}
        </tspan>
      </text>
      <text x={0} y={BOOK + 77} fontSize={12} fill="var(--ink-2)">
        {text("landing.bookLine")}
      </text>
    </g>
  );
}

/** The picture of the first page. */
export function Braid() {
  const text = useText();
  return (
    <svg className="braid" viewBox={`0 0 ${WIDTH} 488`} role="img" aria-label={text("landing.picture")}>
      <clipPath id="braid-window">
        <rect x={LEFT} y={0} width={RIGHT - LEFT} height={488} />
      </clipPath>
      <g fill="none">
        {MECHANISMS.map((mechanism) => {
          const { x, y } = placeOf(mechanism);
          return (
            <path
              key={mechanism.name}
              d={`M${x} ${y}V${BOOK}`}
              stroke={mechanism.isRunning ? "var(--seal)" : "var(--edge)"}
              strokeWidth={mechanism.isRunning ? 1.2 : 1}
              strokeDasharray={mechanism.isRunning ? undefined : "1 4"}
            />
          );
        })}
        <Strands />
      </g>
      {CHAINS.map((chain) => (
        <text
          key={chain}
          x={LEFT - 8}
          y={heightAt(chain, LEFT) + 5}
          textAnchor="end"
          fontSize={14}
          fontWeight={600}
          fontFamily="var(--serif)"
          fill={`var(--chain-${chain})`}
        >
          {text(`landing.chain${chain}`)}
        </text>
      ))}
      {MECHANISMS.map((mechanism) => (
        <Node key={mechanism.name} mechanism={mechanism} />
      ))}
      <Book />
    </svg>
  );
}
