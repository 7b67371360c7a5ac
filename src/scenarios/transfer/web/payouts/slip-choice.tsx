import { useAnswer } from "#web/access/use-answer.ts";
import { dayText } from "#web/format/date.ts";
import { Amount } from "#web/parts/amount.tsx";
import { Go, useAddressState } from "#web/parts/go.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { Page } from "../answers.ts";
import type { Slip } from "./payout-answers.ts";

/** Slips that wait for their case, to say which one a receipt is about. */
export function SlipChoice({ ledger }: { readonly ledger: string }) {
  const text = useText();
  const { language } = useNode();
  const [, change] = useAddressState();
  const { data, error } = useAnswer<Page<Slip>>(ledger, "transfer.bank-slips", { state: "unmatched", limit: 200 });
  if (error !== null) return <Failed error={error} />;
  if (data === undefined) return <Loading />;
  if (data.items.length === 0) {
    return (
      <Empty title={text("transfer:web.slips.none")}>
        <p>{text("transfer:web.slips.noneLine")}</p>
        <Go to={`/at/${ledger}/slips`} className="button">
          {text("transfer:web.slips.import")}
        </Go>
      </Empty>
    );
  }
  return (
    <>
      <p>{text("transfer:web.slips.choose")}</p>
      <ul className="ruled payee-choices">
        {data.items.map(({ id, reference, payer, amount, occurredOn }) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => change({ slipId: id })}>
              {reference}
            </button>
            <span className="meta">
              {payer} · {dayText(occurredOn, language)}
            </span>
            <Amount fen={amount} />
          </li>
        ))}
      </ul>
      {data.next !== undefined && (
        <Go to={`/at/${ledger}/slips?state=unmatched`}>{text("transfer:web.slips.others")}</Go>
      )}
    </>
  );
}
