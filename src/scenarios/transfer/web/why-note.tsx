import { useEffect, useRef } from "react";
import { useAnswer } from "#web/access/use-answer.ts";
import { amountParts } from "#web/format/amount.ts";
import { instantText } from "#web/format/date.ts";
import { Amount } from "#web/parts/amount.tsx";
import { FileLinks } from "#web/parts/file-links.tsx";
import { Go } from "#web/parts/go.tsx";
import { Icon } from "#web/parts/icon.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { Failed, Loading } from "#web/parts/states.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useText } from "#web/text/texts.ts";
import type { Explanation, Finding } from "./answers.ts";
import { actAddress } from "./corrections.ts";
import { exactAmount } from "./exact-amount.ts";
import type { StatementRow } from "./statement-rows.ts";
import type { Names } from "./use-names.ts";

export interface WhyNoteProps {
  readonly ledger: string;
  readonly dealId: string;
  readonly planId: string;
  readonly row: StatementRow;
  /** What the packs say of the plan, for rows whose own explanation leaves it out. */
  readonly findings: readonly Finding[];
  readonly names: Names;
  /** From the top of the statement, in pixels. */
  readonly top: number;
  readonly onClose: () => void;
}

/** Why an amount is what it is: sum, rule, floors, base, remainder, and who signed which act when. */
export function WhyNote(props: WhyNoteProps) {
  const { ledger, dealId, planId, row, findings, names, top, onClose } = props;
  const text = useText();
  const close = useRef<HTMLButtonElement>(null);
  const asked = { planId, ...row.why };
  const answer = useAnswer<{ explanation: Explanation | null }>(ledger, "transfer.amount-explanation", asked);
  useEffect(() => close.current?.focus({ preventScroll: true }), []);
  const { yuan, fen } = amountParts(row.amount ?? "0");
  const title = text("transfer:web.why.title", { amount: `${yuan}${fen}` });
  return (
    <div
      className="why"
      role="dialog"
      aria-label={title}
      style={{ "--why-top": `${top}px` } as React.CSSProperties}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <header>
        <h3>
          {title}
          <span className="unit">{text("shared.unit")}</span>
        </h3>
        <button ref={close} type="button" className="why-close" aria-label={text("shared.close")} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {answer.error !== null && <Failed error={answer.error} />}
      {answer.data === undefined && answer.error === null && <Loading lines={4} />}
      {answer.data?.explanation === null && <p>{text("transfer:web.why.hidden")}</p>}
      {answer.data?.explanation !== null && answer.data !== undefined && (
        <Explained
          ledger={ledger}
          explanation={answer.data.explanation}
          findings={answer.data.explanation.findings ?? findings}
          names={names}
        />
      )}
      <footer>
        <Go to={`/at/${ledger}/rules?case=${dealId}`}>{text("transfer:web.why.otherPack")}</Go>
        {row.kind === "person" && row.state === "paid" && <Reverse {...{ ledger, planId, row }} />}
        {row.kind === "person" && row.state === "paid" && (
          <FileLinks
            ledger={ledger}
            of={row.isShare === true ? "papers/transfer.share-certificate" : "papers/transfer.payment-certificate"}
            about={{ planId, payeeId: row.key }}
            title={text("transfer:web.documents.certificate")}
          />
        )}
        {row.proof !== undefined && (
          <span>
            {text("transfer:web.why.receipt")} <ProofHandle ledger={ledger} id={row.proof} />
          </span>
        )}
      </footer>
    </div>
  );
}

/** A payment, or an entry in the register of shares, that was made in error. */
function Reverse({ ledger, planId, row }: Pick<WhyNoteProps, "ledger" | "planId" | "row">) {
  const text = useText();
  const to =
    row.isShare === true
      ? actAddress(ledger, "reverse-share-registration", { planId, payeeIds: row.key })
      : actAddress(ledger, "reverse-payment", { planId, personId: row.key });
  return <Go to={to}>{text("transfer:web.acts.corrections.reverse")}</Go>;
}

interface ExplainedProps {
  readonly ledger: string;
  readonly explanation: Explanation;
  readonly findings: readonly Finding[];
  readonly names: Names;
}

