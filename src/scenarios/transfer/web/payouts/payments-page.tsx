import { useAnswer } from "#web/access/use-answer.ts";
import { dayOfInstant } from "#web/format/date.ts";
import { Amount } from "#web/parts/amount.tsx";
import { Go, useAddressState, useLedger } from "#web/parts/go.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { Status, type Tone } from "#web/parts/status.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import { usePayable } from "../acts/known.ts";
import type { Page } from "../answers.ts";
import { useNames } from "../use-names.ts";
import type { Batch } from "./payout-answers.ts";
import "../acts/acts.css";
import "./payouts.css";

const STATES = ["drafted", "instructed", "closed", "cancelled"] as const;
const TONES: Readonly<Record<string, Tone>> = { drafted: "wait", instructed: "now", closed: "done", cancelled: "idle" };
const PAGE_ROWS = 25;
/** Who may see what is owed. */
const PAYERS = ["finance-officer", "leadership", "transfer-director"];

/** A payment batch's state in colour and words. */
export function BatchStatus({ state }: { readonly state: string }) {
  const text = useText();
  return <Status tone={TONES[state] ?? "idle"}>{text(`transfer:states.batch.${state}`)}</Status>;
}

/** Lists for the bank of the own unit, and what is owed besides. */
export function PaymentsPage() {
  const text = useText();
  const ledger = useLedger();
  const self = useSelf(ledger);
  const [address, change] = useAddressState();
  usePageTitle(text("transfer:web.payments.title"));
  const state = STATES.find((each) => each === address["state"]);
  const answer = useAnswer<Page<Batch>>(ledger, "transfer.payment-batches", {
    limit: PAGE_ROWS,
    ...(state === undefined ? {} : { state }),
    ...(address["after"] === undefined ? {} : { after: address["after"] }),
  });
  const { data, error } = answer;
  const seesOwed = self?.roles.some((role) => PAYERS.includes(role)) === true;
  return (
    <>
      <div className="spread">
        <h1 className="title">{text("transfer:web.payments.title")}</h1>
        {self?.roles.includes("finance-officer") === true && (
          <span className="row">
            <Go to={`/at/${ledger}/slips`} className="button small">
              {text("transfer:web.slips.title")}
            </Go>
            <Go to={`/at/${ledger}/acts/create-payment-batch`} className="button primary small">
              {text("transfer:web.payments.create")}
            </Go>
          </span>
        )}
      </div>
      <p className="meta">{text("transfer:web.payments.line")}</p>
      {seesOwed && <Owed ledger={ledger} />}
      <div className="spread payout-head">
        <h2 className="heading">{text("transfer:web.payments.batches")}</h2>
        <label className="row nowrap">
          <span className="meta">{text("transfer:web.cases.state")}</span>
          <select
            className="input is-short"
            value={state ?? ""}
            onChange={(event) => change({ state: event.currentTarget.value, after: undefined })}
          >
            <option value="">{text("shared.all")}</option>
            {STATES.map((each) => (
              <option key={each} value={each}>
                {text(`transfer:states.batch.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {error !== null && <Failed error={error} onRetry={() => void answer.refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data?.items.length === 0 && (
        <Empty title={text("transfer:web.payments.none")}>
          <p>{text("transfer:web.payments.noneLine")}</p>
        </Empty>
      )}
      {data !== undefined && data.items.length > 0 && <BatchTable ledger={ledger} batches={data.items} />}
      {data?.next !== undefined && (
        <button type="button" className="button small" onClick={() => change({ after: data.next })}>
          {text("transfer:web.cases.next")}
        </button>
      )}
    </>
  );
}

function Owed({ ledger }: { readonly ledger: string }) {
  const text = useText();
  const { data } = usePayable(ledger);
  if (data === undefined || data.length === 0) return null;
  const gross = data.reduce((sum, line) => sum + BigInt(line.gross), 0n);
  const untaxed = data.filter(({ withholding }) => withholding === null).length;
  return (
    <p className="consequence payments-owed">
      {text("transfer:web.payments.owed", { count: data.length })} <Amount fen={gross} />{" "}
      <span className="unit">{text("shared.unit")}</span>
      {untaxed > 0 && <span className="meta"> {text("transfer:web.payments.untaxed", { count: untaxed })}</span>}
    </p>
  );
}

function BatchTable({ ledger, batches }: { readonly ledger: string; readonly batches: readonly Batch[] }) {
  const text = useText();
  const { language } = useNode();
  const names = useNames(ledger);
  return (
    <table className="records act-rows">
      <thead>
        <tr>
          <th scope="col">{text("transfer:web.payments.batch")}</th>
          <th scope="col">{text("transfer:web.payments.drawnUp")}</th>
          <th scope="col" className="figure">
            {text("transfer:web.payments.count")}
          </th>
          {(["gross", "withheld", "net"] as const).map((head) => (
            <th key={head} scope="col" className="figure">
              {text(`transfer:web.payments.${head}`)}
            </th>
          ))}
          <th scope="col">{text("transfer:web.cases.stateHead")}</th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <tr key={batch.id}>
            <th scope="row">
              <Go to={`/at/${ledger}/payments/${batch.id}`}>
                {text("transfer:web.payments.batchOf", { day: dayOfInstant(batch.createdAt, language) })}
              </Go>
            </th>
            <td>{names.person(batch.createdBy)}</td>
            <td className="figure">{batch.count}</td>
            {([batch.gross, batch.withheld, batch.net] as const).map((fen, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: gross, withheld and net, always in this order.
              <td key={at} className="figure">
                <Amount fen={fen} />
              </td>
            ))}
            <td>
              <BatchStatus state={batch.state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
