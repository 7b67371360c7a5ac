import { lazy, Suspense, useState } from "react";
import type { Done } from "#client/answers";
import type { JsonObject, ValueObject } from "#kernel/json";
import { mayUse, useCommand } from "#web/access/use-verbs.ts";
import { CommandForm } from "#web/form/command-form.tsx";
import { Go } from "#web/parts/go.tsx";
import { Icon } from "#web/parts/icon.tsx";
import { ProofHandle } from "#web/parts/proof-handle.tsx";
import { Empty, Failed, Loading } from "#web/parts/states.tsx";
import { Status } from "#web/parts/status.tsx";
import { useNode } from "#web/session/node-context.tsx";
import { useSelf } from "#web/session/use-self.ts";
import { foundText } from "#web/text/found-text.ts";
import { type Translate, useText } from "#web/text/texts.ts";
import type { Asset } from "../answers.ts";
import { assetText } from "../asset-text.ts";
import { useNames } from "../use-names.ts";
import type { ActKind, Check } from "./act-kind.ts";
import { sentenceFacts } from "./act-words.ts";
import type { Ids } from "./ids.ts";
import { achievementOf, assetOf, type Known, namedIn, useKnown } from "./known.ts";
import "./acts.css";

const ActMatter = lazy(async () => ({ default: (await import("./act-matter.tsx")).ActMatter }));
const SignedTable = lazy(async () => ({ default: (await import("./signed-table.tsx")).SignedTable }));

export interface ActFormProps {
  readonly ledger: string;
  /** Name of the command without its scenario. */
  readonly act: string;
  readonly kind: ActKind;
  readonly ids: Ids;
}

/** What one needs to know to decide, the form, and afterwards where it shows. */
export function ActForm(props: ActFormProps) {
  const { ledger, act, kind, ids } = props;
  const { known, error } = useKnown(ledger, ids, kind.needsPayable === true);
  // What was signed changes what is known; the form keeps what it began with.
  const [done, setDone] = useState<Done>();
  const [roundId, setRoundId] = useState<string>();
  const { isCosigner } = usePart(ledger, act);
  if (error !== null) return <Failed error={error} />;
  if (known === undefined) return <Loading lines={8} />;
  if (done !== undefined) return <ActDone {...props} known={known} done={done} />;
  if (roundId !== undefined) return <ActWaiting ledger={ledger} roundId={roundId} />;
  return (
    <div className="act">
      {(kind.matter !== undefined || kind.about !== undefined) && (
        <Suspense fallback={<Loading />}>
          <ActMatter ledger={ledger} known={known} shown={kind.matter ?? []} />
        </Suspense>
      )}
      <Checks checks={kind.checks?.(known) ?? []} asset={assetOf(known)} />
      {isCosigner ? (
        <Cosigning ledger={ledger} />
      ) : (
        <ActFields {...props} known={known} onDone={setDone} onWaiting={setRoundId} />
      )}
    </div>
  );
}

/** Whether the viewer signs this act only on an envelope that somebody else fills in. */
function usePart(ledger: string, act: string): { readonly isCosigner: boolean } {
  const verb = useCommand(ledger, `transfer.${act}`);
  const self = useSelf(ledger);
  if (verb === null || verb === undefined || self === null || self === undefined) return { isCosigner: false };
  const isCosigner = !mayUse(verb.allow, self.roles) && verb.cosigners.some((roles) => mayUse(roles, self.roles));
  return { isCosigner };
}

function Cosigning({ ledger }: { readonly ledger: string }) {
  const text = useText();
  return (
    <Empty title={text("transfer:web.act.cosigning")}>
      <p>{text("transfer:web.act.cosigningLine")}</p>
      <Go to={`/at/${ledger}/rounds`} className="button primary">
        {text("rounds.title")}
      </Go>
    </Empty>
  );
}

interface ActFieldsProps extends ActFormProps {
  readonly known: Known;
  readonly onDone: (done: Done) => void;
  /** Called with the round in which the others now have to sign. */
  readonly onWaiting: (roundId: string) => void;
}