function Explained({ ledger, explanation, findings, names }: ExplainedProps) {
  const text = useText();
  const { language } = useNode();
  const { part, base, decidedBy, rule, rounding, signed, definition } = explanation;
  return (
    <>
      <Sum explanation={explanation} />
      <dl>
        {rule !== undefined && (
          <Fact label={text("transfer:web.why.rule")}>
            {decidedBy === "team-leader" ? text("transfer:web.why.leaderDecides") : rule.note[language]}
            <small>
              {rule.document[language]} {rule.article[language]} · {text(`transfer:forces.${rule.force}`)}
            </small>
            {rule.assumption !== null && decidedBy !== "team-leader" && <small>{rule.assumption[language]}</small>}
          </Fact>
        )}
        {definition !== undefined && definition !== null && (
          <Fact label={text("transfer:web.why.rule")}>
            {definition.note?.[language]}
            <small>{definition.article?.[language]}</small>
            {definition.assumption !== null && <small>{definition.assumption[language]}</small>}
          </Fact>
        )}
        {findings.length > 0 && part !== "net-income" && (
          <Fact label={text("transfer:web.why.floors")}>
            {findings.map((finding) => (
              <Floor key={`${finding.packId} ${finding.ruleId}`} finding={finding} />
            ))}
          </Fact>
        )}
        {base !== undefined && (
          <Fact label={text("transfer:web.why.base")}>
            {text(`transfer:web.why.bases.${part === "payee" ? "award" : (rule?.base ?? "net-income")}`)}{" "}
            <Amount fen={base} />
          </Fact>
        )}
        {rounding !== undefined && <Rounding trace={rounding} />}
        <Fact label={text("transfer:web.why.signed")}>
          {signed.map(({ command, transactionId, personIds, at }) => (
            <span className="why-signed" key={transactionId}>
              {names.signers(personIds)}
              <small>
                {text(`transfer:commands.${command.replace("transfer.", "")}.title`)} · {instantText(at, language)}
              </small>
              <ProofHandle ledger={ledger} id={transactionId} />
            </span>
          ))}
        </Fact>
      </dl>
    </>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The amount as a sum that can be done again by hand. */
function Sum({ explanation }: { readonly explanation: Explanation }) {
  const { base, rounding, received, deducted, amount } = explanation;
  if (received !== undefined && deducted !== undefined) {
    return (
      <p className="why-sum">
        <Amount fen={received} />
        <em>−</em>
        <Amount fen={deducted} />
        <em>=</em>
        <Amount fen={amount} />
      </p>
    );
  }
  if (rounding === undefined || base === undefined) return null;
  const { entitledFen, remainder, weightSum, rate } = rounding;
  return (
    <p className="why-sum">
      <Amount fen={base} />
      <em>×</em>
      <span>{rate.replace("%", " %")}</span>
      <em>=</em>
      <span>{exactAmount(BigInt(entitledFen), BigInt(remainder), BigInt(weightSum))}</span>
    </p>
  );
}

function Floor({ finding }: { readonly finding: Finding }) {
  const text = useText();
  const { language } = useNode();
  const { article, document, required, force, verdict } = finding;
  const isMet = verdict === "met";
  return (
    <span className="why-floor">
      {article[language]} {required === null ? "" : `≥ ${required.replace("%", " %")}`}{" "}
      <span className={isMet ? "status done" : verdict === "missed" ? "status refuse" : "status idle"}>
        <Icon name={isMet ? "tick" : verdict === "missed" ? "refuse" : "ring"} size={12} />
        {text(`transfer:verdicts.${verdict}`)}
      </span>
      <small>
        {shortDocument(document[language])} · {text(`transfer:forces.${force}`)}
      </small>
    </span>
  );
}

/** A document by its name, without its dates. */
function shortDocument(document: string): string {
  return document.split(/，|, (?:adopted|amended)|（文号/)[0] ?? document;
}

function Rounding({ trace }: { readonly trace: NonNullable<Explanation["rounding"]> }) {
  const text = useText();
  const extra = BigInt(trace.extraFen);
  const before = BigInt(trace.paidBefore);
  return (
    <>
      {before > 0n && (
        <Fact label={text("transfer:web.why.before")}>
          <Amount fen={before} />
          <small>{text("transfer:web.why.beforeLine")}</small>
        </Fact>
      )}
      <Fact label={text("transfer:web.why.remainder")}>
        {extra > 0n ? <>+ {amountParts(extra).yuan + amountParts(extra).fen}</> : "0.00"}
        <small>
          {text(
            BigInt(trace.remainder) === 0n
              ? "transfer:web.why.exact"
              : `transfer:web.why.rounding.${extra > 0n ? trace.decidedBy : "dropped"}`,
          )}
        </small>
      </Fact>
    </>
  );
}
