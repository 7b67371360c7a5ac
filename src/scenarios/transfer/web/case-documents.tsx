import { Fragment } from "react";
import { FileLinks } from "#web/parts/file-links.tsx";
import { Go } from "#web/parts/go.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { useText } from "#web/text/texts.ts";
import type { CaseAnswer } from "./answers.ts";
import { assetText } from "./asset-text.ts";

/** Papers of a case: notices, minutes of decisions, the contract. */
export function CaseDocuments({ ledger, found }: { readonly ledger: string; readonly found: CaseAnswer }) {
  const text = useText();
  const { deal, notices = [], decisions = [], steps = [], plans = [] } = found;
  const signed = steps.find(({ name, transactionId }) => name === "signed" && transactionId !== null);
  const planNotices = plans.flatMap(({ noticeId, sequence }) => (noticeId === null ? [] : [{ noticeId, sequence }]));
  const statement = deal === null ? "" : assetText(text, deal.asset, "web.documents.statement");
  const isEmpty = notices.length + decisions.length + planNotices.length === 0 && signed === undefined;
  return (
    <section aria-labelledby="documents">
      <h2 className="heading" id="documents">
        {text("transfer:web.documents.title")}
      </h2>
      {isEmpty && <p className="meta case-none">{text("transfer:web.documents.none")}</p>}
      <ul className={isEmpty ? undefined : "ruled case-documents"}>
        {notices.map(({ id, number, state }) => (
          <li key={id}>
            <Go to={`/at/${ledger}/notices/${id}`}>{text("transfer:web.documents.priceNotice", { number })}</Go>
            <span className="meta">{text(`transfer:states.notice.${state}`)}</span>
          </li>
        ))}
        {decisions.map(({ id, minutesNumber, state, transactionId }) => (
          <li key={id}>
            <span>{text("transfer:web.documents.minutes", { number: minutesNumber })}</span>
            <span className="meta">{text(`transfer:states.entry.${state}`)}</span>
            <Certificate ledger={ledger} dealId={deal?.id} id={transactionId} />
            <ProofHandle ledger={ledger} id={transactionId} />
          </li>
        ))}
        {signed?.transactionId !== undefined && signed.transactionId !== null && deal !== null && (
          <li>
            <span>{text("transfer:web.documents.contract", { number: deal.contractNumber })}</span>
            <Certificate ledger={ledger} dealId={deal.id} id={signed.transactionId} />
            <ProofHandle ledger={ledger} id={signed.transactionId} />
          </li>
        )}
        {plans
          .filter(({ state }) => state !== "withdrawn" && state !== "void")
          .map(({ id, sequence, approvalId }) => (
            <Fragment key={id}>
              <PlanPaper ledger={ledger} planId={id} paper="distribution-plan" word="plan" sequence={sequence} />
              {approvalId !== null && (
                <PlanPaper ledger={ledger} planId={id} paper="approval-form" word="approval" sequence={sequence} />
              )}
            </Fragment>
          ))}
        {deal !== null && plans.length > 0 && (
          <li>
            <span>{statement}</span>
            <FileLinks ledger={ledger} of="tables/transfer.statement" about={{ dealId: deal.id }} title={statement} />
          </li>
        )}
        {planNotices.map(({ noticeId, sequence }) => (
          <li key={noticeId}>
            <Go to={`/at/${ledger}/notices/${noticeId}`}>{text("transfer:web.documents.planNotice", { sequence })}</Go>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PlanPaperProps {
  readonly ledger: string;
  readonly planId: string;
  readonly paper: string;
  readonly word: string;
  readonly sequence: number;
}

function PlanPaper({ ledger, planId, paper, word, sequence }: PlanPaperProps) {
  const title = useText()(`transfer:web.documents.${word}`, { sequence });
  return (
    <li>
      <span>{title}</span>
      <FileLinks ledger={ledger} of={`papers/transfer.${paper}`} about={{ planId }} title={title} />
    </li>
  );
}

interface CertificateProps {
  readonly ledger: string;
  readonly dealId: string | undefined;
  /** Transaction of the act that it is about. */
  readonly id: string;
}

function Certificate({ ledger, dealId, id }: CertificateProps) {
  const title = useText()("transfer:web.documents.certificate");
  if (dealId === undefined) return null;
  const about = { dealId, transactionId: id };
  return <FileLinks ledger={ledger} of="papers/transfer.certificate" about={about} title={title} />;
}
