import type { ReactNode } from "react";
import { formatYuan } from "#kernel/money";
import { amountInWords, percentText } from "#web/format/amount.ts";
import { dayText } from "#web/format/date.ts";
import { Amount } from "#web/parts/amount.tsx";
import { Go } from "#web/parts/go.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { Status } from "#web/parts/status.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { Asset, Contributor, Deal, Line, Plan, Statement } from "../answers.ts";
import { assetText } from "../asset-text.ts";
import type { NoticeAnswer } from "../notice-answers.ts";
import { NoticeFacts } from "../notice-facts.tsx";
import { BatchLines } from "../payouts/batch-lines.tsx";
import { type Names, useNames } from "../use-names.ts";
import type { Matter } from "./act-kind.ts";
import { achievementOf, contributorsOf, type Known, namedIn, planOf } from "./known.ts";
import "../notices.css";

interface ActMatterProps {
  readonly ledger: string;
  readonly known: Known;
  readonly shown: readonly Matter[];
}

/** What an act is about: the case with a link, and of it what one must have seen before signing. */
export function ActMatter({ ledger, known, shown }: ActMatterProps) {
  const names = useNames(ledger, namedIn(known));
  const deal = known.found?.deal ?? undefined;
  const plan = planOf(known);
  const { batch } = known;
  const parts: Readonly<Record<Matter, ReactNode>> = {
    terms: deal !== undefined && <Terms deal={deal} names={names} />,
    people: <People people={contributorsOf(known)} names={names} />,
    statement: known.statement !== undefined && <Figures statement={known.statement} />,
    plan: (
      <>
        {plan !== undefined && <PlanFigures plan={plan} names={names} />}
        <Lines ledger={ledger} lines={known.planned?.lines ?? []} names={names} />
      </>
    ),
    notice: known.noticed !== undefined && <Notice noticed={known.noticed} objectionId={known.ids.objectionId} />,
    batch: batch !== undefined && <BatchLines ledger={ledger} lines={batch.lines} />,
    slip: <Slip known={known} />,
  };
  return (
    <div className="act-matter">
      <CaseLine ledger={ledger} known={known} />
      {shown.map((each) => (
        <div key={each}>{parts[each]}</div>
      ))}
    </div>
  );
}

