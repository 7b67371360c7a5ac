import { Amount } from "#web/parts/amount.tsx";
import { Go, useAddressState, useLedger } from "#web/parts/go.tsx";
import { Icon } from "#web/parts/icon.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { useText } from "#web/text/texts.ts";
import { assetText } from "./asset-text.ts";
import { shownParts, useReveal } from "./reveal.ts";
import { StatementSheet } from "./statement-sheet.tsx";
import { type TourCaseState, useTourCase } from "./tour-case.ts";

/** Step 1: what was contributed parts into the team's shares and the unit's, piece by piece. */
export function TourFlow() {
  const text = useText();
  const ledger = useLedger();
  const state = useTourCase(ledger, "equity");
  const { data } = state;
  const parts = data?.rows.flatMap(({ key, flow }) => (flow === undefined ? [] : [key])) ?? [];
  const { step, again } = useReveal(parts.length + 1, data !== undefined && data !== null);
  if (data === undefined || data === null) return <Waiting {...state} />;
  const { found, plan, rows, names } = data;
  return (
    <>
      <p className="tour-sum" aria-live="polite">
        <Amount fen={plan.received} />
        <Icon name="arrow" />
        <span className={step > 1 ? "" : "is-hidden"}>
          <Amount fen={plan.award.amount} />
          <small>{text("transfer:web.tour.team", { percent: "90 %" })}</small>
        </span>
        <span className={step > 0 ? "" : "is-hidden"}>
          <Amount fen={plan.rest.amount} />
          <small>{text("transfer:web.tour.holder", { percent: "10 %" })}</small>
        </span>
        <button type="button" className="button small" onClick={again}>
          {text("transfer:web.tour.again")}
        </button>
      </p>
      <StatementSheet
        {...{ ledger, rows, names }}
        dealId={plan.dealId}
        asset={plan.asset}
        subtitle={found.deal?.title ?? ""}
        shown={shownParts(parts, step)}
      />
      <p className="tour-do">
        <Go to={`/at/${ledger}/cases/${plan.dealId}`} className="button">
          {text("transfer:web.tour.openCase")}
        </Go>
      </p>
    </>
  );
}

/** Step 2: every amount says why it is what it is. */
export function TourReasons() {
  const text = useText();
  const ledger = useLedger();
  const [{ why }] = useAddressState();
  const state = useTourCase(ledger, "licence", true);
  const { data } = state;
  if (data === undefined || data === null) return <Waiting {...state} />;
  const { found, plan, answer, rows, names } = data;
  return (
    <>
      <p className={why === undefined ? "status now" : "status done"}>
        <Icon name={why === undefined ? "dot" : "tick"} size={14} />
        {text(why === undefined ? "transfer:web.tour.clickOne" : "transfer:web.tour.clicked")}
      </p>
      <StatementSheet
        {...{ ledger, rows, names }}
        dealId={plan.dealId}
        planId={plan.id}
        asset={plan.asset}
        subtitle={text("transfer:web.statement.of", {
          number: found.deal?.contractNumber ?? "",
          sequence: plan.sequence,
          state: assetText(text, plan.asset, `states.plan.${plan.state}`),
        })}
        findings={answer.findings ?? []}
      />
    </>
  );
}

/** What stands in the place of a case: it is being read, cannot be read, or there is none. */
export function Waiting({ data, error }: TourCaseState) {
  const text = useText();
  if (error !== null) return <Failed error={error} />;
  if (data === undefined) return <Loading lines={10} />;
  return (
    <Empty title={text("transfer:web.tour.noCase")}>
      <p>{text("transfer:web.tour.noCaseLine")}</p>
    </Empty>
  );
}
