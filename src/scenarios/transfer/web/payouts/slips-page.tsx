import { useAnswer } from "#web/access/use-answer.ts";
import { dayText } from "#web/format/date.ts";
import { Amount } from "#web/parts/amount.tsx";
import { Go, useAddressState, useLedger } from "#web/parts/go.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { Status } from "#web/parts/status.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import type { Page } from "../answers.ts";
import type { Slip } from "./payout-answers.ts";
import { SlipImport } from "./slip-import.tsx";
import "../acts/acts.css";
import "./payouts.css";

const STATES = ["unmatched", "matched", "withdrawn"] as const;
const PAGE_ROWS = 50;

/** Slips of the bank: imported from its file, then confirmed one by one for their case. */
export function SlipsPage() {
  const text = useText();
  const ledger = useLedger();
  const self = useSelf(ledger);
  const [address, change] = useAddressState();
  usePageTitle(text("transfer:web.slips.title"));
  const state = STATES.find((each) => each === address["state"]) ?? "unmatched";
  const answer = useAnswer<Page<Slip>>(ledger, "transfer.bank-slips", {
    state,
    limit: PAGE_ROWS,
    ...(address["after"] === undefined ? {} : { after: address["after"] }),
  });
  const { data, error } = answer;
  const isFinance = self?.roles.includes("finance-officer") === true;
  return (
    <>
      <p className="crumbs">
        <Go to={`/at/${ledger}/payments`}>{text("transfer:web.payments.title")}</Go>
      </p>
      <h1 className="title">{text("transfer:web.slips.title")}</h1>
      <p className="meta">{text("transfer:web.slips.line")}</p>
      {isFinance && <SlipImport ledger={ledger} />}
      <div className="spread payout-head">
        <h2 className="heading">{text("transfer:web.slips.imported")}</h2>
        <label className="row nowrap">
          <span className="meta">{text("transfer:web.cases.state")}</span>
          <select
            className="input is-short"
            value={state}
            onChange={(event) => change({ state: event.currentTarget.value, after: undefined })}
          >
            {STATES.map((each) => (
              <option key={each} value={each}>
                {text(`transfer:states.slip.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {error !== null && <Failed error={error} onRetry={() => void answer.refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data?.items.length === 0 && <Empty title={text("transfer:web.slips.noneSuch")} />}
      {data !== undefined && data.items.length > 0 && (
        <SlipTable ledger={ledger} slips={data.items} isFinance={isFinance} />
      )}
      {data?.next !== undefined && (
        <button type="button" className="button small" onClick={() => change({ after: data.next })}>
          {text("transfer:web.cases.next")}
        </button>
      )}
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
    <table className="records act-rows">
      <thead>
        <tr>
          <th scope="col">{text("transfer:web.slips.reference")}</th>
          <th scope="col">{text("transfer:web.slips.day")}</th>
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
