import { council } from "#scenarios/council/scenario";
import { tally } from "./tally-scenario.ts";

/** Scenario list of the bundle that node tests execute. */
export const scenarios = [council, tally];
