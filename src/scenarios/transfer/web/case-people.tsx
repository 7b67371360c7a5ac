import { percentText } from "#web/format/amount.ts";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { Status } from "#web/parts/status.tsx";
import { useText } from "#web/text/texts.ts";
import type { Contributor } from "./answers.ts";
import type { Names } from "./use-names.ts";

export interface CasePeopleProps {
  readonly ledger: string;
  readonly contributors: readonly Contributor[];
  readonly leaderId: string | undefined;
  readonly names: Names;
}

/** Who contributed how much, and whether they have confirmed it themselves. */
export function CasePeople({ ledger, contributors, leaderId, names }: CasePeopleProps) {
  const text = useText();
  if (contributors.length === 0) return null;
  return (
    <section aria-labelledby="people">
      <h2 className="heading" id="people">
        {text("transfer:web.people.title")}
        <span className="meta">{text("transfer:web.people.line")}</span>
      </h2>
      <ul className="ruled case-people">
        {contributors.map(({ personId, part, contributionBp, confirmedBy }) => (
          <li key={personId}>
            <span>
              <b>{names.person(personId)}</b>
              <small className="meta">
                {text(`transfer:parts.${part}`)}
                {personId === leaderId && ` · ${text("transfer:web.people.leader")}`}
              </small>
            </span>
            <span className="figure">{percentText(contributionBp)}</span>
            {confirmedBy === null ? (
              <Status tone="wait">{text("transfer:web.people.unconfirmed")}</Status>
            ) : (
              <Status tone="done">{text("transfer:web.people.confirmed")}</Status>
            )}
            <span>{confirmedBy !== null && <ProofHandle ledger={ledger} id={confirmedBy} />}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
