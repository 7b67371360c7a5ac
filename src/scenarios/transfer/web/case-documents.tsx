import { Go } from "#web/parts/go.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { CaseAnswer } from "./answers.ts";
import { assetText } from "./asset-text.ts";

/** Papers of a case: notices, minutes of decisions, the contract. */
export function CaseDocuments({ ledger, found }: { readonly ledger: string; readonly found: CaseAnswer }) {
  const text = useText();
  const { language } = useNode();
  const { deal, notices = [], decisions = [], steps = [], plans = [] } = found;
  const signed = steps.find(({ name, transactionId }) => name === "signed" && transactionId !== null);
  const planNotices = plans.flatMap(({ noticeId, sequence }) => (noticeId === null ? [] : [{ noticeId, sequence }]));
  const paper = (name: string, planId: string, format: string) =>
    `/api/v1/ledgers/${ledger}/papers/transfer.${name}?planId=${planId}&format=${format}&lang=${language}`;
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
        {plans
          .filter(({ state }) => state !== "withdrawn" && state !== "void")
          .map(({ id, sequence }) => (
            <li key={id}>
              <span>{text("transfer:web.documents.plan", { sequence })}</span>
              <span className="meta">
                <a href={paper("distribution-plan", id, "docx")} download>
                  DOCX
                </a>{" "}
                <a href={paper("distribution-plan", id, "pdf")} download>
                  PDF
                </a>
              </span>
            </li>
          ))}
        {deal !== null && plans.length > 0 && (
          <li>
            <span>{assetText(text, deal.asset, "web.documents.statement")}</span>
            <span className="meta">
              <a
                href={`/api/v1/ledgers/${ledger}/tables/transfer.statement?dealId=${deal.id}&format=xlsx&lang=${language}`}
                download
              >
                XLSX
              </a>{" "}
              <a
                href={`/api/v1/ledgers/${ledger}/tables/transfer.statement?dealId=${deal.id}&format=csv&lang=${language}`}
                download
              >
                CSV
              </a>
            </span>
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
