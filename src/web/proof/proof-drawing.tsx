import { useText } from "../text/texts.ts";
import { type Break, type PathSide, type ProofPicture, proofPicture } from "./proof-picture.ts";

export interface ProofDrawingProps {
  readonly sides: readonly PathSide[];
  /** Position of the leaf, and number of leaves under the root. */
  readonly position: number;
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
  readonly broken?: Break | undefined;
  /** Whether anything was checked; what was not is drawn in ink. */
  readonly isChecked?: boolean;
  /** Width of its view box in pixels; words keep their size where it is shown that wide. */
  readonly width?: number;
}

const HEIGHT = 128;

/** How what is shown leads over its leaf and the path to the signed root; the line breaks where a check fails. */
export function ProofDrawing({
  sides,
  position,
  size,
  root,
  broken,
  isChecked = true,
  width = 540,
}: ProofDrawingProps) {
  const text = useText();
  const picture = proofPicture(sides, width, HEIGHT);
  const { nodes, leaf } = picture;
  const end = nodes.at(-1) ?? leaf;
  const good = isChecked ? "var(--done)" : "var(--ink-2)";
  const label = text(broken === undefined ? "verify.picture" : `verify.pictureBroken.${broken}`, {
    position,
    size,
    steps: sides.length,
  });
  return (
    <svg className="proof-drawing" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
      <ShownBox picture={picture} isBroken={broken === "contents"} good={good} />
      {nodes.map((node, i) => {
        const from = nodes[i - 1] ?? leaf;
        const middle = { x: (from.x + node.x) / 2, y: (from.y + node.y) / 2 };
        return (
          <g key={`${node.x}`}>
            <path d={`M${middle.x} ${middle.y}L${node.sibling.x} ${node.sibling.y}`} stroke="var(--edge)" />
            <rect
              x={node.sibling.x - 3.5}
              y={node.sibling.y - 3.5}
              width="7"
              height="7"
              fill="var(--sheet)"
              stroke="var(--edge)"
            />
            <path
              d={`M${from.x} ${from.y}L${node.x} ${node.y}`}
              stroke={broken === "path" ? "var(--refuse)" : good}
              strokeDasharray={broken === "path" && i >= nodes.length / 2 ? "3 4" : undefined}
              strokeWidth="1.8"
            />
            <circle cx={node.x} cy={node.y} r="3.6" fill={good} />
          </g>
        );
      })}
      <rect x={leaf.x - 8} y={leaf.y - 8} width="16" height="16" fill={broken === "leaf" ? "var(--refuse)" : good} />
      <text x={leaf.x + 8} y={leaf.y - 15} textAnchor="end" fontSize="13" fill="var(--ink-2)">
        {text("verify.leafAt", { position })}
      </text>
      {broken === "leaf" && <Cross x={leaf.x} y={leaf.y} onSolid />}
      {broken === "path" && <Cross x={(leaf.x + end.x) / 2} y={(leaf.y + end.y) / 2} />}
      {(broken === "head" || broken === "anchor") && <Cross x={end.x} y={end.y} />}
      <text x={end.x + 10} y={end.y + 2} fontSize="13" fill="var(--ink-2)">
        {text("verify.rootOf", { size })}
      </text>
      <text x={end.x + 10} y={end.y + 18} fontSize="12" fill="var(--ink-3)" fontFamily="var(--mono)">
        {`${root.slice(0, 4)}…${root.slice(-4)}`}
      </text>
    </svg>
  );
}

function ShownBox({
  picture: { box, leaf },
  isBroken,
  good,
}: {
  readonly picture: ProofPicture;
  readonly isBroken: boolean;
  readonly good: string;
}) {
  const text = useText();
  const colour = isBroken ? "var(--refuse)" : good;
  return (
    <>
      <rect x="2" y={box.y - 11} width={box.x - 4} height="22" fill="none" stroke={colour} strokeWidth="1.5" />
      <text x={box.x / 2} y={box.y + 4.5} textAnchor="middle" fontSize="12" fill={colour}>
        {text("verify.shown")}
      </text>
      <path d={`M${box.x - 2} ${box.y}H${leaf.x - 8}`} stroke={colour} strokeWidth="1.8" />
      {isBroken && <Cross x={(box.x + leaf.x) / 2 - 5} y={box.y} />}
    </>
  );
}

function Cross({ x, y, onSolid = false }: { readonly x: number; readonly y: number; readonly onSolid?: boolean }) {
  return (
    <path
      d={`M${x - 5} ${y - 6}l10 12m0-12l-10 12`}
      stroke={onSolid ? "var(--sheet)" : "var(--refuse)"}
      strokeWidth="2"
    />
  );
}
