import type { Scenario } from "#kernel/scenario";
import { council } from "./council/scenario.ts";
import { transfer } from "./transfer/scenario.ts";

/** Every scenario there is: the only list. A ledger's genesis says which of them it runs. */
export const scenarios: readonly Scenario[] = [council, transfer];
