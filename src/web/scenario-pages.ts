import type { ComponentType } from "react";
import type { FoundPages } from "./access/found-pages.ts";
import type { Picker } from "./form/picker.ts";
import type { RoundWords } from "./rounds/round-words.ts";
import type { LoadTexts } from "./text/load-texts.ts";
import type { WorkSource } from "./work.ts";

/** What a scenario brings to the web application: pages below `/at/<ledger>/`, and where they stand in the rail. */

/** Groups of the rail: one's own work, the three chains, and what everyone may look into. */
export type NavGroup = "work" | "innovation" | "industry" | "capital" | "public";

export interface ScenarioPage {
  /** Below `/at/<ledger>/`; `$name` stands for a parameter: `cases/$dealId`. */
  readonly path: string;
  readonly load: () => Promise<ComponentType>;
  /** Its place in the rail; pages without one are reached from others. `text` is a key of its texts. */
  readonly nav?: { readonly group: NavGroup; readonly text: string };
}

export interface ScenarioPages {
  /** Name of the scenario; only ledgers that have it show its pages. */
  readonly scenario: string;
  readonly pages: readonly ScenarioPage[];
  readonly texts: LoadTexts;
  /** Where its work is found and done. */
  readonly work?: WorkSource;
  /** How forms choose ids of this scenario. */
  readonly pickers?: readonly Picker[];
  /** How transactions with several signers are said to each of them. */
  readonly rounds?: RoundWords;
  /** Where things that a search finds are looked at, by kind: `{"transfer.deal": "cases/$id"}`. */
  readonly finds?: FoundPages;
}
