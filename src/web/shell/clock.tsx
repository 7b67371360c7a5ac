import { useEffect, useState } from "react";
import { clientKey } from "#client/client-key";
import type { DemoLabel } from "#kernel/demo-keys";
import { DEMO_LABELS, demoKeyPair } from "#kernel/demo-keys";
import { useSigning } from "../access/signing.tsx";
import { useLedgerInfo } from "../access/use-answer.ts";
import { dayOfInstant, shanghaiDayOf, shortDay, timeText, weekdayText } from "../format/date.ts";
import { useLedger } from "../parts/go.tsx";
import { Icon } from "../parts/icon.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";

const TICK_MS = 15_000;

/** The ledger's time. A simulated one is hatched, and the demo lets everyone move it to the next deadline. */
export function Clock() {
  const text = useText();
  const { language } = useNode();
  const ledger = useLedger();
  const { data } = useLedgerInfo(ledger);
  const now = useLedgerNow(ledger);
  if (data === undefined || now === undefined) return null;
  const day = shanghaiDayOf(now);
  return (
    <div className={data.clock === "simulated" ? "clock is-simulated" : "clock"}>
      {data.clock === "simulated" && <span className="clock-tag">{text("clock.simulated")}</span>}
      <time dateTime={new Date(now).toISOString()}>
        {dayOfInstant(now, language)} {text("clock.weekday", { day: weekdayText(day, language) })} {timeText(now)}
      </time>
      {data.clock === "simulated" && data.demo && <NextDeadline ledger={ledger} now={now} />}
    </div>
  );
}

/** Ledger time that goes on between two answers; undefined before the first. */
export function useLedgerNow(ledger: string): number | undefined {
  const { data, dataUpdatedAt } = useLedgerInfo(ledger);
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return data === undefined ? undefined : data.now + Math.max(0, Date.now() - dataUpdatedAt);
}

const DAY_MS = 86_400_000;

function NextDeadline({ ledger, now }: { readonly ledger: string; readonly now: number }) {
  const text = useText();
  const { language } = useNode();
  const sign = useSigning();
  const { data } = useLedgerInfo(ledger);
  const { nextDeadline } = (data ?? {}) as { readonly nextDeadline?: number | null };
  const label = `${ledger}/administrator`;
  if (!isDemoLabel(label)) return null;
  const to = typeof nextDeadline === "number" && nextDeadline > now ? nextDeadline : now + DAY_MS;
  const isDeadline = to === nextDeadline;
  const move = () =>
    sign({
      ledger,
      command: "council.advance-clock",
      args: { to },
      sentence: text("clock.sentence", { day: dayOfInstant(to, language), time: timeText(to) }),
      readers: text("clock.readers"),
      afterwards: text("clock.afterwards"),
      keys: [clientKey(demoKeyPair(label))],
    });
  return (
    <button type="button" onClick={move}>
      <Icon name="forward" />
      {text(isDeadline ? "clock.toDeadline" : "clock.toTomorrow", { day: shortDay(shanghaiDayOf(to), language) })}
    </button>
  );
}

function isDemoLabel(label: string): label is DemoLabel {
  return (DEMO_LABELS as readonly string[]).includes(label);
}
