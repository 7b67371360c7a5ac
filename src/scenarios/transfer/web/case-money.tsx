import { useMemo } from "react";
import { useAnswer } from "#web/access/use-answer.ts";
import { Go, useAddressState } from "#web/parts/go.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { useText } from "#web/text/texts.ts";
import type { Act, Asset, CaseAnswer, Deal, Line, Page, Plan, PlanAnswer, Statement } from "./answers.ts";
import { assetText } from "./asset-text.ts";
import { HeldLines } from "./held-lines.tsx";
import { ownRows, planRows, registerRows, statementRows } from "./statement-rows.ts";
import { StatementSheet } from "./statement-sheet.tsx";
import type { Names } from "./use-names.ts";

export interface CaseMoneyProps {
  readonly ledger: string;
  readonly deal: Deal;
  readonly found: CaseAnswer;
  readonly names: Names;
}

/** The statement of a case: of the plan that the address names, or the latest; before a plan, of what came in. */
export function CaseMoney(props: CaseMoneyProps) {
  const { deal, found } = props;
  const [{ plan: wanted }] = useAddressState();
  const standing = found.plans?.filter(({ state }) => state !== "withdrawn" && state !== "void") ?? [];
  const plan = standing.find(({ id }) => id === wanted) ?? standing.at(-1);
  if (deal.state !== "signed" && deal.state !== "closed") return <NoMoneyYet asset={deal.asset} />;
  if (found.totals === null || found.totals === undefined) return <OwnMoney {...props} />;
  return (
    <div className="case-money">
      {standing.length > 1 && <PlanTabs plans={standing} here={plan?.id} {...props} />}
      {plan === undefined ? <BeforePlan {...props} /> : <PlanMoney {...props} plan={plan} />}
    </div>
  );
}

function NoMoneyYet({ asset }: { readonly asset: Asset }) {
  const text = useText();
  return (
    <section aria-labelledby="statement">
      <h2 className="heading" id="statement">
        {text(`transfer:web.statement.titles.${asset}`)}
      </h2>
      <Empty title={assetText(text, asset, "web.statement.notYet")}>
        <p>{assetText(text, asset, "web.statement.notYetLine")}</p>
      </Empty>
    </section>
  );
}

function PlanTabs({
  plans,
  here,
  ledger,
  deal,
}: CaseMoneyProps & { plans: readonly Plan[]; here: string | undefined }) {
  const text = useText();
  return (
    <nav className="plan-tabs" aria-label={text("transfer:web.statement.plans")}>
      {plans.map(({ id, sequence, state }) => (
        <Go key={id} to={`/at/${ledger}/cases/${deal.id}?plan=${id}`} isCurrent={id === here}>
          {text("transfer:web.statement.plan", { sequence })}
          <small>{assetText(text, deal.asset, `states.plan.${state}`)}</small>
        </Go>
      ))}
    </nav>
  );
}

function PlanMoney({ ledger, deal, found, names, plan }: CaseMoneyProps & { readonly plan: Plan }) {
  const text = useText();
  const answer = useAnswer<PlanAnswer>(ledger, "transfer.plan", { planId: plan.id });
  const acts = useAnswer<Page<Act>>(ledger, "transfer.acts", {
    achievementId: deal.achievementId,
    dealId: deal.id,
    limit: 200,
  });
  const rows = useMemo(() => {
    const proofs = new Map(
      acts.data?.items.flatMap(({ subjectId, transactionId }) =>
        subjectId === null ? [] : [[subjectId, transactionId]],
      ),
    );
    return answer.data?.plan?.id === plan.id ? planRows({ found, answer: answer.data, proofs }) : [];
  }, [answer.data, acts.data, found, plan.id]);
  if (answer.error !== null) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  if (rows.length === 0) return <Loading lines={12} />;
  const state = assetText(text, plan.asset, `states.plan.${plan.state}`);
  return (
    <>
      <HeldLines {...{ ledger, plan, rows, names }} />
      <StatementSheet
        {...{ ledger, rows, names }}
        dealId={deal.id}
        planId={plan.id}
        asset={deal.asset}
        subtitle={text("transfer:web.statement.of", { number: deal.contractNumber, sequence: plan.sequence, state })}
        findings={answer.data?.findings ?? []}
      />
    </>
  );
}

function BeforePlan({ ledger, deal, names }: CaseMoneyProps) {
  const text = useText();
  const answer = useAnswer<{ statement: Statement | null }>(ledger, "transfer.statement", { dealId: deal.id });
  const statement = answer.data?.statement;
  const rows = useMemo(
    () => (statement === null || statement === undefined ? [] : statementRows(statement, deal.contractNumber)),
    [statement, deal.contractNumber],
  );
  if (answer.error !== null) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  if (statement === undefined) return <Loading lines={8} />;
  if (statement === null) return null;
  return (
    <StatementSheet
      {...{ ledger, rows, names }}
      dealId={deal.id}
      asset={deal.asset}
      subtitle={text("transfer:web.statement.toDate", { number: deal.contractNumber })}
    />
  );
}

/** For members of the team: their own lines, one plan after the other. */
function OwnMoney({ ledger, deal, found, names }: CaseMoneyProps) {
  const text = useText();
  const [{ plan: wanted }] = useAddressState();
  const answer = useAnswer<Page<Line>>(ledger, "transfer.own-lines", { limit: 200 });
  const own = answer.data?.items.filter(({ dealId }) => dealId === deal.id);
  const line = own?.find(({ planId }) => planId === wanted) ?? own?.[0];
  const rows = useMemo(() => (line === undefined ? [] : ownRows([line])), [line]);
  if (answer.error !== null) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  if (own === undefined) return <Loading />;
  if (line === undefined && found.register !== undefined && found.register.length > 0) {
    return <Register {...{ ledger, deal, names }} lines={found.register} />;
  }
  if (line === undefined) return <NoMoneyYet asset={deal.asset} />;
  return (
    <StatementSheet
      {...{ ledger, rows, names }}
      dealId={deal.id}
      planId={line.planId}
      asset={deal.asset}
      subtitle={text("transfer:web.statement.own")}
    />
  );
}

interface RegisterProps extends Pick<CaseMoneyProps, "ledger" | "deal" | "names"> {
  readonly lines: readonly Line[];
}

/** For the company that enters the shares: the lines of the latest plan, for it sees no plan and no totals. */
function Register({ ledger, deal, names, lines }: RegisterProps) {
  const text = useText();
  const planId = lines
    .map((line) => line.planId)
    .sort()
    .at(-1);
  const rows = useMemo(() => registerRows(lines.filter((line) => line.planId === planId)), [lines, planId]);
  return (
    <StatementSheet
      {...{ ledger, rows, names, planId }}
      dealId={deal.id}
      asset={deal.asset}
      subtitle={text("transfer:web.statement.toDate", { number: deal.contractNumber })}
    />
  );
}
