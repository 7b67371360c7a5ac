import type { Signer, Viewer } from "#kernel/identity";
import type { Value, ValueObject } from "#kernel/json";
import type { Shape } from "#kernel/shape";
import type { ReadTx, Schedulable, Tx } from "#kernel/table";

/** Commands, queries and timers: from these definitions come validation, routes, OpenAPI, client, CLI verbs and forms. */

/** HTTP status of a rejection: not allowed, not found, conflicts with the state, cannot be done. */
export type RejectionStatus = 403 | 404 | 409 | 422;

/** A refusal by a contract. It is recorded: a refusal can be proved. `facts` complete the text of the code. */
export interface Rejected<Code extends string = string> {
  readonly rejected: Code;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** What a contract may return: data, never a promise, so that an `async run` does not compile. */
export type Result = { readonly [key: string]: Value | undefined; readonly then?: never; readonly rejected?: never };

/** What a contract knows of the world. There is no other clock and no randomness. */
export interface Context {
  /** `name@genesis hash` of this ledger. */
  readonly ledger: string;
  readonly clock: "real" | "simulated";
  readonly height: number;
  /** Time of the block in milliseconds. */
  readonly time: number;
  /** Id of the transaction or timer that runs. */
  readonly id: string;
}

export interface CommandContext extends Context {
  /** The signer who fulfils `allow`. */
  readonly actor: Signer;
  /** All signers: the actor first, then those who fulfil `cosigners`, in that order. */
  readonly signers: readonly Signer[];
  /** Roles that can be granted: those of all scenarios of this ledger. */
  readonly roles: readonly string[];
}

/** Roles, one of which is needed; `"anyone"` is every enrolled key. */
export type Allow = readonly [string, ...string[]] | "anyone";

export interface Command<Input = unknown, Code extends string = string> {
  /** `scenario.verb-object`: signed for ever, so never renamed. */
  readonly name: string;
  readonly allow: Allow;
  /** Further signatures wanted on the same envelope: for each entry one more person with one of its roles. */
  readonly cosigners?: readonly Allow[];
  readonly input: Shape<Input>;
  /** The closed list of refusals with their HTTP status, from "who" to "what" to "state". Texts stand in `text/`. */
  readonly rejections: Readonly<Record<Code, RejectionStatus>>;
  // A method, so that a command of one input type is assignable to a list of commands.
  run(tx: Tx, input: Input, ctx: CommandContext, reject: Reject<Code>): Result | Rejected<Code>;
}

export type Reject<Code extends string> = (code: Code, facts?: Rejected["facts"]) => Rejected<Code>;

export interface Timer<Input = unknown> extends Schedulable<Input> {
  run(tx: Tx, input: Input, ctx: Context): Result;
}

export interface QueryContext {
  readonly viewer: Viewer;
  /** Time of the ledger in milliseconds, never before its last block: what a deadline is measured by. */
  readonly time: number;
  readonly ledger: string;
  /** Value behind the commitment of a personal field, where this node's vault has it and the viewer may see it. */
  reveal(commitment: string): string | undefined;
}

export interface Query<Input = unknown> {
  /** `scenario.noun-phrase`. */
  readonly name: string;
  /** Roles, one of which is needed; `"anyone"` a session; `"public"` nothing at all. Rows are filtered by `visible` besides. */
  readonly allow: Allow | "public";
  readonly input: Shape<Input>;
  run(tx: ReadTx, input: Input, ctx: QueryContext): ValueObject;
}

/** Declares a command. */
export function defineCommand<Input, const Code extends string>(command: Command<Input, Code>): Command<Input, Code> {
  return command;
}

/** Declares a query: read-only, and it sees only what its viewer may see. */
export function defineQuery<Input>(query: Query<Input>): Query<Input> {
  return query;
}

/** Declares what happens when a deadline set with `tx.schedule` is reached. */
export function defineTimer<Input>(timer: Timer<Input>): Timer<Input> {
  return timer;
}

/** Whether what a contract returned is a refusal. */
export function isRejected(result: Result | Rejected): result is Rejected {
  return typeof result.rejected === "string";
}
