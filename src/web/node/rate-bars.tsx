import { timeText } from "../format/date.ts";
import { useText } from "../text/texts.ts";
import type { NodeHealth } from "./node-health.ts";

const WIDTH = 600;
const HEIGHT = 72;
const MINUTES = 60;

/** Leaves of the last minutes that had blocks, one bar a minute; the table below it says the same. */
export function RateBars({ rates }: Pick<NodeHealth, "rates">) {
  const text = useText();
  const most = Math.max(1, ...rates.map(({ leaves }) => leaves));
  const step = WIDTH / MINUTES;
  const sum = (of: "blocks" | "leaves") => rates.reduce((total, rate) => total + rate[of], 0);
  const first = rates[0];
  const last = rates.at(-1);
  return (
    <figure className="rates">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={text("node.ratesLabel", { blocks: sum("blocks"), leaves: sum("leaves"), most })}
      >
        {rates.map(({ minute, leaves }, at) => {
          const height = Math.max(1, (leaves / most) * (HEIGHT - 4));
          const x = (MINUTES - rates.length + at) * step;
          return <rect key={minute} x={x + 1} y={HEIGHT - height} width={step - 2} height={height} />;
        })}
        <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
      </svg>
      <figcaption className="meta">
        {first === undefined || last === undefined
          ? text("node.noRates")
          : text("node.ratesNote", { from: timeText(first.minute), to: timeText(last.minute), most })}
      </figcaption>
    </figure>
  );
}
