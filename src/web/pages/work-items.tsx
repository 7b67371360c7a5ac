import type { FoundItem } from "../access/work-sources.tsx";
import { useAddressState } from "../parts/go.tsx";
import { Paging, pageOf } from "../parts/paging.tsx";
import { Empty } from "../parts/states.tsx";
import { useText } from "../text/texts.ts";
import type { Work } from "../work.ts";
import type { WorkDay } from "./work-days.ts";
import { FirstItem } from "./work-first-item.tsx";
import { OthersTable, TodoTable } from "./work-tables.tsx";

/** So much work is seen at a glance; more of it is searched. */
const GLANCE_MAX = 12;

export interface WorkItemsProps {
  readonly work: Work<FoundItem>;
  readonly days: readonly WorkDay[];
}

/** The one thing to do first, the rest, and what waits for others: searched together, each turned page by page. */
export function WorkItems({ work: { mine, others }, days }: WorkItemsProps) {
  const text = useText();
  const [{ q = "", page = "1", others: othersPage = "1" }, change] = useAddressState();
  const [first, ...rest] = found(mine, q, text);
  const todo = pageOf(rest, Number(page));
  const waits = pageOf(found(others, q, text), Number(othersPage));
  return (
    <>
      {(mine.length + others.length > GLANCE_MAX || q !== "") && (
        <input
          className="input find-input"
          type="search"
          aria-label={text("work.search")}
          placeholder={text("work.search")}
          value={q}
          onChange={(event) => change({ q: event.currentTarget.value, page: undefined, others: undefined })}
        />
      )}
      {first !== undefined ? (
        <FirstItem item={first} days={days} />
      ) : q === "" ? (
        <Empty title={text("work.none")}>
          <p>{text(others.length === 0 ? "work.noneAtAll" : "work.noneYet", { count: others.length })}</p>
        </Empty>
      ) : (
        <Empty title={text("work.notFound", { q })} />
      )}
      {todo.shown.length > 0 && <TodoTable items={todo.shown} days={days} />}
      <Paging page={todo.at} pages={todo.pages} onPage={(next) => change({ page: String(next) })} />
      {waits.shown.length > 0 && <OthersTable items={waits.shown} />}
      <Paging page={waits.at} pages={waits.pages} onPage={(next) => change({ others: String(next) })} />
    </>
  );
}

/** Items whose case or whose words hold what is searched for. */
function found(items: readonly FoundItem[], q: string, text: ReturnType<typeof useText>): readonly FoundItem[] {
  const wanted = q.trim().toLowerCase();
  if (wanted === "") return items;
  return items.filter(({ title, caseNumber, scenario, kind }) =>
    [title, caseNumber, text(`${scenario}:work.${kind}`)].some((part) => part.toLowerCase().includes(wanted)),
  );
}
