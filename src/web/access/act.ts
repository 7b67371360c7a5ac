import type { ReactNode } from "react";
import type { Done } from "#client/answers";
import type { ClientKey } from "#client/client-key";
import type { ClientProblem } from "#client/client-problem";
import type { Client } from "#client/create-client";
import type { ValueObject } from "#kernel/json";
import type { Round } from "../rounds/round.ts";

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
  /** Signs it in another way than as one signer who sends it: with others, on one envelope. */
  readonly perform?: (client: Client) => Promise<Done | Round>;
  /** Called once this signature waits for those of others. */
  readonly onWaiting?: (round: Round) => void;
  /** Called once it is accepted. */
  readonly onDone?: (done: Done) => void;
  /** Called when it is refused; the form below the sheet then shows what is wrong where. */
  readonly onRefused?: (problem: ClientProblem) => void;
}
