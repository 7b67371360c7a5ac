import { useVerbs } from "../access/use-verbs.ts";
import { instantText } from "../format/date.ts";
import { Go } from "../parts/go.tsx";
import { Status } from "../parts/status.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { awaiting, useRounds } from "./use-rounds.ts";

/** What others have signed and waits for the actor's signature; nothing while there is none. */
export function RoundsAwaiting({ ledger }: { readonly ledger: string }) {
  const text = useText();
  const { actor, language } = useNode();
  const { data: verbs } = useVerbs(ledger);
  const { data = [] } = useRounds(ledger);
  const mine = awaiting(data, actor.kind === "nobody" ? undefined : actor.key.keyId);
  if (mine.length === 0) return null;
  return (
    <section className="act-section">
      <h2 className="heading">
        {text("rounds.mine")}
        <Go className="more" to={`/at/${ledger}/rounds`}>
          {text("rounds.all")}
        </Go>
      </h2>
      <ul className="ruled act-list">
        {mine.map((round) => (
          <li key={round.id}>
            <Go to={`/at/${ledger}/rounds/${round.id}`}>
              <b>{verbs?.get(round.command)?.title ?? round.command}</b>
              <span>{text("rounds.begun", { time: instantText(round.createdAt, language) })}</span>
              <span className="meta">
                <Status tone="now">{text("rounds.yours")}</Status>
              </span>
            </Go>
          </li>
        ))}
      </ul>
    </section>
  );
}
