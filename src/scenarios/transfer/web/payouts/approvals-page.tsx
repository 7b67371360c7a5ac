import { lazy, Suspense } from "react";
import { useAnswer } from "#web/access/use-answer.ts";
import { dayText, instantText } from "#web/format/date.ts";
import { ListFilter } from "#web/lists/list-filter.tsx";
import { ListPages } from "#web/lists/list-pages.tsx";
import type { ListSpec } from "#web/lists/list-spec.ts";
import { useList } from "#web/lists/use-list.ts";
import { Amount } from "#web/parts/amount.tsx";
import { FileLinks } from "#web/parts/file-links.tsx";
import { Go, useAddressState, useLedger } from "#web/parts/go.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { Empty, Loading } from "#web/parts/states.tsx";
import { Status } from "#web/parts/status.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import type { ApprovalStep } from "../answers.ts";
import { useNames } from "../use-names.ts";
import type { ApprovalItem } from "./payout-answers.ts";
import "./payouts.css";

const ApprovalAct = lazy(async () => ({ default: (await import("./approval-act.tsx")).ApprovalAct }));
const INBOX: ListSpec = {
  query: "transfer.approvals",
  kinds: ["transfer.deal", "transfer.achievement"],
  states: [],
  // What waits longest is signed first.
  orders: ["oldest", "newest"],
  rows: 25,
};
const APPROVERS = ["transfer-director", "finance-officer", "leadership"] as const;

/** Plans that wait for a signature of the viewer's office, and who signs in whose place. */
export function ApprovalsPage() {
  const text = useText();
  const ledger = useLedger();
  const self = useSelf(ledger);
  usePageTitle(text("transfer:web.approvals.title"));
  const own = APPROVERS.filter((role) => self?.roles.includes(role));
  return (
    <>
      <h1 className="title">{text("transfer:web.approvals.title")}</h1>
      <p className="meta">{text("transfer:web.approvals.line")}</p>
      {self === undefined && <Loading />}
      {self !== undefined && own.length === 0 && <Empty title={text("transfer:web.approvals.noRole")} />}
      {own.length > 0 && <ListFilter spec={INBOX} search={text("transfer:web.approvals.search")} />}
      {own.map((role) => (
        <Inbox key={role} ledger={ledger} role={role} />
      ))}
      <Deputies ledger={ledger} isApprover={own.length > 0} selfId={self?.personId} />
    </>
  );
}

function Inbox({ ledger, role }: { readonly ledger: string; readonly role: string }) {
  const text = useText();
  const list = useList<ApprovalItem>(ledger, INBOX, { input: { role }, afterKey: `after-${role}` });
  return (
    <section aria-labelledby={`inbox-${role}`}>
      <h2 className="heading payout-head" id={`inbox-${role}`}>
        {text(`transfer:roles.${role}`)}
      </h2>
      <ListPages
        list={list}
        label={text(`transfer:roles.${role}`)}
        empty={<Empty title={text("transfer:web.approvals.none")} />}
      >
        {(items) => items.map((item) => <Item key={`${item.approvalId} ${item.stepId}`} ledger={ledger} item={item} />)}
      </ListPages>
    </section>
  );
}

