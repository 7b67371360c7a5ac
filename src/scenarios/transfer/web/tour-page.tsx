import { type ReactNode, useEffect, useRef } from "react";
import { Go, useLedger, useParameter } from "#web/parts/go.tsx";
import { demoActor } from "#web/session/actor.ts";
import { demoRoleOf } from "#web/session/demo-roles.ts";
import { useNode } from "#web/session/node-context.tsx";
import { usePageTitle } from "#web/shell/use-page-title.ts";
import { useText } from "#web/text/texts.ts";
import { TourFlow, TourReasons } from "./tour-money.tsx";
import { TourNotice, TourObjection } from "./tour-notice.tsx";
import { TourPacks } from "./tour-packs.tsx";
import { TourReceipt } from "./tour-receipt.tsx";
import "./tour.css";

const STEPS = 6;
/** Who walks through the tour: sees the whole case of the own team. */
const WALKER = "bjtu/team-leader";

/** The first ten minutes: six steps, each on the real case and each a real act. */
export function TourPage() {
  const text = useText();
  const ledger = useLedger();
  const step = stepOf(useParameter("step"));
  const head = useRef<HTMLHeadingElement>(null);
  const title = text(`tour.${step}`);
  usePageTitle(title);
  // A new step begins where it says what it is about; without a step there is nothing to go to.
  useEffect(() => {
    if (step > 0) head.current?.focus({ preventScroll: true });
  }, [step]);
  return (
    <div className="tour">
      <header className="tour-band">
        <p className="meta">
          {text("transfer:web.tour.of", { step, count: STEPS })} · {text("landing.tour")}
        </p>
        <h1 className="title" tabIndex={-1} ref={head}>
          {title}
        </h1>
        <p className="tour-line">{text(`transfer:web.tour.lines.${step}`)}</p>
        <TourSteps ledger={ledger} step={step} />
      </header>
      <Walker>
        <Stage step={step} />
      </Walker>
      <footer className="spread tour-foot">
        {step > 1 ? (
          <Go to={`/at/${ledger}/tour/${step - 1}`} className="button">
            {text("transfer:web.tour.back")}
          </Go>
        ) : (
          <span />
        )}
        <Go to={step < STEPS ? `/at/${ledger}/tour/${step + 1}` : "/"} className="button primary">
          {text(step < STEPS ? "transfer:web.tour.next" : "transfer:web.tour.end")}
        </Go>
      </footer>
    </div>
  );
}

function TourSteps({ ledger, step }: { readonly ledger: string; readonly step: number }) {
  const text = useText();
  return (
    <nav aria-label={text("landing.tour")}>
      <ol className="tour-steps">
        {Array.from({ length: STEPS }, (_, i) => i + 1).map((each) => (
          <li key={each}>
            <Go
              to={`/at/${ledger}/tour/${each}`}
              isCurrent={each === step}
              className={each < step ? "is-past" : undefined}
              label={`${each} ${text(`tour.${each}`)}`}
            >
              {each}
            </Go>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Stage({ step }: { readonly step: number }) {
  switch (step) {
    case 1:
      return <TourFlow />;
    case 2:
      return <TourReasons />;
    case 3:
      return <TourObjection />;
    case 4:
      return <TourPacks />;
    case 5:
      return <TourNotice />;
    default:
      return <TourReceipt />;
  }
}

/** Cases are seen by somebody: visitors step into a role first, with one click. */
function Walker({ children }: { readonly children: ReactNode }) {
  const text = useText();
  const { actor, changeActor } = useNode();
  const role = demoRoleOf(WALKER);
  if (actor.kind !== "nobody" || role === undefined) return <div className="tour-stage">{children}</div>;
  return (
    <div className="tour-stage">
      <p>{text("transfer:web.tour.visitor")}</p>
      <button type="button" className="button primary" onClick={() => changeActor(demoActor(role))}>
        {text("transfer:web.tour.step", { role: text(`demo.roles.${role.text}.name`) })}
      </button>
    </div>
  );
}

function stepOf(text: string): number {
  const step = Number(text);
  return Number.isInteger(step) && step >= 1 && step <= STEPS ? step : 1;
}
