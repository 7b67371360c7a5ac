import type { Scenario } from "#kernel/scenario";
import { council } from "../../src/scenarios/council/scenario.ts";
import { points } from "./scenario.ts";

/** The scenario list of a bundle with points: council knows the keys of every ledger, so it is always there. */
export const scenarios: readonly Scenario[] = [council, points];
