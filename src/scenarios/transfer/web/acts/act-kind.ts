import type { ValueObject } from "#kernel/json";
import type { Editors } from "#web/form/form-context.ts";
import type { IdName } from "./ids.ts";
import type { Known } from "./known.ts";

/** Something that must be so, or that the signer should know, before the act. */
export interface Check {
  /** Key below `web.act.checks`. */
  readonly key: string;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly state: "met" | "open" | "note";
}

/** What is shown beside the form. */
export type Matter = "terms" | "people" | "statement" | "plan" | "notice" | "batch" | "slip";

/** How an act of the path is done: what it is about, what is known already, and what the signer sees. */
export interface ActKind {
  /** Id without which there is nothing to act on. */
  readonly about?: IdName;
  readonly matter?: readonly Matter[];
  /** Whether lines that are owed are needed, too. */
  readonly needsPayable?: boolean;
  /** Values that the form starts with. */
  readonly initial?: (known: Known) => ValueObject;
  /** Values that are sent as they are, for the page says them. */
  readonly fixed?: (known: Known) => ValueObject;
  readonly editors?: (known: Known, ledger: string) => Editors;
  /** Whether it is signed person by person. */
  readonly isOnSeveral?: boolean;
  readonly checks?: (known: Known) => readonly Check[];
  /** Key below `web.act.readers`; the offices of the unit when left out. */
  readonly readers?: "public" | "team" | "company" | "own" | "offices";
  /** Where it shows afterwards, below the ledger; the case when left out. */
  readonly shows?: (known: Known, result: Readonly<Record<string, unknown>>) => string | undefined;
}

export type ActKinds = Readonly<Record<string, ActKind>>;

/** A check that is met or not. */
export function check(key: string, isMet: boolean, facts: Check["facts"] = {}): Check {
  return { key, facts, state: isMet ? "met" : "open" };
}
