import type { FoundItem } from "../access/work-sources.tsx";
import { shanghaiDayOf, shortDay } from "../format/date.ts";
import { Amount } from "../parts/amount.tsx";
import { Go } from "../parts/go.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { dueDay, type WorkDay, workingDaysLeft } from "./work-days.ts";

/** Days left that make a deadline near. */
const NEAR_DAYS = 3;

/** What else waits for the actor, a row each. */
export function TodoTable({
  items,
  days,
}: {
  readonly items: readonly FoundItem[];
  readonly days: readonly WorkDay[];
}) {
  const text = useText();
  return (
    <table className="records work-table">
      <caption className="for-readers">{text("work.rest")}</caption>
      <thead>
        <tr>
          <th scope="col">{text("work.left")}</th>
          <th scope="col">{text("work.what")}</th>
          <th scope="col">{text("work.case")}</th>
          <th scope="col" className="figure">
            {text("work.amount")}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={`${item.address} ${item.kind} ${item.since}`}>
            <td className="nowrap">
              <Left item={item} days={days} />
            </td>
            <td>
              <Go to={item.address}>{text(`${item.scenario}:work.${item.kind}`)}</Go>
              {item.count !== undefined && <span className="meta"> {text("work.count", { count: item.count })}</span>}
            </td>
            <td>
              {item.title} <span className="meta nowrap">{item.caseNumber}</span>
            </td>
            <td className="figure">
              {item.amount !== undefined && <Amount fen={item.amount} />}
              {item.asset === "shares" && <small className="meta"> {text("work.asShares")}</small>}
            </td>
            <td className="figure">
              <Go to={item.address} className="button small">
                {text(item.command === undefined ? "work.seeCase" : "work.do")}
              </Go>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Left({ item, days }: { readonly item: FoundItem; readonly days: readonly WorkDay[] }) {
  const text = useText();
  const { language } = useNode();
  if (item.dueAt === undefined) {
    return <span className="meta">{text("work.since", { day: shortDay(shanghaiDayOf(item.since), language) })}</span>;
  }
  const left = workingDaysLeft(days, item.dueAt);
  if (left === undefined) return <>{shortDay(dueDay(item.dueAt), language)}</>;
  return (
    <span className={left <= NEAR_DAYS ? "days-left is-near" : "days-left"}>
      <b>{Math.max(0, left)}</b> {text(left < 0 ? "work.overdue" : "work.daysLeft", { count: Math.max(0, left) })}
    </span>
  );
}

/** What the actor waits for: nothing to do here, it comes back by itself. */
export function OthersTable({ items }: { readonly items: readonly FoundItem[] }) {
  const text = useText();
  const { language } = useNode();
  return (
    <section className="work-others">
      <h2 className="heading">
        {text("work.others")}
        <span className="meta">{text("work.othersLine")}</span>
      </h2>
      <table className="records work-table">
        <thead>
          <tr>
            <th scope="col">{text("work.case")}</th>
            <th scope="col">{text("work.waitsFor")}</th>
            <th scope="col">{text("work.what")}</th>
            <th scope="col" className="figure">
              {text("work.due")}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={`${item.address} ${item.kind} ${item.since}`}>
              <td>
                <Go to={item.caseAddress ?? item.address}>{item.title}</Go>{" "}
                <span className="meta nowrap">{item.caseNumber}</span>
              </td>
              <td>
                <WaitedFor item={item} />
              </td>
              <td>
                <Go to={item.address}>{text(`${item.scenario}:work.${item.kind}`)}</Go>
              </td>
              <td className="figure">{item.dueAt === undefined ? "" : shortDay(dueDay(item.dueAt), language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Whom one waits for: a role in words; a person without the name, which the office may not see here. */
function WaitedFor({ item: { scenario, waitingFor } }: { readonly item: FoundItem }) {
  const text = useText();
  if (waitingFor.startsWith("person_")) return <>{text("work.onePerson")}</>;
  if (waitingFor === "notice" || waitingFor === "bank") return <>{text(`work.waits.${waitingFor}`)}</>;
  return <>{text(`${scenario}:roles.${waitingFor}`)}</>;
}
