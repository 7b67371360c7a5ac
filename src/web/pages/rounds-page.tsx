import type { ReactNode } from "react";
import { useVerbs } from "../access/use-verbs.ts";
import { instantText } from "../format/date.ts";
import { Go, useLedger } from "../parts/go.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import type { Round } from "../rounds/round.ts";
import { RoundStatus } from "../rounds/round-status.tsx";
import { awaiting, useRounds } from "../rounds/use-rounds.ts";
import { useNode } from "../session/node-context.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

/** What one signs together with others: what waits for one's own signature first, then the rest. */
export function RoundsPage() {
  const text = useText();
  const ledger = useLedger();
  const { actor } = useNode();
  const rounds = useRounds(ledger);
  usePageTitle(text("rounds.title"));
  const own = actor.kind === "nobody" ? undefined : actor.key.keyId;
  const mine = awaiting(rounds.data ?? [], own);
  const others = (rounds.data ?? []).filter((round) => !mine.includes(round));
  return (
    <>
      <header className="page-head">
        <h1 className="title">{text("rounds.title")}</h1>
        <p>{text("rounds.line")}</p>
      </header>
      {actor.kind === "nobody" ? (
        <Empty title={text("form.signInFirst")} />
      ) : rounds.isError ? (
        <Failed error={rounds.error} onRetry={() => void rounds.refetch()} />
      ) : rounds.data === undefined ? (
        <Loading />
      ) : rounds.data.length === 0 ? (
        <Empty title={text("rounds.none")}>
          <p>{text("rounds.noneDetail")}</p>
        </Empty>
      ) : (
        <>
          <RoundList title={text("rounds.mine")} rounds={mine} />
          <RoundList title={text("rounds.others")} rounds={others} />
        </>
      )}
    </>
  );
}

function RoundList({ title, rounds }: { readonly title: string; readonly rounds: readonly Round[] }): ReactNode {
  const text = useText();
  const ledger = useLedger();
  const { language } = useNode();
  const { data: verbs } = useVerbs(ledger);
  if (rounds.length === 0) return null;
  return (
    <section className="act-section">
      <h2 className="heading">{title}</h2>
      <ul className="ruled act-list">
        {rounds.map((round) => (
          <li key={round.id}>
            <Go to={`/at/${ledger}/rounds/${round.id}`}>
              <b>{verbs?.get(round.command)?.title ?? round.command}</b>
              <span>{text("rounds.begun", { time: instantText(round.createdAt, language) })}</span>
              <span className="meta">
                <RoundStatus round={round} />
              </span>
            </Go>
          </li>
        ))}
      </ul>
    </section>
  );
}