function ActFields({ ledger, act, kind, known, onDone, onWaiting }: ActFieldsProps) {
  const text = useText();
  const { language } = useNode();
  const names = useNames(ledger, namedIn(known));
  const fixed = kind.fixed?.(known) ?? {};
  const editors = kind.editors?.(known, ledger);
  const says = `transfer:web.act.says.${act}`;
  const sentence = (args: ValueObject) =>
    assetText(text, assetOf(known, args), `web.act.says.${act}`, sentenceFacts(known, args, { text, language, names }));
  const afterwards = afterText(text, act, known);
  const about = aboutOf(kind, known);
  const details = (args: ValueObject) =>
    kind.isOnSeveral === true ? (
      <Suspense fallback={<Loading lines={3} />}>
        <SignedTable {...{ act, known, args, names }} />
      </Suspense>
    ) : undefined;
  return (
    <CommandForm
      ledger={ledger}
      command={`transfer.${act}`}
      initial={{ ...kind.initial?.(known), ...fixed }}
      hidden={Object.keys(fixed)}
      {...(editors === undefined ? {} : { editors })}
      {...(foundText(text, says) === undefined ? {} : { sentence })}
      details={details}
      readers={text(`transfer:web.act.readers.${kind.readers ?? "offices"}`)}
      {...(afterwards === undefined ? {} : { afterwards })}
      {...(about === undefined ? {} : { about })}
      onDone={onDone}
      onWaiting={({ id }) => onWaiting(id)}
    />
  );
}

function aboutOf(kind: ActKind, { ids }: Known): string | undefined {
  return kind.about === undefined ? ids.planId : ids[kind.about];
}

function Checks({ checks, asset }: { readonly checks: readonly Check[]; readonly asset: Asset | undefined }) {
  const text = useText();
  if (checks.length === 0) return null;
  return (
    <ul className="act-checks" aria-label={text("transfer:web.act.checksTitle")}>
      {checks.map(({ key, facts, state }) => (
        <li key={key} className={`is-${state}`}>
          <Icon name={state === "met" ? "tick" : state === "open" ? "warn" : "dot"} size={16} />
          <span>
            {assetText(text, asset, `web.act.checks.${key}`, facts)}
            {state === "open" && <em>{text("transfer:web.act.notMet")}</em>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function ActWaiting({ ledger, roundId }: { readonly ledger: string; readonly roundId: string }) {
  const text = useText();
  return (
    <div className="act-done">
      <p>
        <Status tone="wait">{text("rounds.states.open")}</Status>
      </p>
      <p>{text("rounds.waitingNote")}</p>
      <p className="row">
        <Go to={`/at/${ledger}/rounds/${roundId}`} className="button primary">
          {text("rounds.open")}
        </Go>
        <Go to={`/at/${ledger}/work`} className="button">
          {text("transfer:web.act.toWork")}
        </Go>
      </p>
    </div>
  );
}

function ActDone({ ledger, act, kind, known, done }: ActFormProps & { readonly known: Known; readonly done: Done }) {
  const text = useText();
  const result = (done.result ?? {}) as JsonObject;
  const address = kind.shows?.(known, result) ?? caseOf(known, result);
  const afterwards = afterText(text, act, known);
  return (
    <div className="act-done">
      <p className="row">
        <Status tone="done">{text("command.done")}</Status>
        <span className="meta">{text("command.doneDetail", { height: done.height, position: done.position })}</span>
        <ProofHandle ledger={ledger} id={done.id} />
      </p>
      {afterwards !== undefined && <p>{afterwards}</p>}
      <p className="row">
        {address !== undefined && (
          <Go to={`/at/${ledger}/${address}`} className="button primary">
            {text("transfer:web.act.seeIt")}
          </Go>
        )}
        <Go to={`/at/${ledger}/work`} className="button">
          {text("transfer:web.act.toWork")}
        </Go>
      </p>
    </div>
  );
}

/** What happens next, and how it can be put right. */
function afterText(text: Translate, act: string, known: Known): string | undefined {
  const path = `web.act.after.${act}`;
  return foundText(text, `transfer:${path}`) === undefined ? undefined : assetText(text, assetOf(known), path);
}

function caseOf(known: Known, { dealId }: JsonObject): string | undefined {
  const deal = known.found?.deal?.id ?? known.ids.dealId ?? (typeof dealId === "string" ? dealId : undefined);
  if (deal !== undefined) return `cases/${deal}`;
  const achievement = achievementOf(known)?.id;
  return achievement === undefined ? undefined : `achievements/${achievement}`;
}
