import { dayOfInstant } from "#web/format/date.ts";
import { ListFilter, OrderHead } from "#web/lists/list-filter.tsx";
import { ListPages } from "#web/lists/list-pages.tsx";
import type { ListSpec } from "#web/lists/list-spec.ts";
import { useList } from "#web/lists/use-list.ts";
import { Amount } from "#web/parts/amount.tsx";
import { Go, useLedger } from "#web/parts/go.tsx";
import { Empty } from "#web/parts/states.tsx";
import { Status, type Tone } from "#web/parts/status.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import { usePayable } from "../acts/known.ts";
import { useNames } from "../use-names.ts";
import type { Batch } from "./payout-answers.ts";
import "../acts/acts.css";
import "./payouts.css";

const BATCHES: ListSpec = {
  query: "transfer.payment-batches",
  kinds: ["transfer.payment-batch", "transfer.deal", "transfer.achievement", "council.person"],
  states: ["drafted", "instructed", "closed", "cancelled"],
  orders: ["newest", "oldest"],
  rows: 25,
  foundMax: 20,
};
const TONES: Readonly<Record<string, Tone>> = { drafted: "wait", instructed: "now", closed: "done", cancelled: "idle" };
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
  const list = useList<Batch>(ledger, BATCHES);
  usePageTitle(text("transfer:web.payments.title"));
  const seesOwed = self?.roles.some((role) => PAYERS.includes(role)) === true;
  return (
    <>
      <div className="spread">
        <h1 className="title">{text("transfer:web.payments.title")}</h1>
        {self?.roles.includes("finance-officer") === true && (
          <span className="row">
            <Go to={`/at/${ledger}/slips?state=unmatched`} className="button small">
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
      <h2 className="heading payout-head">{text("transfer:web.payments.batches")}</h2>
      <ListFilter
        spec={BATCHES}
        search={text("transfer:web.payments.search")}
        stateText={(state) => text(`transfer:states.batch.${state}`)}
      />
      <ListPages
        list={list}
        empty={
          <Empty title={text("transfer:web.payments.none")}>
            <p>{text("transfer:web.payments.noneLine")}</p>
          </Empty>
        }
      >
        {(batches) => <BatchTable ledger={ledger} batches={batches} />}
      </ListPages>
    </>
  );
}

function Owed({ ledger }: { readonly ledger: string }) {
  const text = useText();
  const { data } = usePayable(ledger);
  if (data === undefined || data.items.length === 0) return null;
  const { items, next } = data;
  const toOwed = <Go to={`/at/${ledger}/owed`}>{text("transfer:web.payments.toOwed")}</Go>;
  if (next !== undefined) {
    return (
      <p className="consequence payments-owed">
        {text("transfer:web.payments.owedOver", { count: items.length })} {toOwed}
      </p>
    );
  }
  const gross = items.reduce((sum, line) => sum + BigInt(line.gross), 0n);
  const untaxed = items.filter(({ withholding }) => withholding === null).length;
  return (
    <p className="consequence payments-owed">
      {text("transfer:web.payments.owed", { count: items.length })} <Amount fen={gross} />{" "}
      <span className="unit">{text("shared.unit")}</span>
      {untaxed > 0 && <span className="meta"> {text("transfer:web.payments.untaxed", { count: untaxed })}</span>}{" "}
      {toOwed}
    </p>
  );
}

function BatchTable({ ledger, batches }: { readonly ledger: string; readonly batches: readonly Batch[] }) {
  const text = useText();
  const { language } = useNode();
  const names = useNames(ledger);
  return (
    <table className="records stacks">
      <thead>
        <tr>
          <OrderHead spec={BATCHES} title={text("transfer:web.payments.batch")} />
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
            <td className="desk-only">{names.person(batch.createdBy)}</td>
            <td className="figure desk-only">{batch.count}</td>
            {([batch.gross, batch.withheld, batch.net] as const).map((fen, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: gross, withheld and net, always in this order.
              <td key={at} className={at === 2 ? "figure" : "figure desk-only"}>
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
