import "./notices.css";
import { dayText, shortDay } from "#web/format/date.ts";
import { ListFilter, OrderHead } from "#web/lists/list-filter.tsx";
import { ListPages } from "#web/lists/list-pages.tsx";
import type { ListSpec } from "#web/lists/list-spec.ts";
import { useList } from "#web/lists/use-list.ts";
import { Go, useLedger } from "#web/parts/go.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { Empty } from "#web/parts/states.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import { DayBar } from "./day-bar.tsx";
import type { NoticeItem } from "./notice-answers.ts";
import { NoticeStatus } from "./notice-state.tsx";

const NOTICES: ListSpec = {
  query: "transfer.notices",
  kinds: ["transfer.notice", "transfer.deal"],
  states: ["open", "suspended", "closed", "withdrawn", "superseded", "void"],
  orders: ["newest", "oldest"],
  rows: 25,
};

/** Notices that the viewer may read: found by words, by state, page by page. */
export function NoticesPage() {
  const text = useText();
  const list = useList<NoticeItem>(useLedger(), NOTICES);
  usePageTitle(text("transfer:web.notices.title"));
  return (
    <>
      <h1 className="title">{text("transfer:web.notices.title")}</h1>
      <p className="meta">{text("transfer:web.notices.line")}</p>
      <ListFilter
        spec={NOTICES}
        search={text("transfer:web.notices.search")}
        stateText={(state) => text(`transfer:states.notice.${state}`)}
      />
      <ListPages
        list={list}
        empty={
          <Empty title={text("transfer:web.notices.none")}>
            <p>{text("transfer:web.notices.noneDetail")}</p>
          </Empty>
        }
      >
        {(items) => <NoticeTable items={items} />}
      </ListPages>
    </>
  );
}

function NoticeTable({ items }: { readonly items: readonly NoticeItem[] }) {
  const text = useText();
  const { language } = useNode();
  const ledger = useLedger();
  return (
    <table className="records notice-list">
      <thead>
        <tr>
          <OrderHead spec={NOTICES} title={text("transfer:web.notices.number")} />
          <th scope="col">{text("transfer:web.notices.matter")}</th>
          <th scope="col">{text("transfer:web.notices.days")}</th>
          <th scope="col">{text("transfer:web.notices.closes")}</th>
          <th scope="col">{text("transfer:web.notices.objections")}</th>
          <th scope="col">{text("transfer:web.notices.state")}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <td className="nowrap">{item.number}</td>
            <td>
              <Go to={`/at/${ledger}/notices/${item.id}`}>
                {text(`transfer:web.notice.titles.${item.kind}`, { title: item.title ?? item.number })}
              </Go>
            </td>
            <td className="nowrap">
              <DayBar done={item.days - item.daysLeft} days={item.days} />
            </td>
            <td className="nowrap" title={item.closesOn === null ? undefined : dayText(item.closesOn, language)}>
              {item.closesOn === null ? text("transfer:web.notice.clockStands") : shortDay(item.closesOn, language)}
            </td>
            <td>{item.objectionCount === 0 ? text("shared.none") : item.objectionCount}</td>
            <td>
              <NoticeStatus state={item.state} />
            </td>
            <td className="figure">
              <ProofHandle ledger={ledger} id={item.transactionId} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
