import "./notices.css";
import type { NoticeState } from "#kit/notices-tables";
import { useAnswer } from "#web/access/use-answer.ts";
import { dayText, shortDay } from "#web/format/date.ts";
import { Go, useAddressState, useLedger } from "#web/parts/go.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import type { Page } from "./answers.ts";
import { DayBar } from "./day-bar.tsx";
import type { NoticeItem } from "./notice-answers.ts";
import { NoticeStatus } from "./notice-state.tsx";

const PAGE_ROWS = 25;
const STATES: readonly NoticeState[] = ["open", "suspended", "closed", "withdrawn", "superseded", "void"];

/** Notices that the viewer may read, the latest first. */
export function NoticesPage() {
  const text = useText();
  const ledger = useLedger();
  const [address, change] = useAddressState();
  const state = STATES.find((each) => each === address["state"]);
  const answer = useAnswer<Page<NoticeItem>>(ledger, "transfer.notices", {
    limit: PAGE_ROWS,
    ...(state === undefined ? {} : { state }),
    ...(address["after"] === undefined ? {} : { after: address["after"] }),
  });
  usePageTitle(text("transfer:web.notices.title"));
  return (
    <>
      <header className="spread">
        <div>
          <h1 className="title">{text("transfer:web.notices.title")}</h1>
          <p className="meta">{text("transfer:web.notices.line")}</p>
        </div>
        <StateFilter state={state} onChange={(next) => change({ state: next, after: undefined })} />
      </header>
      {answer.error !== null && <Failed error={answer.error} onRetry={answer.refetch} />}
      {answer.data === undefined && answer.error === null && <Loading />}
      {answer.data !== undefined && <NoticeTable items={answer.data.items} />}
      <nav className="spread pages" aria-label={text("transfer:web.notices.pages")}>
        {address["after"] !== undefined && (
          <button type="button" className="link" onClick={() => change({ after: undefined })}>
            {text("transfer:web.notices.newest")}
          </button>
        )}
        {answer.data?.next !== undefined && (
          <button type="button" className="link" onClick={() => change({ after: answer.data?.next })}>
            {text("transfer:web.notices.older")}
          </button>
        )}
      </nav>
    </>
  );
}

interface StateFilterProps {
  readonly state: string | undefined;
  readonly onChange: (state: string | undefined) => void;
}

function StateFilter({ state, onChange }: StateFilterProps) {
  const text = useText();
  return (
    <label className="row">
      <span className="meta">{text("transfer:web.notices.filter")}</span>
      <select className="input is-short" value={state ?? ""} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{text("shared.all")}</option>
        {STATES.map((each) => (
          <option key={each} value={each}>
            {text(`transfer:states.notice.${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function NoticeTable({ items }: { readonly items: readonly NoticeItem[] }) {
  const text = useText();
  const { language } = useNode();
  const ledger = useLedger();
  if (items.length === 0) {
    return (
      <Empty title={text("transfer:web.notices.none")}>
        <p>{text("transfer:web.notices.noneDetail")}</p>
      </Empty>
    );
  }
  return (
    <table className="records notice-list">
      <thead>
        <tr>
          <th scope="col">{text("transfer:web.notices.number")}</th>
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
