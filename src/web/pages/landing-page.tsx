import { useQuery } from "@tanstack/react-query";
import { useLedgerName } from "../access/ledger-names.ts";
import { Emblem } from "../parts/emblem.tsx";
import { Go, useGo } from "../parts/go.tsx";
import { Icon } from "../parts/icon.tsx";
import { demoActor } from "../session/actor.ts";
import { DEMO_ROLES, type DemoRole } from "../session/demo-roles.ts";
import { useNode } from "../session/node-context.tsx";
import { LanguageSwitch } from "../shell/language-switch.tsx";
import { useText } from "../text/texts.ts";
import { Braid } from "./braid.tsx";
import { useTodoCounts } from "./use-todo-counts.ts";

const NUMERALS = { zh: ["一", "二", "三", "四", "五", "六"], en: ["1", "2", "3", "4", "5", "6"] } as const;

/** What this is, in one screen: the three chains, the roles of the demo, and the first ten minutes. */
export function LandingPage() {
  const text = useText();
  const heads = useHeads();
  const isKnown = heads.length > 0;
  const isDemo = !isKnown || heads.some(({ demo }) => demo);
  return (
    <>
      {isDemo && <div className="simulated-edge" aria-hidden="true" />}
      <div className="landing">
        <header className="landing-top">
          <span className="brand">
            <Emblem size={36} />
            <b>{text("brand.name")}</b>
          </span>
          <small className="meta">{text("brand.line")}</small>
          <nav aria-label={text("shell.navigation")}>
            <Go to="/enrol">{text("landing.enrol")}</Go>
            <Go to="/verify">{text("landing.verify")}</Go>
          </nav>
          <LanguageSwitch />
        </header>
        <main>
          <section className="landing-hero">
            <div>
              <h1>
                <span>{text("landing.title1")}</span>
                <span>{text("landing.title2")}</span>
                <span>{text("landing.title3")}</span>
              </h1>
              <p>{text("landing.lead")}</p>
              {isDemo && <FirstSteps />}
            </div>
            <div className="braid-scroll">
              <Braid />
            </div>
          </section>
          {isDemo && (
            // Its place is kept until the node has said whether it is a demo, so that nothing jumps.
            <section className={isKnown ? "landing-low" : "landing-low is-awaited"}>
              <Roles />
              <Tour />
            </section>
          )}
        </main>
        <footer className="landing-foot spread">
          <span>{text("landing.foot")}</span>
          <Heads heads={heads} />
        </footer>
      </div>
    </>
  );
}

interface Head {
  readonly name: string;
  readonly demo: boolean;
  readonly head: { readonly height: number };
}

function useHeads(): readonly Head[] {
  const { client } = useNode();
  const { data } = useQuery({
    queryKey: ["heads"],
    queryFn: async () => {
      const { ledgers } = await client("").http.json({ method: "GET", path: "/api/v1/ledgers", isRepeatable: true });
      // The node's own document.
      return ledgers as unknown as readonly Head[];
    },
  });
  return data ?? [];
}

function Heads({ heads }: { readonly heads: readonly Head[] }) {
  const text = useText();
  const ledgerName = useLedgerName();
  return (
    <span>
      {heads
        .map(({ name, head }) => text("landing.heads", { ledger: ledgerName(name), height: head.height }))
        .join(" · ")}
    </span>
  );
}

/** Steps into a role and goes to its first page. */
function useStepInto(): (role: DemoRole, to?: string) => void {
  const go = useGo();
  const { changeActor } = useNode();
  return (role, to) => {
    changeActor(demoActor(role));
    go(to ?? `/at/${role.ledger}/${role.home}`);
  };
}

const [LEADER] = DEMO_ROLES;

function FirstSteps() {
  const text = useText();
  const stepInto = useStepInto();
  const into = (to: string) => () => LEADER !== undefined && stepInto(LEADER, to);
  return (
    <div className="row">
      <button type="button" className="button primary large" onClick={into("/at/bjtu/tour/1")}>
        {text("landing.start")}
      </button>
      <button type="button" className="button quiet large" onClick={into("/at/bjtu/cases")}>
        {text("landing.seeCase")}
      </button>
    </div>
  );
}

function Roles() {
  const text = useText();
  const stepInto = useStepInto();
  const counts = useTodoCounts();
  const further = DEMO_ROLES.filter(({ isFurther }) => isFurther === true);
  return (
    <div>
      <h2 className="heading">
        {text("landing.roles")}
        <span className="chip">{text("demo.mark")}</span>
        <span className="meta">{text("landing.rolesLine")}</span>
      </h2>
      <ul className="ruled role-grid">
        {DEMO_ROLES.filter(({ isFurther }) => isFurther !== true).map((role) => (
          <li key={role.label}>
            <button type="button" onClick={() => stepInto(role)}>
              <b>{text(`demo.roles.${role.text}.name`)}</b>
              <span>{text(`demo.roles.${role.text}.does`)}</span>
              <em>
                {(counts[role.label] ?? 0) === 0
                  ? text("landing.enter")
                  : text("landing.todo", { count: counts[role.label] ?? 0 })}
                <Icon name="arrow" size={13} />
              </em>
            </button>
          </li>
        ))}
      </ul>
      <details className="further-roles">
        <summary>{text("landing.further", { count: further.length })}</summary>
        <ul>
          {further.map((role) => (
            <li key={role.label}>
              <button type="button" className="link" onClick={() => stepInto(role)}>
                {text(`demo.roles.${role.text}.name`)}
              </button>{" "}
              <span className="meta">{text(`demo.roles.${role.text}.does`)}</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function Tour() {
  const text = useText();
  const { language } = useNode();
  return (
    <div>
      <h2 className="heading">
        {text("landing.tour")}
        <span className="meta">{text("landing.tourLine")}</span>
      </h2>
      <ol className="ruled tour-list">
        {NUMERALS[language].map((numeral, i) => (
          <li key={numeral}>
            <Go to={`/at/bjtu/tour/${i + 1}`}>
              <i aria-hidden="true">{numeral}</i>
              {text(`tour.${i + 1}`)}
            </Go>
          </li>
        ))}
      </ol>
    </div>
  );
}