function CaseLine({ ledger, known }: { readonly ledger: string; readonly known: Known }) {
  const text = useText();
  const deal = known.found?.deal ?? undefined;
  const achievement = achievementOf(known);
  if (deal === undefined && achievement === undefined) return null;
  const number = achievement?.number ?? "";
  const address = deal === undefined ? `achievements/${achievement?.id}` : `cases/${deal.id}`;
  return (
    <p className="act-case">
      <Go to={`/at/${ledger}/${address}`}>{deal?.title ?? achievement?.title}</Go>
      <span className="meta">
        {[number, deal?.contractNumber].filter(Boolean).join(" · ")}
        {" · "}
        {deal === undefined
          ? text(`transfer:states.achievement.${achievement?.state}`)
          : text(`transfer:states.deal.${deal.state}`)}
      </span>
    </p>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Terms({ deal, names }: { readonly deal: Deal; readonly names: Names }) {
  const text = useText();
  const { language } = useNode();
  const price = BigInt(deal.price);
  return (
    <dl className="facts">
      <Fact label={text("transfer:web.act.terms.party")}>{names.member(deal.counterpartyId)}</Fact>
      <Fact label={text("transfer:web.act.terms.route")}>
        {text(`transfer:routes.${deal.route}`)} · {text(`transfer:pricing.${deal.pricing}`)}
        {deal.pricingReference !== undefined && ` ${deal.pricingReference}`}
      </Fact>
      <Fact label={assetText(text, deal.asset, "web.act.terms.price")}>{amountInWords(price, language)}</Fact>
      {deal.instalments.length > 0 && (
        <Fact label={text("transfer:web.act.terms.instalments")}>
          {deal.instalments.map(({ dueOn, amount, condition }) => (
            <span key={`${dueOn} ${amount}`} className="act-instalment">
              {dayText(dueOn, language)} {formatYuan(BigInt(amount), language)} {condition}
            </span>
          ))}
        </Fact>
      )}
    </dl>
  );
}

function People({ people, names }: { readonly people: readonly Contributor[]; readonly names: Names }) {
  const text = useText();
  if (people.length === 0) return null;
  return (
    <ul className="ruled case-people">
      {people.map(({ personId, part, contributionBp, confirmedBy }) => (
        <li key={personId}>
          <span>
            <b>{names.person(personId)}</b> <small className="meta">{text(`transfer:parts.${part}`)}</small>
          </span>
          <span className="figure">{percentText(contributionBp)}</span>
          <Status tone={confirmedBy === null ? "wait" : "done"}>
            {text(`transfer:web.people.${confirmedBy === null ? "unconfirmed" : "confirmed"}`)}
          </Status>
        </li>
      ))}
    </ul>
  );
}

type Row = readonly [key: string, fen: string];

/** A stake has no costs: nothing is said of them. */
function isTold(asset: Asset): (row: Row) => boolean {
  return ([key]) => asset === "money" || key !== "deducted";
}

function FigureTable({ rows, asset }: { readonly rows: readonly Row[]; readonly asset: Asset }) {
  const text = useText();
  return (
    <table className="records act-figures">
      <tbody>
        {rows.filter(isTold(asset)).map(([key, fen]) => (
          <tr key={key}>
            <th scope="row">{assetText(text, asset, `web.act.figures.${key}`)}</th>
            <td className="figure">
              <Amount fen={fen} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figures({ statement }: { readonly statement: Statement }) {
  const { asset, receivable, received, deducted, base, awarded, retained, distributable } = statement;
  return (
    <FigureTable
      asset={asset}
      rows={[
        ["receivable", receivable],
        ["received", received],
        ["deducted", deducted],
        ["base", base],
        ["awarded", awarded],
        ["retained", retained],
        ["distributable", distributable],
      ]}
    />
  );
}

function PlanFigures({ plan, names }: { readonly plan: Plan; readonly names: Names }) {
  const text = useText();
  return (
    <>
      <p className="meta">
        {text("transfer:web.act.planLine", {
          sequence: plan.sequence,
          state: assetText(text, plan.asset, `states.plan.${plan.state}`),
          holder: names.member(plan.restHolderId),
        })}
      </p>
      <FigureTable
        asset={plan.asset}
        rows={[
          ["received", plan.received],
          ["deducted", plan.deducted],
          ["base", plan.base],
          ["thisPlan", plan.amount],
          ["award", plan.award.amount],
          ["rest", plan.rest.amount],
        ]}
      />
    </>
  );
}

function Lines({ ledger, lines, names }: { ledger: string; lines: readonly Line[]; names: Names }) {
  const text = useText();
  const standing = lines.filter(({ kind, state }) => kind === "award" && state !== "superseded");
  if (standing.length === 0) return null;
  return (
    <table className="records act-rows">
      <thead>
        <tr>
          <th scope="col">{text("transfer:web.act.split.person")}</th>
          <th scope="col" className="figure">
            {assetText(text, standing[0]?.asset, "web.act.split.amount")}
          </th>
          <th scope="col">{text("transfer:web.act.lineState")}</th>
          <th scope="col">{text("transfer:web.act.confirmed")}</th>
        </tr>
      </thead>
      <tbody>
        {standing.map(({ payeeId, amount, asset, state, confirmedBy }) => (
          <tr key={payeeId}>
            <th scope="row">{names.person(payeeId)}</th>
            <td className="figure">
              <Amount fen={amount} />
            </td>
            <td>{assetText(text, asset, `states.line.${state}`)}</td>
            <td>
              <Status tone={confirmedBy === null ? "wait" : "done"}>
                {text(`transfer:web.people.${confirmedBy === null ? "unconfirmed" : "confirmed"}`)}
              </Status>{" "}
              {confirmedBy !== null && <ProofHandle ledger={ledger} id={confirmedBy} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Notice({ noticed, objectionId }: { noticed: NoticeAnswer; objectionId: string | undefined }) {
  const text = useText();
  const { notice } = noticed;
  if (notice === null) return null;
  const objection = noticed.objections.find(({ id }) => id === objectionId);
  return (
    <>
      <p className="meta">
        {notice.number} · {text(`transfer:states.notice.${notice.state}`)}
      </p>
      <NoticeFacts facts={notice.facts} />
      {objection !== undefined && (
        <blockquote className="consequence">
          <b>{text(`transfer:targets.${objection.target}`)}</b> {objection.reason ?? "—"}
        </blockquote>
      )}
    </>
  );
}

function Slip({ known: { slip } }: { readonly known: Known }) {
  const text = useText();
  const { language } = useNode();
  if (slip === undefined) return null;
  const amount = BigInt(slip.amount);
  return (
    <dl className="facts">
      <Fact label={text("transfer:web.slips.reference")}>{slip.reference}</Fact>
      <Fact label={text("transfer:web.slips.amount")}>{amountInWords(amount, language)}</Fact>
      <Fact label={text("transfer:web.slips.payer")}>{slip.payer}</Fact>
      <Fact label={text("transfer:web.slips.day")}>{dayText(slip.occurredOn, language)}</Fact>
    </dl>
  );
}
