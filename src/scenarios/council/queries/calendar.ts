import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { addDays, shanghaiDay } from "#kit/calendar-day";
import { isEstimated, isWorkingDay } from "#kit/working-calendar";

/** Days from a day on, today when left out: which of them are working days of China, holidays and make-up days counted. */
export const calendarQuery = defineQuery({
  name: "council.calendar",
  allow: "public",
  input: shape.object({ from: shape.optional(shape.day()), count: shape.optional(shape.int(1, 400)) }),

  run(_tx, { from, count = 21 }, { time }) {
    const today = shanghaiDay(time);
    const first = from ?? today;
    const days = Array.from({ length: count }, (_, i) => addDays(first, i));
    return { today, days: days.map((day) => ({ day, isWorking: isWorkingDay(day), isEstimated: isEstimated(day) })) };
  },
});
