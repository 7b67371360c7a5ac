import { Outlet } from "@tanstack/react-router";
import { Suspense } from "react";
import { FoundProvider } from "../access/found-pages.ts";
import { LiveProvider } from "../access/live.tsx";
import { SigningProvider } from "../access/signing.tsx";
import { PickerProvider } from "../form/picker.ts";
import { useLedger } from "../parts/go.tsx";
import { Loading } from "../parts/states.tsx";
import { type RoundWords, RoundWordsProvider } from "../rounds/round-words.ts";
import type { ScenarioPages } from "../scenario-pages.ts";
import { useText } from "../text/texts.ts";
import { Bar } from "./bar.tsx";
import { ConnectionNote } from "./connection.tsx";
import { Rail } from "./rail.tsx";
import { ReceiptDrawerProvider } from "./receipt-drawer-provider.tsx";
import { SimulatedEdge } from "./simulated-edge.tsx";

/** The frame of every page of a ledger: rail by chain, bar with ledger, clock and role, and the page itself. */
export function Shell({ scenarios }: { readonly scenarios: readonly ScenarioPages[] }) {
  const text = useText();
  const ledger = useLedger();
  return (
    <LiveProvider ledger={ledger}>
      <PickerProvider value={scenarios.flatMap(({ pickers }) => pickers ?? [])}>
        <ReceiptDrawerProvider>
          <SigningProvider>
            <a className="skip" href="#main">
              {text("shell.skip")}
            </a>
            <SimulatedEdge ledger={ledger} />
            <div className="frame">
              <Rail scenarios={scenarios} />
              <div className="column">
                <Bar scenarios={scenarios} />
                <ConnectionNote />
                <main id="main" className="main" tabIndex={-1}>
                  <FoundProvider value={Object.assign({}, ...scenarios.map(({ finds }) => finds))}>
                    <RoundWordsProvider value={roundWordsOf(scenarios)}>
                      <Suspense fallback={<Loading />}>
                        <Outlet />
                      </Suspense>
                    </RoundWordsProvider>
                  </FoundProvider>
                </main>
              </div>
            </div>
          </SigningProvider>
        </ReceiptDrawerProvider>
      </PickerProvider>
    </LiveProvider>
  );
}

function roundWordsOf(scenarios: readonly ScenarioPages[]): Readonly<Record<string, RoundWords>> {
  return Object.fromEntries(
    scenarios.flatMap(({ scenario, rounds }) => (rounds === undefined ? [] : [[scenario, rounds] as const])),
  );
}
