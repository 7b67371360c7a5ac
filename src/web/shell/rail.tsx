import { useLocation } from "@tanstack/react-router";
import { useLedgerInfo } from "../access/use-answer.ts";
import { useWork } from "../access/work-sources.tsx";
import { Emblem } from "../parts/emblem.tsx";
import { Go, useLedger } from "../parts/go.tsx";
import { Icon } from "../parts/icon.tsx";
import type { ScenarioPages } from "../scenario-pages.ts";
import { useText } from "../text/texts.ts";
import { type NavSection, navigation } from "./navigation.ts";

export interface RailProps {
  readonly scenarios: readonly ScenarioPages[];
  /** Called when somebody goes somewhere, so that a drawer around the rail can close. */
  readonly onGo?: () => void;
}

/** The rail on the left of every page; on a phone it comes in a drawer. */
export function Rail({ scenarios }: RailProps) {
  const text = useText();
  const { data } = useLedgerInfo(useLedger());
  return (
    <aside className="rail" aria-label={text("shell.rail")}>
      <Go to="/" className="brand" label={text("shell.home")}>
        <Emblem />
        <b>{text("brand.name")}</b>
      </Go>
      <RailSections scenarios={scenarios} />
      <p className="rail-foot">
        {data?.demo !== false && <span>{text("shell.demo")}</span>}
        {data?.clock !== "real" && <span>{text("shell.simulated")}</span>}
      </p>
    </aside>
  );
}

/** The sections alone, for the rail and for the drawer. */
export function RailSections({ scenarios, onGo }: RailProps) {
  const text = useText();
  const ledger = useLedger();
  const { data } = useLedgerInfo(ledger);
  // Until the node has said what runs here, most likely everything does: so the rail seldom jumps.
  const onLedger = data?.scenarios ?? scenarios.map(({ scenario }) => scenario);
  return (
    // Every way ends in a link; hearing of the click here spares each link to tell.
    // biome-ignore lint/a11y/useKeyWithClickEvents: links answer the keyboard themselves.
    <nav aria-label={text("shell.navigation")} onClick={onGo}>
      {navigation(scenarios, onLedger).map((section) => (
        <RailSection key={section.group} section={section} ledger={ledger} />
      ))}
    </nav>
  );
}

function RailSection({ section, ledger }: { readonly section: NavSection; readonly ledger: string }) {
  const text = useText();
  const { pathname } = useLocation();
  const { group, ring, items } = section;
  const isHere = (path: string) => {
    const whole = `/at/${ledger}/${path}`;
    return pathname === whole || pathname.startsWith(`${whole}/`);
  };
  if (items.length === 0) return null;
  return (
    <section className="rail-section">
      <h2>
        {ring === undefined ? <Icon name={group === "work" ? "list" : "page"} /> : <Emblem size={16} lit={ring} />}
        {text(`nav.groups.${group}`)}
      </h2>
      <ul>
        {items.map(({ path, text: key }) => (
          <li key={key}>
            {path === undefined ? (
              <span className="rail-item is-later">
                {text(key)}
                <small>{text("nav.later")}</small>
              </span>
            ) : (
              <Go to={`/at/${ledger}/${path}`} className="rail-item" isCurrent={isHere(path)}>
                {text(key)}
                {path === "work" && <WorkCount ledger={ledger} />}
              </Go>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How much waits for the actor; the page itself says it in words. */
function WorkCount({ ledger }: { readonly ledger: string }) {
  const { work } = useWork(ledger);
  return work === undefined || work.mine.length === 0 ? null : <small aria-hidden="true">{work.mine.length}</small>;
}
