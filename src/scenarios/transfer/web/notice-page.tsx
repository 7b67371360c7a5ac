import "./notices.css";
import { useAnswer } from "#web/access/use-answer.ts";
import { dayText } from "#web/format/date.ts";
import { FileLinks } from "#web/parts/file-links.tsx";
import { Go, useAddressState, useLedger, useParameter } from "#web/parts/go.tsx";
import { Icon } from "#web/parts/icon.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { type Translate, useText } from "#web/text/texts.ts";
import { assetText } from "./asset-text.ts";
import type { NoticeAnswer, ShownNotice } from "./notice-answers.ts";
import { NoticeCalendar } from "./notice-calendar.tsx";
import { assetOfFacts, FactValue, NoticeFacts } from "./notice-facts.tsx";
import { NoticeStatus } from "./notice-state.tsx";
import { ObjectionForm } from "./objection-form.tsx";
import { Objections } from "./objections.tsx";
import { useNames } from "./use-names.ts";

/** A notice: how long it still stands, counted day by day, what it shows, and how to object. */
export function NoticePage() {
  const ledger = useLedger();
  const noticeId = useParameter("noticeId");
  const text = useText();
  const answer = useAnswer<NoticeAnswer>(ledger, "transfer.notice", { noticeId });
  if (answer.data === undefined) {
    return answer.error === null ? <Loading lines={9} /> : <Failed error={answer.error} onRetry={answer.refetch} />;
  }
  const { notice } = answer.data;
  if (notice === null) {
    return (
      <Empty title={text("transfer:web.notice.none")}>
        <p>{text("transfer:web.notice.noneDetail")}</p>
        <Go to={`/at/${ledger}/notices`} className="button">
          {text("transfer:web.notices.title")}
        </Go>
      </Empty>
    );
  }
  return <NoticeBody answer={answer.data} notice={notice} />;
}

function NoticeBody({ answer, notice }: { readonly answer: NoticeAnswer; readonly notice: ShownNotice }) {
  const text = useText();
  const ledger = useLedger();
  const title = titleOf(notice, text);
  usePageTitle(title);
  return (
    <article>
      <p className="meta breadcrumb">
        <Go to={`/at/${ledger}/notices`}>{text("transfer:web.notices.title")}</Go> / {notice.number}
      </p>
      <header className="spread notice-head">
        <h1 className="title">
          {title} <ProofHandle ledger={ledger} id={notice.transactionId} />
        </h1>
        <NoticePapers notice={notice} />
      </header>
      <div className="notice-columns">
        <div>
          <Countdown answer={answer} notice={notice} />
          <NoticeMatter notice={notice} dealId={answer.dealId} />
        </div>
        <div>
          <section className="sheet-page">
            <h2 className="heading">{text("transfer:web.notice.shows")}</h2>
            <NoticeFacts facts={notice.facts} />
            <NoticeLines notice={notice} />
          </section>
          <Objections notice={notice} objections={answer.objections} />
          <ObjectionForm notice={notice} />
        </div>
      </div>
    </article>
  );
}

function titleOf(notice: ShownNotice, text: Translate): string {
  const subject = notice.facts.find(({ name }) => name === "title")?.value ?? notice.number;
  return assetText(text, assetOfFacts(notice.facts), `web.notice.titles.${notice.kind}`, { title: subject });
}

