import type { Verb } from "#client/verb";
import { useDrafts } from "../access/drafts.ts";
import { useLedgerInfo } from "../access/use-answer.ts";
import { mayUse, useVerbs } from "../access/use-verbs.ts";
import { roleWord } from "../form/field-words.ts";
import { instantText } from "../format/date.ts";
import { Go, useAddressState, useLedger } from "../parts/go.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { useNode } from "../session/node-context.tsx";
import { useSelf } from "../session/use-self.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { foundText } from "../text/found-text.ts";
import { useText } from "../text/texts.ts";

/** Every command of the ledger, by scenario: what one may sign first, and who signs the rest. */
export function CommandsPage() {
  const text = useText();
  const ledger = useLedger();
  const [{ q = "" }, change] = useAddressState();
  const verbs = useVerbs(ledger);
  const self = useSelf(ledger);
  usePageTitle(text("commands.title"));
  return (
    <>
      <header className="page-head">
        <h1 className="title">{text("commands.title")}</h1>
        <p>{text("commands.line")}</p>
      </header>
      <OwnDrafts ledger={ledger} verbs={verbs.data} />
      <div className="page-tools">
        <input
          className="input find-input"
          type="search"
          aria-label={text("commands.search")}
          placeholder={text("commands.search")}
          value={q}
          onChange={(event) => change({ q: event.currentTarget.value })}
        />
      </div>
      {verbs.isError ? (
        <Failed error={verbs.error} onRetry={() => void verbs.refetch()} />
      ) : verbs.data === undefined || self === undefined ? (
        <Loading />
      ) : (
        <Acts ledger={ledger} verbs={matching([...verbs.data.values()], q)} roles={self?.roles} />
      )}
    </>
  );
}

function matching(verbs: readonly Verb[], words: string): readonly Verb[] {
  const wanted = words.trim().toLowerCase();
  return verbs.filter(
    ({ kind, name, title, summary }) =>
      kind === "command" && [name, title, summary].some((text) => text.toLowerCase().includes(wanted)),
  );
}

interface ActsProps {
  readonly ledger: string;
  readonly verbs: readonly Verb[];
  readonly roles: readonly string[] | undefined;
}

function Acts({ ledger, verbs, roles }: ActsProps) {
  const text = useText();
  if (verbs.length === 0) {
    return (
      <Empty title={text("commands.none")}>
        <p>{text("commands.noneDetail")}</p>
      </Empty>
    );
  }
  const scenarios = [...new Set(verbs.map(({ name }) => name.split(".")[0] ?? ""))];
  return scenarios.map((scenario) => {
    const own = verbs.filter(({ name }) => name.startsWith(`${scenario}.`));
    const mine = own.filter(({ allow }) => mayUse(allow, roles));
    const others = own.filter((verb) => !mine.includes(verb));
    return (
      <section key={scenario} className="act-section">
        <h2 className="heading">
          {foundText(text, `${scenario}:name`) ?? scenario}
          <span className="meta">{text("commands.count", { count: own.length })}</span>
        </h2>
        <ActList ledger={ledger} title={text("commands.mine")} verbs={mine} />
        <ActList ledger={ledger} title={text("commands.others")} verbs={others} isOthers />
      </section>
    );
  });
}

interface ActListProps {
  readonly ledger: string;
  readonly title: string;
  readonly verbs: readonly Verb[];
  readonly isOthers?: boolean;
}

function ActList({ ledger, title, verbs, isOthers = false }: ActListProps) {
  if (verbs.length === 0) return null;
  return (
    <ul className={isOthers ? "ruled act-list is-others" : "ruled act-list"} aria-label={title}>
      {verbs.map((verb) => (
        <li key={verb.name}>
          <Go to={`/at/${ledger}/commands/${verb.name}`}>
            <b>{verb.title}</b>
            <span>{verb.summary}</span>
            <span className="meta">
              <Signers ledger={ledger} verb={verb} />
            </span>
          </Go>
        </li>
      ))}
    </ul>
  );
}

/** Who signs a command: its own roles, and those who sign with them. */
function Signers({ ledger, verb }: { readonly ledger: string; readonly verb: Verb }) {
  const text = useText();
  const { data } = useLedgerInfo(ledger);
  const words = [verb.allow, ...verb.cosigners].map((roles) =>
    typeof roles === "string"
      ? text("commands.anyone")
      : roles.map((role) => roleWord(text, data?.scenarios ?? [], role)).join(" / "),
  );
  return words.join(" + ");
}

function OwnDrafts({
  ledger,
  verbs,
}: {
  readonly ledger: string;
  readonly verbs: ReadonlyMap<string, Verb> | undefined;
}) {
  const text = useText();
  const { language } = useNode();
  const { data = [] } = useDrafts(ledger);
  // Drafts about a case are found on its page.
  const own = data.filter(({ kind, about }) => about === undefined && verbs?.get(kind)?.kind === "command");
  if (own.length === 0) return null;
  return (
    <section className="act-section">
      <h2 className="heading">{text("commands.drafts")}</h2>
      <ul className="ruled act-list">
        {own.map(({ id, kind, title, updatedAt }) => (
          <li key={id}>
            <Go to={`/at/${ledger}/commands/${kind}`}>
              <b>{title ?? verbs?.get(kind)?.title}</b>
              <span>{text("commands.draftOf", { time: instantText(updatedAt, language) })}</span>
            </Go>
          </li>
        ))}
      </ul>
    </section>
  );
}
