import { dayOfInstant } from "#web/format/date.ts";
import { ListFilter, OrderHead } from "#web/lists/list-filter.tsx";
import { ListPages } from "#web/lists/list-pages.tsx";
import type { ListSpec } from "#web/lists/list-spec.ts";
import { useList } from "#web/lists/use-list.ts";
import { Amount } from "#web/parts/amount.tsx";
import { Go, useLedger } from "#web/parts/go.tsx";
import { Empty } from "#web/parts/states.tsx";
import { Status } from "#web/parts/status.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import { useNames } from "../use-names.ts";
import type { PayableLine } from "./payout-answers.ts";
import "./payouts.css";

const OWED: ListSpec = {
  query: "transfer.payable-lines",
  kinds: ["transfer.deal", "transfer.achievement", "council.person"],
  states: ["approved", "returned", "reversed"],
  orders: ["oldest", "newest"],
  rows: 50,
  foundMax: 20,
};

/** Lines that are owed and stand in no list for the bank, with what is withheld from each. */
export function OwedPage() {
  const text = useText();
  const ledger = useLedger();
  const self = useSelf(ledger);
  const list = useList<PayableLine>(ledger, OWED);
  usePageTitle(text("transfer:web.payments.owedTitle"));
  return (
    <>
      <p className="crumbs">
        <Go to={`/at/${ledger}/payments`}>{text("transfer:web.payments.title")}</Go>
      </p>
      <h1 className="title">{text("transfer:web.payments.owedTitle")}</h1>
      <p className="meta">{text("transfer:web.payments.owedLine")}</p>
      <ListFilter
        spec={OWED}
        search={text("transfer:web.payments.owedSearch")}
        stateText={(state) => text(`transfer:states.obligation.${state}`)}
      />
      <ListPages list={list} empty={<Empty title={text("transfer:web.payments.nothingOwed")} />}>
        {(lines) => (
          <OwedTable ledger={ledger} lines={lines} isFinance={self?.roles.includes("finance-officer") === true} />
        )}
      </ListPages>
    </>
  );
}

interface OwedTableProps {
  readonly ledger: string;
  readonly lines: readonly PayableLine[];
  readonly isFinance: boolean;
}

function OwedTable({ ledger, lines, isFinance }: OwedTableProps) {
  const text = useText();
  const { language } = useNode();
  const names = useNames(
    ledger,
    lines.map(({ payeeId, name }) => ({ personId: payeeId, name })),
  );
  return (
    <table className="records stacks">
      <thead>
        <tr>
          <th scope="col">{text("transfer:web.payments.payee")}</th>
          <OrderHead spec={OWED} title={text("transfer:web.payments.owedSince")} />
          <th scope="col">{text("transfer:web.payments.ofPlan")}</th>
          {(["gross", "withheld"] as const).map((head) => (
            <th key={head} scope="col" className="figure">
              {text(`transfer:web.payments.${head}`)}
            </th>
          ))}
          <th scope="col">{text("transfer:web.cases.stateHead")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, payeeId, dealId, title, planId, sequence, openedAt, gross, withholding, state }) => (
          <tr key={id}>
            <th scope="row">{names.person(payeeId)}</th>
            <td className="nowrap">{dayOfInstant(openedAt, language)}</td>
            <td>
              {dealId === null ? "—" : <Go to={`/at/${ledger}/cases/${dealId}`}>{title}</Go>}{" "}
              <small className="meta">{text("transfer:web.statement.plan", { sequence: sequence ?? 0 })}</small>
            </td>
            <td className="figure">
              <Amount fen={gross} />
            </td>
            <td className="figure stacks-start">
              {withholding !== null ? (
                <Amount fen={withholding.tax} />
              ) : isFinance ? (
                <Go to={`/at/${ledger}/acts/record-withholding?planId=${planId}`}>
                  {text("transfer:web.payments.toWithhold")}
                </Go>
              ) : (
                "—"
              )}
            </td>
            <td>
              <Status tone={state === "approved" ? "wait" : "refuse"}>
                {text(`transfer:states.obligation.${state}`)}
              </Status>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
