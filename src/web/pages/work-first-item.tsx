import type { FoundItem } from "../access/work-sources.tsx";
import { dayText, weekdayText } from "../format/date.ts";
import { Amount } from "../parts/amount.tsx";
import { Go } from "../parts/go.tsx";
import { Status } from "../parts/status.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { dueDay, type WorkDay, workingDaysLeft } from "./work-days.ts";

/** The one thing to do first, with room to see what it is about. */
export function FirstItem({ item, days }: { readonly item: FoundItem; readonly days: readonly WorkDay[] }) {
  const text = useText();
  const { language } = useNode();
  const left = item.dueAt === undefined ? undefined : workingDaysLeft(days, item.dueAt);
  const due = item.dueAt === undefined ? undefined : dueDay(item.dueAt);
  return (
    <section className="first-item">
      <div className="first-left">
        {left === undefined || due === undefined ? (
          <span className="meta">{text("work.noDeadline")}</span>
        ) : (
          <>
            <b>{Math.max(0, left)}</b>
            <span>
              {text(left < 0 ? "work.overdue" : "work.daysLeft", { count: Math.max(0, left) })}
              <br />
              {dayText(due, language)} {text("clock.weekday", { day: weekdayText(due, language) })}
            </span>
          </>
        )}
      </div>
      <div>
        <p>
          <Status tone="now">{text("work.first")}</Status>
        </p>
        <h2 className="first-title">{text(`${item.scenario}:work.${item.kind}`)}</h2>
        <p className="meta">
          {item.title} {item.caseNumber}
          {item.count !== undefined && ` · ${text("work.count", { count: item.count })}`}
        </p>
      </div>
      <div className="first-right">
        {item.amount !== undefined && (
          <p>
            <Amount fen={item.amount} className="is-large" /> <span className="unit">{text("shared.unit")}</span>
          </p>
        )}
        {item.asset === "shares" && <p className="meta">{text("work.asShares")}</p>}
        <span className="row">
          {item.caseAddress !== undefined && item.caseAddress !== item.address && (
            <Go to={item.caseAddress} className="button">
              {text("work.seeCase")}
            </Go>
          )}
          <Go to={item.address} className="button primary">
            {text(item.command === undefined ? "work.seeCase" : "work.do")}
          </Go>
        </span>
      </div>
    </section>
  );
}
