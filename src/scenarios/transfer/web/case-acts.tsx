import { useState } from "react";
import { useAnswer } from "#web/access/use-answer.ts";
import { mayUse, useCommand } from "#web/access/use-verbs.ts";
import { instantText } from "#web/format/date.ts";
import { Go } from "#web/parts/go.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { useText } from "#web/text/texts.ts";
import type { Act, CaseAnswer, Page } from "./answers.ts";
import { actAddress, correctionFor } from "./corrections.ts";
import type { Names } from "./use-names.ts";

export interface CaseActsProps {
  readonly ledger: string;
  readonly achievementId: string;
  readonly dealId?: string;
  readonly found: CaseAnswer;
  readonly names: Names;
}

const FIRST = 12;
const MORE = 100;

/** What happened in a case, the latest first, each act with its receipt and with the way to put it right. */
export function CaseActs({ ledger, achievementId, dealId, found, names }: CaseActsProps) {
  const text = useText();
  const { language } = useNode();
  const [limit, setLimit] = useState(FIRST);
  const asked = { achievementId, ...(dealId === undefined ? {} : { dealId }), limit };
  const acts = useAnswer<Page<Act>>(ledger, "transfer.acts", asked);
  return (
    <section aria-labelledby="acts">
      <h2 className="heading" id="acts">
        {text("transfer:web.acts.title")}
        <span className="meta">{text("transfer:web.acts.line")}</span>
      </h2>
      {acts.error !== null && <Failed error={acts.error} onRetry={() => void acts.refetch()} />}
      {acts.data === undefined && acts.error === null && <Loading />}
      {acts.data?.items.length === 0 && <Empty title={text("transfer:web.acts.empty")} />}
      {acts.data !== undefined && acts.data.items.length > 0 && (
        <table className="records acts">
          <thead>
            <tr>
              <th scope="col">{text("transfer:web.acts.time")}</th>
              <th scope="col">{text("transfer:web.acts.what")}</th>
              <th scope="col">{text("transfer:web.acts.who")}</th>
              <th scope="col">
                <span className="for-readers">{text("transfer:web.acts.correct")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {acts.data.items.map((act, at, all) => (
              <tr key={act.transactionId}>
                <td className="nowrap acts-time">{instantText(act.at, language)}</td>
                <td>
                  {text(`transfer:commands.${act.command.replace("transfer.", "")}.title`)}
                  {act.isLate && <span className="chip">{text("transfer:web.case.late")}</span>}
                  {act.reason !== null && <span className="meta acts-reason">{act.reason}</span>}
                </td>
                <td className="acts-who">{names.signers(act.signerIds)}</td>
                <td className="acts-end">
                  <Correct {...{ ledger, acts: all, at, found }} />
                  <ProofHandle ledger={ledger} id={act.transactionId} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {acts.data?.next !== undefined && limit < MORE && (
        <button type="button" className="link acts-more" onClick={() => setLimit(MORE)}>
          {text("transfer:web.acts.more")}
        </button>
      )}
    </section>
  );
}

interface CorrectProps {
  readonly ledger: string;
  readonly acts: readonly Act[];
  readonly at: number;
  readonly found: CaseAnswer;
}

function Correct({ ledger, acts, at, found }: CorrectProps) {
  const text = useText();
  const self = useSelf(ledger);
  const correction = correctionFor(self?.personId, acts, at, found);
  const verb = useCommand(ledger, `transfer.${correction?.command ?? ""}`);
  // The contract refuses others anyway; a link that leads to a refusal helps nobody.
  if (correction === undefined || !verb || !mayUse(verb.allow, self?.roles)) return null;
  return (
    <Go to={actAddress(ledger, correction.command, { ...dealOf(found), ...correction.args })} className="acts-correct">
      {text(`transfer:web.acts.corrections.${correction.kind}`)}
    </Go>
  );
}

/** The page of the act shows the case, whatever the act itself is about. */
function dealOf({ deal }: CaseAnswer) {
  return deal === null ? {} : { dealId: deal.id };
}
