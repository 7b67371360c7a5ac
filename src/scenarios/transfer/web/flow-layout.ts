/**
 * The picture of where an amount goes: one trunk comes down on the right, and every part of it turns off to the row of the
 * table that says how much it is. Widths are to one scale. Pixels only: no amount is computed here.
 */

export interface FlowPart {
  readonly key: string;
  /** Middle of its row, in pixels from the top of the table. */
  readonly y: number;
  readonly amount: bigint;
  /** Held back: it stops short of its row. */
  readonly isHeld?: boolean;
}

export interface FlowFrame {
  /** Where the trunk begins. */
  readonly top: number;
  readonly width: number;
  /** The most a part may be high where it arrives, so that it stays within its row. */
  readonly thickest: number;
}

export interface FlowBranch {
  readonly key: string;
  readonly path: string;
  /** Left and right edge of its part of the trunk. */
  readonly from: number;
  readonly to: number;
  /** Where it ends at the left; 0 unless it is held. */
  readonly end: number;
  readonly y: number;
  readonly thickness: number;
}

const GAP = 1.5;
const BEND = 10;
const THINNEST = 1;
const SHORT_OF_ROW = 26;
/** Room between the rows and the trunk in which the parts are seen turning. */
const ROOM = 66;

/** Lays the parts out from the top row, which is next to the table, to the lowest, which is farthest. */
export function layFlow(parts: readonly FlowPart[], { top, width, thickest }: FlowFrame): readonly FlowBranch[] {
  const seen = parts.filter(({ amount }) => amount > 0n).sort((a, b) => a.y - b.y);
  const total = seen.reduce((sum, { amount }) => sum + Number(amount), 0);
  const largest = seen.reduce((most, { amount }) => Math.max(most, Number(amount)), 0);
  if (total === 0) return [];
  const room = Math.max(1, width - ROOM);
  // Hundreds of people leave no room for gaps or for a least width.
  const gap = Math.min(GAP, room / 4 / seen.length);
  const thinnest = Math.min(THINNEST, room / 4 / seen.length);
  const scale = Math.min((room * 0.75) / total, thickest / largest);
  const thickness = seen.map(({ amount }) => Math.max(thinnest, Number(amount) * scale));
  const trunk = thickness.reduce((sum, each) => sum + each, 0) + gap * (seen.length - 1);
  let from = width - trunk;
  return seen.map((part, i) => {
    const thick = thickness[i] ?? thinnest;
    const branch = turned(part, from, thick, top);
    from += thick + gap;
    return branch;
  });
}

function turned({ key, y, isHeld }: FlowPart, from: number, thickness: number, top: number): FlowBranch {
  const to = from + thickness;
  const above = y - thickness / 2;
  const below = y + thickness / 2;
  const bend = Math.max(0, Math.min(BEND, above - top));
  const end = isHeld === true ? SHORT_OF_ROW : 0;
  const turn = above - bend;
  const left = from - bend;
  const path = [
    `M${px(from)} ${px(top)}`,
    `V${px(turn)}`,
    `A${px(bend)} ${px(bend)} 0 0 1 ${px(left)} ${px(above)}`,
    `H${px(end)}`,
    `V${px(below)}`,
    `H${px(left)}`,
    `A${px(bend + thickness)} ${px(bend + thickness)} 0 0 0 ${px(to)} ${px(turn)}`,
    `V${px(top)}`,
    "Z",
  ].join("");
  return { key, path, from, to, end, y, thickness };
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}
