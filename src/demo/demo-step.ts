import type { DemoLabel } from "#kernel/demo-keys";
import type { JsonObject, ValueObject } from "#kernel/json";
import type { DemoLedgerName } from "./demo-genesis.ts";

/** One act of the demo: who signs what on which ledger. Everything in the demo came about by such acts. */
export interface DemoStep {
  readonly ledger: DemoLedgerName;
  readonly signers: readonly DemoLabel[];
  readonly command: string;
  /** Arguments, out of what earlier acts gave. */
  readonly args: (known: DemoFacts) => ValueObject;
  /** Under which name the result is remembered. */
  readonly result?: string;
  /** The rejection that the act ends in, for acts that show a refusal. */
  readonly refusal?: string;
  readonly title: { readonly zh: string; readonly en: string };
}

/** What an act can build on. */
export interface DemoFacts {
  /** `name@genesis hash` of each ledger. */
  readonly refs: Readonly<Record<DemoLedgerName, string>>;
  /** Time of the act's ledger in milliseconds. */
  readonly now: number;
  /** Latest head of the unit ledger with the proof that it grew from the one posted before; only for acts that post it. */
  readonly head: DemoHead;
  /** A day by its distance from today, `2026-03-06`. */
  day(distance: number): string;
  /** A text of an earlier result, such as an id. Throws when there is none. */
  of(result: string, field: string): string;
}

/** Head of a log. */
export interface DemoHead {
  readonly size: number;
  /** Signed checkpoint (C2SP). */
  readonly checkpoint: string;
  /** Base64 hashes of the consistency proof; empty from size 0. */
  readonly proof: readonly string[];
}

/** What the demo needs of the nodes that it is told to. */
export interface DemoNode {
  /** Signs and sends a command. Gives its result, or the code of its rejection. Throws for everything else. */
  submit(
    ledger: DemoLedgerName,
    signers: readonly DemoLabel[],
    command: string,
    args: ValueObject,
  ): Promise<{ readonly result: JsonObject } | { readonly rejected: string }>;
  /** `name@genesis hash`. */
  ref(ledger: DemoLedgerName): Promise<string>;
  /** Time of a ledger in milliseconds. */
  now(ledger: DemoLedgerName): Promise<number>;
  /** Head of a ledger's log, proved to have grown from a size. */
  head(ledger: DemoLedgerName, from: number): Promise<DemoHead>;
}