function Countdown({ answer, notice }: { readonly answer: NoticeAnswer; readonly notice: ShownNotice }) {
  const text = useText();
  const { language } = useNode();
  const { daysLeft, today, calendar } = answer;
  const isRunning = notice.state === "open" || notice.state === "suspended";
  const kind = text(`transfer:dayKinds.${notice.dayKind}`, { count: daysLeft });
  return (
    <section className="notice-section">
      <div className="countdown">
        {isRunning && <b className="countdown-number">{daysLeft}</b>}
        <div>
          <h2 className="countdown-title">
            {isRunning ? (
              text("transfer:web.notice.left", { count: daysLeft, kind })
            ) : (
              <NoticeStatus state={notice.state} />
            )}
          </h2>
          <p className="meta">
            {notice.closesOn === null
              ? text("transfer:web.notice.clockStands")
              : text("transfer:web.notice.until", {
                  day: dayText(notice.closesOn, language),
                  done: notice.days - daysLeft,
                  days: notice.days,
                })}
          </p>
        </div>
        {isRunning && <NoticeStatus state={notice.state} />}
      </div>
      {!notice.isPaper && <NoticeCalendar days={calendar} today={today} closesOn={notice.closesOn} />}
      <p className="meta">
        {text(notice.isPaper ? "transfer:web.notice.paper" : "transfer:web.notice.counting", {
          day: dayText(notice.openedOn, language),
        })}{" "}
        {notice.isEstimated && text("transfer:web.notice.estimated")}
      </p>
    </section>
  );
}

function NoticeMatter({ notice, dealId }: { readonly notice: ShownNotice; readonly dealId: string | null }) {
  const text = useText();
  const { language } = useNode();
  const ledger = useLedger();
  const { source, shortReason, endReason } = notice;
  return (
    <dl className="facts">
      <div>
        <dt>{text("transfer:web.notice.readers")}</dt>
        <dd>{text(`transfer:audiences.${notice.audience}`)}</dd>
      </div>
      {source !== null && (
        <div>
          <dt>{text("transfer:web.notice.rule")}</dt>
          <dd>{language === "zh" ? source.articleZh : source.articleEn}</dd>
        </div>
      )}
      {shortReason !== null && (
        <div className="is-warning">
          <dt>{text("transfer:web.notice.short")}</dt>
          <dd>
            <Icon name="warn" />{" "}
            {text("transfer:web.notice.shortDetail", { days: notice.days, wanted: source?.days ?? 0 })} {shortReason}
          </dd>
        </div>
      )}
      {endReason !== null && (
        <div>
          <dt>{text("transfer:web.notice.ended")}</dt>
          <dd>{endReason}</dd>
        </div>
      )}
      {dealId !== null && (
        <div>
          <dt>{text("transfer:web.notice.case")}</dt>
          <dd>
            <Go to={`/at/${ledger}/cases/${dealId}`}>{text("transfer:web.notice.openCase")}</Go>
          </dd>
        </div>
      )}
    </dl>
  );
}

function NoticeLines({ notice }: { readonly notice: ShownNotice }) {
  const text = useText();
  const names = useNames(useLedger());
  const [, change] = useAddressState();
  const [first] = notice.lines;
  if (first === undefined) return null;
  const isOpen = notice.state === "open" || notice.state === "suspended";
  return (
    <table className="records">
      <thead>
        <tr>
          <th scope="col">{text("transfer:web.notice.payee")}</th>
          {first.facts.map(({ name }) => (
            <th key={name} scope="col" className="figure">
              {assetText(text, assetOfFacts(notice.facts), `facts.${name}`)}
            </th>
          ))}
          {isOpen && <td />}
        </tr>
      </thead>
      <tbody>
        {notice.lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">{line.name ?? names.person(line.id)}</th>
            {line.facts.map((fact) => (
              <td key={fact.name} className="figure">
                <FactValue fact={fact} />
              </td>
            ))}
            {isOpen && (
              <td className="figure">
                <button type="button" className="link" onClick={() => change({ object: "line", line: line.id })}>
                  {text("transfer:web.notice.objectHere")}
                </button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NoticePapers({ notice }: { readonly notice: ShownNotice }) {
  const text = useText();
  const ledger = useLedger();
  const isEquity = assetOfFacts(notice.facts) === "shares";
  const paper = notice.kind === "price" ? "price-notice" : isEquity ? "equity-award-notice" : "cash-award-notice";
  return (
    <span className="row no-print">
      <FileLinks
        ledger={ledger}
        of={`papers/transfer.${paper}`}
        about={{ noticeId: notice.id }}
        title={text("transfer:web.notice.printed")}
        className="button small"
      />
      <button type="button" className="button small" onClick={() => globalThis.print()}>
        <Icon name="print" />
        {text("transfer:web.notice.print")}
      </button>
    </span>
  );
}
