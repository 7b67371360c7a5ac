import { Amount } from "#web/parts/amount.tsx";
import { Go } from "#web/parts/go.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { Status } from "#web/parts/status.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { DealSummary, RuleExplained } from "./answers.ts";
import { toneOfDeal } from "./deal-tone.ts";
import type { Names } from "./use-names.ts";

export interface CaseHeadProps {
  readonly ledger: string;
  readonly title: string;
  readonly number: string | undefined;
  readonly achievementId: string;
  readonly parties: readonly string[];
  readonly deals: readonly DealSummary[];
  /** The deal that is shown; undefined on the page of the achievement. */
  readonly here?: string;
  readonly proof?: string | undefined;
  readonly rule?: RuleExplained | undefined;
  readonly names: Names;
}

/** Title of a case with its receipt, and its deals as tabs. */
export function CaseHead(props: CaseHeadProps) {
  const { ledger, title, number, achievementId, parties, deals, here, proof, rule, names } = props;
  const text = useText();
  return (
    <header className="case-head">
      <nav className="meta case-crumbs" aria-label={text("transfer:web.case.crumbs")}>
        <Go to={`/at/${ledger}/cases`}>{text("transfer:name")}</Go>
        {number !== undefined && (
          <Go to={`/at/${ledger}/achievements/${achievementId}`}>{text("transfer:web.case.number", { number })}</Go>
        )}
        <span>{names.signers(parties)}</span>
      </nav>
      <div className="case-title">
        <h1 className="title">{title}</h1>
        {proof !== undefined && <ProofHandle ledger={ledger} id={proof} />}
      </div>
      <nav className="deal-tabs" aria-label={text("transfer:web.case.deals")}>
        {deals.map((deal, i) => (
          <DealTab key={deal.id} {...{ ledger, deal }} number={i + 1} isHere={deal.id === here} />
        ))}
        <span className="deal-links">
          {here !== undefined && <a href="#documents">{text("transfer:web.documents.title")}</a>}
          <a href="#people">{text("transfer:web.people.short")}</a>
          {rule !== undefined && <PackLink ledger={ledger} rule={rule} />}
        </span>
      </nav>
    </header>
  );
}

function PackLink({ ledger, rule }: { readonly ledger: string; readonly rule: RuleExplained }) {
  const text = useText();
  return (
    <Go to={`/at/${ledger}/rules?pack=${rule.packId}`}>
      {text("transfer:web.case.pack", { pack: rule.packId.toUpperCase(), version: rule.packVersion })}
    </Go>
  );
}

interface DealTabProps {
  readonly ledger: string;
  readonly deal: DealSummary;
  readonly number: number;
  readonly isHere: boolean;
}

function DealTab({ ledger, deal, number, isHere }: DealTabProps) {
  const text = useText();
  const { language } = useNode();
  return (
    <Go to={`/at/${ledger}/cases/${deal.id}`} className="deal-tab" isCurrent={isHere}>
      <small>{text("transfer:web.case.deal", { number: language === "zh" ? numeral(number) : number })}</small>
      <b>{text(`transfer:routes.${deal.route}`)}</b>
      <Amount fen={deal.price} />
      <Status tone={toneOfDeal(deal.state)}>{text(`transfer:states.deal.${deal.state}`)}</Status>
    </Go>
  );
}

function numeral(number: number): string {
  return "一二三四五六七八九十".charAt(number - 1) || String(number);
}
