import { dayText } from "#web/format/date.ts";
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
import type { Slip } from "./payout-answers.ts";
import { SlipImport } from "./slip-import.tsx";
import "../acts/acts.css";
import "./payouts.css";

const SLIPS: ListSpec = {
  query: "transfer.bank-slips",
  kinds: ["transfer.bank-slip"],
  states: ["unmatched", "matched", "withdrawn"],
  orders: ["newest", "oldest"],
  rows: 50,
};

/** Slips of the bank: imported from its file, then confirmed one by one for their case. */
export function SlipsPage() {
  const text = useText();
  const ledger = useLedger();
  const self = useSelf(ledger);
  const list = useList<Slip>(ledger, SLIPS);
  usePageTitle(text("transfer:web.slips.title"));
  const isFinance = self?.roles.includes("finance-officer") === true;
  return (
    <>
      <p className="crumbs">
        <Go to={`/at/${ledger}/payments`}>{text("transfer:web.payments.title")}</Go>
      </p>
      <h1 className="title">{text("transfer:web.slips.title")}</h1>
      <p className="meta">{text("transfer:web.slips.line")}</p>
      {isFinance && <SlipImport ledger={ledger} />}
      <h2 className="heading payout-head">{text("transfer:web.slips.imported")}</h2>
      <ListFilter
        spec={SLIPS}
        search={text("transfer:web.slips.search")}
        stateText={(state) => text(`transfer:states.slip.${state}`)}
      />
      <ListPages
        list={list}
        empty={
          <Empty title={text("transfer:web.slips.noneYet")}>
            <p>{text("transfer:web.slips.noneYetLine")}</p>
          </Empty>
        }
      >
        {(slips) => <SlipTable ledger={ledger} slips={slips} isFinance={isFinance} />}
      </ListPages>
    </>
  );
}

interface SlipTableProps {
  readonly ledger: string;
  readonly slips: readonly Slip[];
  readonly isFinance: boolean;
}

function SlipTable({ ledger, slips, isFinance }: SlipTableProps) {
  const text = useText();
  const { language } = useNode();
  return (
    <table className="records stacks">
      <thead>
        <tr>
          <th scope="col">{text("transfer:web.slips.reference")}</th>
          <OrderHead spec={SLIPS} title={text("transfer:web.slips.day")} />
          <th scope="col">{text("transfer:web.slips.payer")}</th>
          <th scope="col" className="figure">
            {text("transfer:web.slips.amount")}
          </th>
          <th scope="col">{text("transfer:web.cases.stateHead")}</th>
        </tr>
      </thead>
      <tbody>
        {slips.map(({ id, reference, occurredOn, payer, amount, state }) => (
          <tr key={id}>
            <th scope="row">{reference}</th>
            <td className="nowrap">{dayText(occurredOn, language)}</td>
            <td>{payer}</td>
            <td className="figure">
              <Amount fen={amount} />
            </td>
            <td>
              <Status tone={state === "matched" ? "done" : state === "unmatched" ? "wait" : "idle"}>
                {text(`transfer:states.slip.${state}`)}
              </Status>
              {isFinance && state === "unmatched" && (
                <span className="slip-acts">
                  <Go to={`/at/${ledger}/acts/record-receipt?slipId=${id}`}>
                    {text("transfer:commands.record-receipt.title")}
                  </Go>
                  <Go to={`/at/${ledger}/acts/withdraw-bank-slip?slipId=${id}`}>
                    {text("transfer:web.slips.takeOut")}
                  </Go>
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
