import { useAnswer } from "../access/use-answer.ts";
import { type FoundItem, useWork } from "../access/work-sources.tsx";
import { dayText, shanghaiDayOf, weekdayText } from "../format/date.ts";
import { Go, useLedger } from "../parts/go.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { RoundsAwaiting } from "../rounds/rounds-awaiting.tsx";
import { useNode } from "../session/node-context.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";
import { WorkItems } from "./work-items.tsx";
import { RecentReceipts } from "./work-receipts.tsx";
import { type WorkDay, WorkRuler } from "./work-ruler.tsx";

interface Calendar {
  readonly today: string;
  readonly days: readonly WorkDay[];
}

const DAYS_SHOWN = 21;
/** Enough for a notice of some weeks: deadlines count the working days until then. */
const DAYS_AHEAD = 120;

/** What needs me now: a ruler of the days ahead, the one thing to do first, the rest, and what waits for others. */
export function WorkPage() {
  const text = useText();
  const { language, actor } = useNode();
  const ledger = useLedger();
  const { work, error, retry } = useWork(ledger);
  const calendar = useAnswer<Calendar>(ledger, "council.calendar", { count: DAYS_AHEAD });
  usePageTitle(text("work.title"));
  const { today, days = [] } = calendar.data ?? {};
  const mine = work?.mine ?? [];
  return (
    <>
      <header className="work-head">
        <h1 className="title">{text("work.title")}</h1>
        <p className="meta">
          {today !== undefined &&
            work !== undefined &&
            text("work.line", {
              day: dayText(today, language),
              weekday: weekdayText(today, language),
              count: mine.length,
              due: dueWithin(mine, days.slice(0, 7)),
            })}
        </p>
      </header>
      <WorkRuler days={days.slice(0, DAYS_SHOWN)} work={work} />
      {actor.kind === "nobody" ? (
        <Empty title={text("work.nobody")}>
          <Go to="/" className="button">
            {text("work.chooseRole")}
          </Go>
        </Empty>
      ) : (
        <div className="work-columns">
          <div>
            <RoundsAwaiting ledger={ledger} />
            {error !== null && <Failed error={error} onRetry={retry} />}
            {work === undefined && error === null && <Loading lines={6} />}
            {work !== undefined && <WorkItems work={work} days={days} />}
          </div>
          <aside aria-label={text("work.aside")}>
            <RecentReceipts ledger={ledger} />
          </aside>
        </div>
      )}
    </>
  );
}

function dueWithin(items: readonly FoundItem[], days: readonly WorkDay[]): number {
  const last = days.at(-1)?.day ?? "";
  return items.filter(({ dueAt }) => dueAt !== undefined && shanghaiDayOf(dueAt - 1) <= last).length;
}
