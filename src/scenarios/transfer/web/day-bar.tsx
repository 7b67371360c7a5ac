import { useText } from "#web/text/texts.ts";

const CELLS_MAX = 30;

/** Days of a notice as cells, those that are over filled, with the count in words beside them. */
export function DayBar({ done, days }: { readonly done: number; readonly days: number }) {
  const text = useText();
  return (
    <span className="day-bar">
      {days <= CELLS_MAX && (
        <svg width={days * 6} height={12} viewBox={`0 0 ${days * 6} 12`} aria-hidden="true">
          {Array.from({ length: days }, (_, i) => i).map((day) => (
            <rect
              key={day}
              x={day * 6}
              y={1}
              width={4.5}
              height={10}
              fill={day < done ? "var(--ink-2)" : "var(--rule)"}
            />
          ))}
        </svg>
      )}
      {text("transfer:web.notices.dayCount", { done, days })}
    </span>
  );
}
