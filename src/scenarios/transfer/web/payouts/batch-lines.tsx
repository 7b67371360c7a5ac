import { Amount } from "#web/parts/amount.tsx";
import { Go } from "#web/parts/go.tsx";
import { Status, type Tone } from "#web/parts/status.tsx";
import { useText } from "#web/text/texts.ts";
import { useNames } from "../use-names.ts";
import type { BatchLine } from "./payout-answers.ts";
import "../acts/acts.css";
import "./payouts.css";

const TONES: Readonly<Record<string, Tone>> = { pending: "wait", paid: "done", returned: "refuse", cancelled: "idle" };

/** Lines of a list for the bank: gross, withheld, net, and what the bank said. */
export function BatchLines({ ledger, lines }: { readonly ledger: string; readonly lines: readonly BatchLine[] }) {
  const text = useText();
  const names = useNames(
    ledger,
    lines.map(({ payeeId, name }) => ({ personId: payeeId, name })),
  );
  return (
    <table className="records act-rows">
      <thead>
        <tr>
          <th scope="col">{text("transfer:web.payments.payee")}</th>
          <th scope="col">{text("transfer:web.payments.ofPlan")}</th>
          {(["gross", "withheld", "net"] as const).map((head) => (
            <th key={head} scope="col" className="figure">
              {text(`transfer:web.payments.${head}`)}
            </th>
          ))}
          <th scope="col">{text("transfer:web.payments.result")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ obligationId, payeeId, title, dealId, sequence, gross, withheld, net, result, reason }) => (
          <tr key={obligationId}>
            <th scope="row">{names.person(payeeId)}</th>
            <td>
              {dealId === null ? "—" : <Go to={`/at/${ledger}/cases/${dealId}`}>{title}</Go>}{" "}
              <small className="meta">{text("transfer:web.statement.plan", { sequence: sequence ?? 0 })}</small>
            </td>
            {[gross, withheld, net].map((fen, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: gross, withheld and net, always in this order.
              <td key={at} className="figure">
                <Amount fen={fen} />
              </td>
            ))}
            <td>
              <Status tone={TONES[result ?? "pending"] ?? "wait"}>
                {text(`transfer:web.payments.results.${result ?? "pending"}`)}
              </Status>
              {reason !== null && <small className="meta"> {reason}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
