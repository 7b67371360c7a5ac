import type { ReactNode } from "react";
import type { Done } from "#client/answers";
import type { ClientKey } from "#client/client-key";
import type { ClientProblem } from "#client/client-problem";
import type { ValueObject } from "#kernel/json";

/** An act that is about to be signed, in the words of the one who signs it. */
export interface Act {
  readonly ledger: string;
  /** `scenario.verb-object`. */
  readonly command: string;
  readonly args: ValueObject;
  /** What signing says, in the first person and in full: amounts in figures and 大写. The command's own title when left out. */
  readonly sentence?: ReactNode;
  /** What is signed, field by field in plain words, below the sentence. */
  readonly details?: ReactNode;
  /** Who will be able to read it, and what comes afterwards and how it is undone. */
  readonly readers?: ReactNode;
  readonly afterwards?: ReactNode;
  /** Keys that sign in the actor's place: only the demo's administrator, who moves the clock. */
  readonly keys?: readonly ClientKey[];
  /** Called once it is accepted. */
  readonly onDone?: (done: Done) => void;
  /** Called when it is refused; the form below the sheet then shows what is wrong where. */
  readonly onRefused?: (problem: ClientProblem) => void;
}
