import { Suspense } from "react";
import { useLedgerName } from "../access/ledger-names.ts";
import { useCommand } from "../access/use-verbs.ts";
import { fieldsOf } from "../form/field.ts";
import { fieldWordsOf } from "../form/field-words.ts";
import { IdName } from "../form/id-name.tsx";
import { SignedWords } from "../form/signed-words.tsx";
import { instantText } from "../format/date.ts";
import { Go, useLedger, useParameter } from "../parts/go.tsx";
import { Failed, Loading } from "../parts/states.tsx";
import { contentOf, type Round } from "../rounds/round.ts";
import { RoundActions } from "../rounds/round-actions.tsx";
import { RoundProgress } from "../rounds/round-progress.tsx";
import { RoundStatus } from "../rounds/round-status.tsx";
import { useRoundWords } from "../rounds/round-words.ts";
import { useRound } from "../rounds/use-rounds.ts";
import { useNode } from "../session/node-context.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

/** One transaction that several people sign: what it says in plain words, who has signed, and what one can do. */
export function RoundPage() {
  const text = useText();
  const ledger = useLedger();
  const { actor } = useNode();
  const round = useRound(ledger, useParameter("round"));
  const verb = useCommand(ledger, round.data?.command ?? "");
  const title = verb?.title ?? round.data?.command;
  usePageTitle(title ?? text("rounds.title"));
  return (
    <>
      <header className="page-head">
        <p className="crumbs">
          <Go to={`/at/${ledger}/rounds`}>{text("rounds.title")}</Go>
        </p>
        <h1 className="title">{title ?? text("rounds.title")}</h1>
        {verb !== undefined && verb !== null && <p>{verb.summary}</p>}
      </header>
      {actor.kind === "nobody" ? (
        <p>{text("form.signInFirst")}</p>
      ) : round.isError ? (
        <Failed error={round.error} onRetry={() => void round.refetch()} />
      ) : round.data === undefined || verb === undefined ? (
        <Loading />
      ) : (
        <RoundBody ledger={ledger} round={round.data} />
      )}
    </>
  );
}

function RoundBody({ ledger, round }: { readonly ledger: string; readonly round: Round }) {
  const text = useText();
  const { client, language } = useNode();
  const ledgerName = useLedgerName();
  const verb = useCommand(ledger, round.command);
  const [scenario = ""] = round.command.split(".");
  const fields = verb ? fieldsOf(verb.input, fieldWordsOf(scenario, text)) : [];
  const content = contentOf(client(ledger), round);
  const Words = useRoundWords(round.command);
  return (
    <div className="round">
      <section>
        <h2 className="heading">{text("rounds.says")}</h2>
        {content === undefined ? (
          <p className="meta">{text("rounds.contentGone")}</p>
        ) : (
          <>
            {Words === undefined ? (
              <SignedWords ledger={ledger} fields={fields} args={content.args} />
            ) : (
              <Suspense fallback={<Loading />}>
                <Words {...{ ledger, fields }} command={round.command} args={content.args} isOnSheet={false} />
              </Suspense>
            )}
            <p className="meta">{text("rounds.checked")}</p>
          </>
        )}
        <dl className="facts">
          <div>
            <dt>{text("signing.writes")}</dt>
            <dd>{ledgerName(ledger)}</dd>
          </div>
          <div>
            <dt>{text("rounds.initiator")}</dt>
            <dd>
              <IdName ledger={ledger} prefix="person" id={round.createdBy} />
            </dd>
          </div>
          <div>
            <dt>{text("rounds.until")}</dt>
            <dd>{instantText(round.notAfter, language)}</dd>
          </div>
        </dl>
      </section>
      <section>
        <h2 className="heading">
          {text("rounds.progress")} <RoundStatus round={round} />
        </h2>
        <RoundProgress ledger={ledger} round={round} />
        {round.declined !== undefined && (
          <p>
            <IdName ledger={ledger} prefix="person" id={round.declined.personId} />
            {text("rounds.declinedWhy", { reason: round.declined.reason })}
          </p>
        )}
        <RoundActions ledger={ledger} round={round} fields={fields} content={content} />
      </section>
    </div>
  );
}
