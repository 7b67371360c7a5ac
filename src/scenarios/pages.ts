import type { ScenarioPages } from "#web/scenario-pages.ts";
import { councilPages } from "./council/web/council-pages.ts";
import { transferPages } from "./transfer/web/transfer-pages.ts";

/** Pages that scenarios bring to the web application: one line a scenario. */
export const scenarioPages: readonly ScenarioPages[] = [councilPages, transferPages];
