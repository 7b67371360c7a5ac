import { useAnswer } from "#web/access/use-answer.ts";
import { Amount } from "#web/parts/amount.tsx";
import { useAddressState } from "#web/parts/go.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { useText } from "#web/text/texts.ts";
import type { CaseAnswer } from "../answers.ts";
import { assetText } from "../asset-text.ts";

/** Plans of a case, to say which one an act is about. */
export function PlanChoice({ ledger, dealId }: { readonly ledger: string; readonly dealId: string }) {
  const text = useText();
  const [, change] = useAddressState();
  const { data, error } = useAnswer<CaseAnswer>(ledger, "transfer.case", { dealId });
  if (error !== null) return <Failed error={error} />;
  if (data === undefined) return <Loading />;
  const plans = data.plans ?? [];
  if (plans.length === 0) return <Empty title={text("transfer:web.act.noPlan")} />;
  return (
    <ul className="ruled payee-choices">
      {plans.map(({ id, sequence, state, amount, asset }) => (
        <li key={id}>
          <button type="button" className="link" onClick={() => change({ planId: id })}>
            {text("transfer:web.statement.plan", { sequence })}
          </button>
          <span className="meta">{assetText(text, asset, `states.plan.${state}`)}</span>
          <Amount fen={amount} />
        </li>
      ))}
    </ul>
  );
}
