import type { Language } from "../text/language.ts";

/** Instants and days as people in Beijing read them, in the page's language. */

const ZONE = "Asia/Shanghai";

/** `2019-07-15 10:20` or `15 Jul 2019, 10:20`. */
export function instantText(ms: number, language: Language): string {
  return `${dayOfInstant(ms, language)}${language === "zh" ? " " : ", "}${timeText(ms)}`;
}

/** `10:20`, Beijing time. */
export function timeText(ms: number): string {
  const { hour, minute } = partsOf(ms);
  return `${hour}:${minute}`;
}

/** `10:20:04`, Beijing time. */
export function secondText(ms: number): string {
  return `${timeText(ms)}:${partsOf(ms).second}`;
}

/** The Beijing day of an instant: `2019-07-15` or `15 Jul 2019`. */
export function dayOfInstant(ms: number, language: Language): string {
  const { year, month, day } = partsOf(ms);
  return dayText(`${year}-${month}-${day}`, language);
}

/** A calendar day `2019-07-15` in the page's language. */
export function dayText(day: string, language: Language): string {
  if (language === "zh") return day;
  const [year = "", month = "1", date = "1"] = day.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** A day without its year: `07-15` or `15 Jul`. */
export function shortDay(day: string, language: Language): string {
  return language === "zh" ? day.slice(5) : dayText(day, "en").replace(/ \d{4}$/, "");
}

/** The Beijing day of an instant as `2019-07-15`, whatever the language. */
export function shanghaiDayOf(ms: number): string {
  const { year, month, day } = partsOf(ms);
  return `${year}-${month}-${day}`;
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** `一`…`日` or `Mon`…`Sun`. */
export function weekdayText(day: string, language: Language): string {
  const index = weekdayOf(day) - 1;
  return (language === "zh" ? ["一", "二", "三", "四", "五", "六", "日"] : WEEKDAYS)[index] ?? "";
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const FORMAT = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

function partsOf(ms: number): Readonly<Record<"year" | "month" | "day" | "hour" | "minute" | "second", string>> {
  const found: Record<string, string> = {};
  for (const { type, value } of FORMAT.formatToParts(ms)) found[type] = value;
  const { year = "", month = "", day = "", hour = "", minute = "", second = "" } = found;
  return { year, month, day, hour, minute, second };
}
