import { lazy, type ReactNode, Suspense } from "react";
import { useCommand } from "#web/access/use-verbs.ts";
import { CommandForm } from "#web/form/command-form.tsx";
import { valuesOfNames } from "#web/form/entry.ts";
import { Go, useAddressState, useLedger, useParameter } from "#web/parts/go.tsx";
import { Empty, Loading } from "#web/parts/states.tsx";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import { ActForm } from "./act-form.tsx";
import { actKindOf } from "./act-kinds.ts";
import { ID_NAMES, type IdName, type Ids } from "./ids.ts";

const AchievementChoice = lazy(async () => ({ default: (await import("./achievement-choice.tsx")).AchievementChoice }));
const PlanChoice = lazy(async () => ({ default: (await import("./plan-choice.tsx")).PlanChoice }));
const SlipChoice = lazy(async () => ({ default: (await import("../payouts/slip-choice.tsx")).SlipChoice }));

/** One act of the path: `acts/approve-plan?planId=…`. */
export function ActPage() {
  const text = useText();
  const ledger = useLedger();
  const act = useParameter("act");
  const [search] = useAddressState();
  const verb = useCommand(ledger, `transfer.${act}`);
  const kind = actKindOf(act);
  usePageTitle(verb?.title);
  const ids: Ids = Object.fromEntries(
    ID_NAMES.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])),
  );
  const missing = kind?.about !== undefined && ids[kind.about] === undefined ? kind.about : undefined;
  return (
    <>
      <header className="page-head">
        <p className="crumbs">
          <Go to={`/at/${ledger}/work`}>{text("nav.work")}</Go>
          <span aria-hidden="true">/</span>
          <span>{verb?.title ?? act}</span>
        </p>
        <h1 className="title">{verb?.title ?? act}</h1>
        {verb !== undefined && verb !== null && <p>{verb.summary}</p>}
      </header>
      <Suspense fallback={<Loading />}>
        {kind === undefined ? (
          <CommandForm ledger={ledger} command={`transfer.${act}`} initial={valuesOfNames(search)} />
        ) : missing === undefined ? (
          <ActForm key={`${act} ${Object.values(ids).join(" ")}`} {...{ ledger, act, kind, ids }} />
        ) : (
          <Missing ledger={ledger} missing={missing} ids={ids} />
        )}
      </Suspense>
    </>
  );
}

/** The act is on something that the address does not name: it is chosen first. */
function Missing({ ledger, missing, ids }: { ledger: string; missing: IdName; ids: Ids }): ReactNode {
  const text = useText();
  if (missing === "slipId") return <SlipChoice ledger={ledger} />;
  if (missing === "achievementId") return <AchievementChoice ledger={ledger} />;
  if (missing === "planId" && ids.dealId !== undefined) return <PlanChoice ledger={ledger} dealId={ids.dealId} />;
  return (
    <Empty title={text("transfer:web.act.nothing")}>
      <p>{text("transfer:web.act.nothingLine")}</p>
      <Go to={`/at/${ledger}/cases`} className="button">
        {text("transfer:web.cases.title")}
      </Go>
    </Empty>
  );
}
