import { type ComponentType, createContext, useContext } from "react";
import type { ValueObject } from "#kernel/json";
import type { Field } from "../form/field.ts";

/** How a scenario says what a transaction with several signers is about: with what its own pages know, such as names. */

export interface RoundWordsProps {
  readonly ledger: string;
  readonly command: string;
  readonly fields: readonly Field[];
  readonly args: ValueObject;
  /** On the sheet of a signature there is room for what is signed, and not for the case around it. */
  readonly isOnSheet: boolean;
}

export type RoundWords = ComponentType<RoundWordsProps>;

const RoundWordsContext = createContext<Readonly<Record<string, RoundWords>>>({});
export const RoundWordsProvider = RoundWordsContext;

/** The words of the scenario of a command; undefined where it brings none, and every argument is said as it stands. */
export function useRoundWords(command: string): RoundWords | undefined {
  const [scenario = ""] = command.split(".");
  const known = useContext(RoundWordsContext);
  return Object.hasOwn(known, scenario) ? known[scenario] : undefined;
}
