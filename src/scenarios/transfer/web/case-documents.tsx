import { Go } from "#web/parts/go.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { useText } from "#web/text/texts.ts";
import type { CaseAnswer } from "./answers.ts";

/** Papers of a case: notices, minutes of decisions, the contract. */
export function CaseDocuments({ ledger, found }: { readonly ledger: string; readonly found: CaseAnswer }) {
  const text = useText();
  const { deal, notices = [], decisions = [], steps = [], plans = [] } = found;
  const signed = steps.find(({ name, transactionId }) => name === "signed" && transactionId !== null);
  const planNotices = plans.flatMap(({ noticeId, sequence }) => (noticeId === null ? [] : [{ noticeId, sequence }]));
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
            <ProofHandle ledger={ledger} id={transactionId} />
          </li>
        ))}
        {signed?.transactionId !== undefined && signed.transactionId !== null && deal !== null && (
          <li>
            <span>{text("transfer:web.documents.contract", { number: deal.contractNumber })}</span>
            <ProofHandle ledger={ledger} id={signed.transactionId} />
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
