import type { NoticeDay } from "#kit/notice-days";
import { dayText, shortDay, weekdayText } from "#web/format/date.ts";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import { calendarWeeks, type GridDay } from "./calendar-weeks.ts";

export interface NoticeCalendarProps {
  readonly days: readonly NoticeDay[];
  readonly today: string;
  readonly closesOn: string | null;
}

/** The weeks of a notice, each counted day with its number: days off are hatched, days on which the clock stood are struck. */
export function NoticeCalendar({ days, today, closesOn }: NoticeCalendarProps) {
  const text = useText();
  const { language } = useNode();
  const weeks = calendarWeeks(days);
  const [first] = weeks;
  return (
    <table className="notice-calendar">
      <caption className="for-readers">{text("transfer:web.notice.calendar")}</caption>
      <thead>
        <tr>
          {first?.map(({ day }) => (
            <th key={day} scope="col">
              {weekdayText(day, language)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map((day) => (
              <CalendarCell key={day.day} cell={day} today={today} closesOn={closesOn} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CalendarCellProps {
  readonly cell: GridDay;
  readonly today: string;
  readonly closesOn: string | null;
}

function CalendarCell({ cell: { day, notice }, today, closesOn }: CalendarCellProps) {
  const text = useText();
  const { language } = useNode();
  const isEnd = day === closesOn;
  const isToday = day === today;
  const date = day.endsWith("-01") ? shortDay(day, language) : String(Number(day.slice(8)));
  const words = [
    ["is-past", day < today && notice !== undefined],
    ["is-today", isToday],
    ["is-off", notice?.kind === "off"],
    ["is-stopped", notice?.kind === "stopped"],
    ["is-end", isEnd],
    ["is-outside", notice === undefined],
  ] as const;
  const className = words.flatMap(([word, isSo]) => (isSo ? [word] : [])).join(" ");
  const note = isToday
    ? text("transfer:web.notice.today")
    : isEnd
      ? text("transfer:web.notice.end")
      : notice?.kind === "publication"
        ? text("transfer:web.notice.publication")
        : notice?.kind === "stopped"
          ? text("transfer:web.notice.stopped")
          : (notice?.count ?? "");
  return (
    <td className={className} aria-current={isToday ? "date" : undefined}>
      <time dateTime={day} title={dayText(day, language)}>
        {date}
      </time>
      <small>{note}</small>
    </td>
  );
}
