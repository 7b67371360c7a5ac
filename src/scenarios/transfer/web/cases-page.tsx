import { ListFilter } from "#web/lists/list-filter.tsx";
import { ListPages } from "#web/lists/list-pages.tsx";
import type { ListSpec } from "#web/lists/list-spec.ts";
import { useList } from "#web/lists/use-list.ts";
import { Amount } from "#web/parts/amount.tsx";
import { Go, useLedger } from "#web/parts/go.tsx";
import { Empty } from "#web/parts/states.tsx";
import { Status } from "#web/parts/status.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import type { CaseItem } from "./answers.ts";
import { assetText } from "./asset-text.ts";
import { caseLiesWith, toneOfDeal } from "./deal-tone.ts";
import { type Names, useNames } from "./use-names.ts";
import "./cases.css";

const CASES: ListSpec = {
  query: "transfer.cases",
  kinds: ["transfer.deal", "transfer.achievement"],
  states: ["proposed", "noticed", "decided", "signed", "closed", "withdrawn", "void"],
  orders: ["newest", "oldest"],
  rows: 50,
};

/** Cases that the viewer may see: found by words, by state, page by page. */
export function CasesPage() {
  const text = useText();
  const ledger = useLedger();
  const names = useNames(ledger);
  const self = useSelf(ledger);
  usePageTitle(text("transfer:web.cases.title"));
  const list = useList<CaseItem>(ledger, CASES);
  return (
    <div className="cases">
      <div className="spread">
        <h1 className="title">{text("transfer:web.cases.title")}</h1>
        <span className="row">
          {self?.roles.includes("transfer-officer") === true && (
            <Go to={`/at/${ledger}/acts/propose-deal`} className="button small">
              {text("transfer:commands.propose-deal.title")}
            </Go>
          )}
          <Go to={`/at/${ledger}/acts/disclose-achievement`} className="button small">
            {text("transfer:web.cases.disclose")}
          </Go>
        </span>
      </div>
      <p className="meta">{text("transfer:web.cases.line")}</p>
      <ListFilter
        spec={CASES}
        search={text("transfer:web.cases.search")}
        stateText={(state) => text(`transfer:states.deal.${state}`)}
      />
      <ListPages
        list={list}
        empty={
          <Empty title={text("transfer:web.cases.empty")}>
            <p>{text("transfer:web.cases.emptyLine")}</p>
          </Empty>
        }
      >
        {(items) => <CaseTable ledger={ledger} items={items} names={names} />}
      </ListPages>
    </div>
  );
}

interface CaseTableProps {
  readonly ledger: string;
  readonly items: readonly CaseItem[];
  readonly names: Names;
}

function CaseTable({ ledger, items, names }: CaseTableProps) {
  const text = useText();
  const heads = ["number", "name", "route", "party", "amount", "stateHead", "withHead"] as const;
  return (
    <table className="records cases-table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className={head === "amount" ? "figure" : undefined}>
              {text(`transfer:web.cases.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <CaseRow key={item.id} {...{ ledger, item, names }} />
        ))}
      </tbody>
    </table>
  );
}

function CaseRow({ ledger, item, names }: { ledger: string; item: CaseItem; names: Names }) {
  const text = useText();
  const liesWith = caseLiesWith(item);
  return (
    <tr>
      <td className="cases-number nowrap">{item.number}</td>
      <td className="cases-name">
        <Go to={`/at/${ledger}/cases/${item.id}`}>{item.title}</Go>
        {item.contractNumber !== "" && <small className="meta">{item.contractNumber}</small>}
      </td>
      <td className="cases-route nowrap">{text(`transfer:routes.${item.route}`)}</td>
      <td className="cases-party">{names.member(item.counterpartyId)}</td>
      <td className="figure cases-amount">
        <Amount fen={item.price} />
        {item.asset === "shares" && <small className="meta">{text("transfer:web.cases.asShares")}</small>}
      </td>
      <td className="cases-state">
        <Status tone={toneOfDeal(item.state)}>{text(`transfer:states.deal.${item.state}`)}</Status>
        {item.openPlanState !== undefined && (
          <small className="meta">{assetText(text, item.asset, `states.plan.${item.openPlanState}`)}</small>
        )}
      </td>
      <td className="cases-with nowrap">
        {liesWith === undefined ? "—" : text(`transfer:web.cases.with.${liesWith}`)}
      </td>
    </tr>
  );
}