function Item({ ledger, item }: { readonly ledger: string; readonly item: ApprovalItem }) {
  const text = useText();
  const { language } = useNode();
  const [{ open, act = "approve-plan" }, change] = useAddressState();
  const key = `${item.planId}-${item.stepId}`;
  const isOpen = open === key;
  return (
    <article className="approval">
      <h3 className="spread approval-head">
        <button
          type="button"
          className="link"
          aria-expanded={isOpen}
          onClick={() => change({ open: isOpen ? undefined : key, act: undefined })}
        >
          {item.title ?? item.planId} · {text("transfer:web.statement.plan", { sequence: item.sequence ?? 0 })}
        </button>
        <span className="figure">
          <Amount fen={item.approval?.amount ?? "0"} />
          {item.asset === "shares" && <small className="meta"> {text("work.asShares")}</small>}
        </span>
      </h3>
      <p className="meta">
        {[item.contractNumber, item.step?.title[language], instantText(item.openedAt, language)]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Steps ledger={ledger} steps={item.steps} />
      <FileLinks
        ledger={ledger}
        of="papers/transfer.approval-form"
        about={{ planId: item.planId }}
        title={text("transfer:web.documents.approval", { sequence: item.sequence ?? 0 })}
      />
      {isOpen && (
        <div className="approval-open">
          <div className="row">
            {(["approve-plan", "return-plan"] as const).map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={each === act}
                className={each === act ? "button small is-current" : "button small"}
                onClick={() => change({ act: each })}
              >
                {text(`transfer:commands.${each}.title`)}
              </button>
            ))}
          </div>
          <Suspense fallback={<Loading />}>
            <ApprovalAct key={act} ledger={ledger} act={act} planId={item.planId} />
          </Suspense>
        </div>
      )}
    </article>
  );
}

function Steps({ ledger, steps }: { readonly ledger: string; readonly steps: readonly ApprovalStep[] }) {
  const text = useText();
  const { language } = useNode();
  const names = useNames(ledger);
  return (
    <ul className="approval-steps">
      {steps.map(({ stepId, title, state, signedBy, transactionId }) => (
        <li key={stepId}>
          <Status tone={state === "signed" ? "done" : state === "open" ? "now" : "idle"}>
            {title[language]}
            {signedBy === null ? ` · ${text(`transfer:states.step.${state}`)}` : ` · ${names.person(signedBy)}`}
          </Status>
          {transactionId !== null && <ProofHandle ledger={ledger} id={transactionId} />}
        </li>
      ))}
    </ul>
  );
}

interface Deputy {
  readonly id: string;
  readonly personId: string;
  readonly deputyId: string;
  readonly role: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly isAbsent: boolean;
  readonly isActing: boolean;
  readonly reason: string;
}

interface DeputiesProps {
  readonly ledger: string;
  readonly isApprover: boolean;
  readonly selfId: string | undefined;
}

function Deputies({ ledger, isApprover, selfId }: DeputiesProps) {
  const text = useText();
  const { language } = useNode();
  const names = useNames(ledger);
  const { data } = useAnswer<{ readonly deputies: readonly Deputy[] }>(ledger, "transfer.approvers");
  const deputies = data?.deputies ?? [];
  return (
    <section aria-labelledby="deputies">
      <div className="spread payout-head">
        <h2 className="heading" id="deputies">
          {text("transfer:web.approvals.deputies")}
          <span className="meta">{text("transfer:web.approvals.deputiesLine")}</span>
        </h2>
        {isApprover && (
          <Go to={`/at/${ledger}/acts/name-deputy`} className="button small">
            {text("transfer:commands.name-deputy.title")}
          </Go>
        )}
      </div>
      {deputies.length === 0 ? (
        <p className="meta">{text("transfer:web.approvals.noDeputies")}</p>
      ) : (
        <ul className="ruled payee-choices">
          {deputies.map(({ id, personId, deputyId, role, startsOn, endsOn, isAbsent, isActing }) => (
            <li key={id}>
              <span>
                {text(`transfer:web.approvals.${isAbsent ? "inPlace" : "beside"}`, {
                  deputy: names.person(deputyId),
                  person: names.person(personId),
                  role: text(`transfer:roles.${role}`),
                })}
                <small className="meta">
                  {" "}
                  {dayText(startsOn, language)} – {dayText(endsOn, language)}
                </small>
              </span>
              <Status tone={isActing ? "done" : "idle"}>
                {text(`transfer:web.approvals.${isActing ? "acting" : "notActing"}`)}
              </Status>
              {personId === selfId && (
                <Go to={`/at/${ledger}/acts/revoke-deputy?deputyshipId=${id}`}>
                  {text("transfer:commands.revoke-deputy.title")}
                </Go>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
