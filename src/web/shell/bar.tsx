import { lazy, Suspense, useRef, useState } from "react";
import { useLedgerName } from "../access/ledger-names.ts";
import { useLedgerInfo } from "../access/use-answer.ts";
import { Go, useLedger } from "../parts/go.tsx";
import { Icon } from "../parts/icon.tsx";
import type { ScenarioPages } from "../scenario-pages.ts";
import { useText } from "../text/texts.ts";
import { ActorMenu } from "./actor-menu.tsx";
import { Clock } from "./clock.tsx";
import { Connection } from "./connection.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { LedgerSwitch } from "./ledger-switch.tsx";
import { SearchBox } from "./search-box.tsx";

const NarrowMenu = lazy(() => import("./narrow-menu.tsx").then(({ NarrowMenu }) => ({ default: NarrowMenu })));

/** The bar above every page. The ledger comes first, for it decides who reads. */
export function Bar({ scenarios }: { readonly scenarios: readonly ScenarioPages[] }) {
  return (
    <>
      <header className="bar">
        <LedgerSwitch />
        <SearchBox />
        <span className="bar-space" />
        <Clock />
        <ActorMenu />
        <LanguageSwitch />
        <Connection />
      </header>
      <NarrowBar scenarios={scenarios} />
    </>
  );
}

/** On a phone: the ledger's name, and a drawer with everything else. */
function NarrowBar({ scenarios }: { readonly scenarios: readonly ScenarioPages[] }) {
  const text = useText();
  const ledger = useLedger();
  const ledgerName = useLedgerName();
  const { data } = useLedgerInfo(ledger);
  const [isAsked, setAsked] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const open = () => {
    setAsked(true);
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <header className="narrow-bar">
      <Go to={`/at/${ledger}/work`} className="narrow-name">
        {ledgerName(ledger)}
      </Go>
      {data?.clock === "simulated" && <span className="chip">{text("clock.simulated")}</span>}
      <Connection />
      <button ref={button} type="button" className="icon-button" aria-label={text("shell.menu")} onClick={open}>
        <Icon name="menu" size={20} />
      </button>
      {isAsked && (
        <Suspense>
          {/* In a section the drawer's header is no second banner of the page. */}
          <section>
            <NarrowMenu scenarios={scenarios} isOpen={isOpen} onClose={close} />
          </section>
        </Suspense>
      )}
    </header>
  );
}
