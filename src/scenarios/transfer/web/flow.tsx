import { useId } from "react";
import { type FlowPart, layFlow } from "./flow-layout.ts";
import type { FlowTone } from "./statement-rows.ts";

export interface FlowMark {
  readonly y: number;
  readonly text: string;
}

export interface FlowProps {
  readonly label: string;
  readonly height: number;
  readonly width: number;
  readonly top: number;
  readonly parts: readonly (FlowPart & { readonly tone: FlowTone; readonly withheld?: bigint })[];
  readonly marks: readonly FlowMark[];
  /** Row that is being asked about. */
  readonly asked?: string | undefined;
  /** Parts that are drawn so far, for the tour; all of them when left out. */
  readonly shown?: ReadonlySet<string> | undefined;
}

const ROW_ROOM = 34;

/** Where an amount goes, drawn beside the rows that say so. */
export function Flow({ label, height, width, top, parts, marks, asked, shown }: FlowProps) {
  const hold = useId();
  const branches = layFlow(parts, { top, width, thickest: ROW_ROOM });
  const trunk = branches[0]?.from ?? width;
  return (
    <svg
      className="flow"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <defs>
        <pattern id={hold} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--wait-tint)" />
          <rect width="2.5" height="6" fill="var(--wait)" />
        </pattern>
      </defs>
      {branches.map(({ key, path, end, y, thickness, from }) => {
        const part = parts.find((each) => each.key === key);
        const isHeld = part?.isHeld === true;
        const tax = part?.withheld === undefined ? 0 : taxThickness(part.withheld, part.amount, thickness);
        const isHidden = shown !== undefined && !shown.has(key);
        return (
          <g
            key={key}
            className={isHidden ? "flow-part is-hidden" : "flow-part"}
            data-asked={asked === key || undefined}
          >
            <path d={path} fill={isHeld ? `url(#${hold})` : `var(--tone-${part?.tone ?? "unit"})`} />
            {tax > 0 && (
              <rect
                x={end}
                y={y + thickness / 2 - tax}
                width={Math.max(0, from - 10)}
                height={tax}
                fill="var(--flow-tax)"
              />
            )}
            {isHeld && <path d={`M${end} ${y - 13}V${y + 13}`} stroke="var(--wait)" strokeWidth="2" fill="none" />}
          </g>
        );
      })}
      {marks.map((mark) => (
        <g key={mark.text}>
          <path d={`M0 ${mark.y}H${trunk}`} stroke="var(--edge)" strokeDasharray="1 3" />
          <text x={trunk - 6} y={mark.y - 5} textAnchor="end">
            {mark.text}
          </text>
        </g>
      ))}
    </svg>
  );
}

// For the drawing only: the amounts themselves are never computed from pixels.
function taxThickness(withheld: bigint, amount: bigint, thickness: number): number {
  return amount === 0n ? 0 : Math.max(1, (Number(withheld) / Number(amount)) * thickness);
}
