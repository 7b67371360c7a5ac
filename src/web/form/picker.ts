import { createContext, useContext } from "react";
import type { Client } from "#client/create-client";
import type { Language } from "../text/language.ts";
import type { Translate } from "../text/texts.ts";

/** How a field that wants an id is filled by choosing: scenarios bring a picker for each prefix of theirs. */

export interface PickOption {
  readonly id: string;
  /** What people call it. */
  readonly label: string;
  /** What tells it from others of the same name. */
  readonly detail?: string;
}

export interface PickerAsk {
  readonly client: Client;
  readonly language: Language;
  readonly text: Translate;
  /** What was typed; empty to list the first ones. */
  readonly words: string;
}

export interface Picker {
  /** Ids begin with it: `person` for `person_…`. */
  readonly prefix: string;
  /** Whether `find` wants the words; otherwise it lists everything and the form looks through it. */
  readonly isSearched?: boolean;
  readonly find: (ask: PickerAsk) => Promise<readonly PickOption[]>;
}

const PickerContext = createContext<readonly Picker[]>([]);
export const PickerProvider = PickerContext;

/** The picker of a prefix; undefined when no scenario brings one. */
export function usePicker(prefix: string): Picker | undefined {
  return useContext(PickerContext).find((picker) => picker.prefix === prefix);
}
