import { useEffect, useState } from "react";
import { useLive } from "../access/live.tsx";
import { useText } from "../text/texts.ts";

/** Whether the page hears of new blocks. */
export function Connection() {
  const text = useText();
  const { status } = useLive();
  return (
    <span className={`connection is-${status}`} role="status">
      <i aria-hidden="true" />
      {text(`connection.${status}`)}
    </span>
  );
}

/** An ochre band while the connection is lost: since when, and that what one wrote is kept. */
export function ConnectionNote() {
  const text = useText();
  const { status, lostAt, blocks } = useLive();
  const [, setTick] = useState(0);
  useEffect(() => {
    if (status !== "lost") return;
    const timer = setInterval(() => setTick((tick) => tick + 1), 1_000);
    return () => clearInterval(timer);
  }, [status]);
  if (status !== "lost" || lostAt === undefined) return null;
  const seconds = Math.max(0, Math.round((Date.now() - lostAt) / 1_000));
  const since = `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
  const [last] = blocks;
  return (
    <section className="connection-note" aria-label={text("connection.lost")}>
      {text("connection.note", { since })} {last !== undefined && text("connection.at", { height: last.height })}
    </section>
  );
}
