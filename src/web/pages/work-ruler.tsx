import type { FoundItem } from "../access/work-sources.tsx";
import { shortDay, weekdayText } from "../format/date.ts";
import { Go } from "../parts/go.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import type { Work } from "../work.ts";
import { dueDay, type WorkDay } from "./work-days.ts";

export type { WorkDay } from "./work-days.ts";

/** Flags that fit into a day. */
const FLAGS_MAX = 2;

export interface WorkRulerProps {
  readonly days: readonly WorkDay[];
  readonly work: Work<FoundItem> | undefined;
}

/** The days ahead as a ruler: weekends and holidays hatched, a flag where something falls due. */
export function WorkRuler({ days, work }: WorkRulerProps) {
  const text = useText();
  const { language } = useNode();
  return (
    <section className="ruler-scroll" aria-label={text("work.ruler")}>
      <ol className="ruler">
        {days.map(({ day, isWorking }, i) => (
          <li key={day} className={[isWorking ? "" : "is-off", i === 0 ? "is-today" : ""].join(" ").trim()}>
            <span className="ruler-day">
              {i === 0 ? text("work.today") : dateOf(day, language)}
              <small>{isWorking && !isFirst(day) ? weekdayText(day, language) : ""}</small>
            </span>
            <Flags day={day} isToday={i === 0} work={work} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function dateOf(day: string, language: "zh" | "en"): string {
  return isFirst(day) ? shortDay(day, language) : String(Number(day.slice(8)));
}

/** Such a day says its month and has no room for its weekday. */
function isFirst(day: string): boolean {
  return day.endsWith("-01");
}

function Flags({
  day,
  isToday,
  work,
}: {
  readonly day: string;
  readonly isToday: boolean;
  readonly work: WorkRulerProps["work"];
}) {
  const text = useText();
  const isOn = ({ dueAt }: FoundItem) =>
    dueAt !== undefined && (dueDay(dueAt) === day || (isToday && dueDay(dueAt) < day));
  const flags = [
    ...(work?.mine ?? []).filter(isOn).map((item) => ({ item, className: "flag is-mine" })),
    ...(work?.others ?? []).filter(isOn).map((item) => ({ item, className: "flag" })),
  ];
  return (
    <>
      {flags.slice(0, FLAGS_MAX).map(({ item, className }) => (
        <Go key={`${item.address} ${item.kind}`} to={item.address} className={className}>
          {text(`${item.scenario}:work.${item.kind}`)}
        </Go>
      ))}
      {flags.length > FLAGS_MAX && <span className="meta">+{flags.length - FLAGS_MAX}</span>}
    </>
  );
}
