import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router";
import type { ComponentType } from "react";
import { plainSearch, readSearch, searchText } from "./router-search.ts";
import type { ScenarioPages } from "./scenario-pages.ts";
import { Shell } from "./shell/shell.tsx";

/** Addresses of the application. Everything of a ledger stands below `/at/<ledger>/`, so an address says whose book it is. */

const lazy = (load: () => Promise<ComponentType>) =>
  lazyRouteComponent(async () => ({ default: await load() }), "default");

/** Makes the router with the pages of the shell and of the scenarios. */
export function createAppRouter(scenarios: readonly ScenarioPages[]) {
  const root = createRootRouteWithContext()({
    component: Outlet,
    validateSearch: plainSearch,
    notFoundComponent: lazy(async () => (await import("./pages/not-found-page.tsx")).NotFoundPage),
  });
  const page = (path: string, load: () => Promise<ComponentType>) =>
    createRoute({ getParentRoute: () => root, path, component: lazy(load) });
  const ledger = createRoute({
    getParentRoute: () => root,
    path: "/at/$ledger",
    component: () => <Shell scenarios={scenarios} />,
  });
  const inLedger = (path: string, load: () => Promise<ComponentType>) =>
    createRoute({ getParentRoute: () => ledger, path, component: lazy(load) });
  return createRouter({
    routeTree: root.addChildren([
      page("/", async () => (await import("./pages/landing-page.tsx")).LandingPage),
      page("/enrol", async () => (await import("./pages/enrol-page.tsx")).EnrolPage),
      page("/verify", async () => (await import("./pages/public-verify-page.tsx")).PublicVerifyPage),
      ledger.addChildren([
        inLedger("work", async () => (await import("./pages/work-page.tsx")).WorkPage),
        inLedger("verify", async () => (await import("./pages/verify-page.tsx")).VerifyPage),
        inLedger("ledger", async () => (await import("./pages/explorer-page.tsx")).ExplorerPage),
        inLedger("members", async () => (await import("./pages/members-page.tsx")).MembersPage),
        inLedger("node", async () => (await import("./pages/node-page.tsx")).NodePage),
        inLedger("search", async () => (await import("./pages/search-page.tsx")).SearchPage),
        inLedger("commands", async () => (await import("./pages/commands-page.tsx")).CommandsPage),
        inLedger("commands/$command", async () => (await import("./pages/command-page.tsx")).CommandPage),
        inLedger("rounds", async () => (await import("./pages/rounds-page.tsx")).RoundsPage),
        inLedger("rounds/$round", async () => (await import("./pages/round-page.tsx")).RoundPage),
        inLedger("$", async () => (await import("./pages/not-found-page.tsx")).NothingHere),
        ...scenarios.flatMap(({ pages }) => pages.map(({ path, load }) => inLedger(path, load))),
      ]),
    ]),
    parseSearch: readSearch,
    stringifySearch: searchText,
    defaultPreload: "intent",
    scrollRestoration: true,
  });
}
