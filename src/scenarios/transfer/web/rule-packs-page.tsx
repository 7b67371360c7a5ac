import { useEffect, useRef } from "react";
import { useAnswer } from "#web/access/use-answer.ts";
import { dayText } from "#web/format/date.ts";
import { useAddressState, useLedger } from "#web/parts/go.tsx";
import { Failed, Loading } from "#web/parts/states.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import type { Bilingual } from "./answers.ts";
import type { RulePack } from "./pack-answers.ts";
import { PackComparison } from "./pack-comparison.tsx";
import { PackRules } from "./pack-rules.tsx";
import "./rules.css";

/** Rule packs: every figure with its article and force, and what each pack would give, side by side. */
export function RulePacksPage() {
  const text = useText();
  const ledger = useLedger();
  const answer = useAnswer<{ packs: readonly RulePack[] }>(ledger, "transfer.rule-packs");
  usePageTitle(text("transfer:web.rules.title"));
  return (
    <div className="rules">
      <h1 className="title">{text("transfer:web.rules.title")}</h1>
      <p className="meta">{text("transfer:web.rules.line")}</p>
      <PackComparison />
      {answer.error !== null && <Failed error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data === undefined && answer.error === null && <Loading lines={10} />}
      {answer.data?.packs.map((pack) => (
        <Pack key={`${pack.id} ${pack.version}`} pack={pack} />
      ))}
    </div>
  );
}

function Pack({ pack }: { readonly pack: RulePack }) {
  const text = useText();
  const { language } = useNode();
  const [{ pack: wanted }] = useAddressState();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (wanted === pack.id) section.current?.scrollIntoView({ block: "start" });
  }, [wanted, pack.id]);
  const effective =
    pack.effectiveOn === null
      ? text("transfer:web.rules.unknownDay")
      : text("transfer:web.rules.since", { day: dayText(pack.effectiveOn, language) });
  return (
    <section ref={section} className="pack" aria-labelledby={`pack-${pack.id}`}>
      <h2 className="heading" id={`pack-${pack.id}`}>
        {pack.title[language]}
        <span className="chip">{text(`transfer:web.rules.levels.${pack.level}`)}</span>
        <span className="meta">
          {pack.id.toUpperCase()} v{pack.version} · {effective}
          {pack.repealedOn !== undefined &&
            ` · ${text("transfer:web.rules.repealed", { day: dayText(pack.repealedOn, language) })}`}
        </span>
      </h2>
      <p className="pack-source">
        {pack.document[language]}
        <span className="meta">{text("transfer:web.rules.source", { source: pack.source[language] })}</span>
      </p>
      <PackRules pack={pack} />
      {pack.provisions.length > 0 && (
        <ul className="pack-provisions">
          {pack.provisions.map(({ article, text: said }: { article: Bilingual; text: Bilingual }) => (
            <li key={said.zh}>
              <span className="meta">{article[language]}</span> {said[language]}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
