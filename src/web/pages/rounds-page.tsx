import type { ReactNode } from "react";
import { useVerbs } from "../access/use-verbs.ts";
import { instantText } from "../format/date.ts";
import { ListFilter } from "../lists/list-filter.tsx";
import { NothingFound } from "../lists/list-pages.tsx";
import { Go, useAddressState, useLedger } from "../parts/go.tsx";
import { Paging, pageOf } from "../parts/paging.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import type { Round } from "../rounds/round.ts";
import { RoundStatus } from "../rounds/round-status.tsx";
import { awaiting, useRounds } from "../rounds/use-rounds.ts";
import { useNode } from "../session/node-context.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

const ROUNDS = {
  states: ["open", "complete", "recorded", "declined", "withdrawn", "expired"],
  orders: ["newest", "oldest"],
} as const;

/** What one signs together with others: what waits for one's own signature first, then the rest. */
export function RoundsPage() {
  const text = useText();
  const ledger = useLedger();
  const { actor } = useNode();
  const rounds = useRounds(ledger);
  usePageTitle(text("rounds.title"));
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
        <Rounds rounds={rounds.data} keyId={actor.key.keyId} />
      )}
    </>
  );
}

/** The rounds that the address asks for, whose acts hold the words. */
function Rounds({ rounds, keyId }: { readonly rounds: readonly Round[]; readonly keyId: string }) {
  const text = useText();
  const { data: verbs } = useVerbs(useLedger());
  const [{ q = "", state = "", order, page = "1" }, change] = useAddressState();
  const titleOf = ({ command }: Round) => verbs?.get(command)?.title ?? command;
  const wanted = q.toLowerCase();
  const found = rounds.filter(
    (round) => (state === "" || round.state === state) && titleOf(round).toLowerCase().includes(wanted),
  );
  const ordered = order === "oldest" ? found.toReversed() : found;
  const mine = awaiting(ordered, keyId);
  const others = pageOf(
    ordered.filter((round) => !mine.includes(round)),
    Number(page),
  );
  return (
    <>
      <ListFilter spec={ROUNDS} search={text("rounds.search")} stateText={(each) => text(`rounds.states.${each}`)} />
      {found.length === 0 && <NothingFound />}
      <RoundList title={text("rounds.mine")} rounds={mine} titleOf={titleOf} />
      <RoundList title={text("rounds.others")} rounds={others.shown} titleOf={titleOf} />
      <Paging page={others.at} pages={others.pages} onPage={(next) => change({ page: String(next) })} />
    </>
  );
}

interface RoundListProps {
  readonly title: string;
  readonly rounds: readonly Round[];
  readonly titleOf: (round: Round) => string;
}

function RoundList({ title, rounds, titleOf }: RoundListProps): ReactNode {
  const text = useText();
  const ledger = useLedger();
  const { language } = useNode();
  if (rounds.length === 0) return null;
  return (
    <section className="act-section">
      <h2 className="heading">{title}</h2>
      <ul className="ruled act-list">
        {rounds.map((round) => (
          <li key={round.id}>
            <Go to={`/at/${ledger}/rounds/${round.id}`}>
              <b>{titleOf(round)}</b>
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
