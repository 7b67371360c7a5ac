import {
  type Allow,
  type Command,
  type CommandContext,
  type Context,
  isRejected,
  type Rejected,
  type Result,
} from "#kernel/command";
import type { Signer } from "#kernel/identity";
import { canonicalize, type JsonObject } from "#kernel/json";
import type { Outcome } from "#kernel/leaf";
import type { Invariant } from "#kernel/scenario";
import { check, readChecked } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import type { Contracts } from "./contracts.ts";
import type { VerifiedEntry } from "./entry.ts";
import { LimitExceeded } from "./limits.ts";
import type { Rows } from "./rows.ts";
import { StateFailure } from "./state.ts";
import type { WaitingTimer } from "./timers-table.ts";

/** Rejections that the runtime itself gives, with their HTTP status. Every command may end in one of them. */
export const RUNTIME_REJECTIONS = {
  unknown_command: 404,
  role_missing: 403,
  signers_do_not_fit: 403,
  arguments_unfit: 422,
  limit_exceeded: 422,
} as const;

export interface Run {
  readonly outcome: Outcome;
  /** Canonical text of the result. */
  readonly resultText: string;
  /** Why it is a fault: for the log of this node, never for the ledger. */
  readonly fault?: unknown;
}

/** Runs the command of a judged transaction. The caller keeps or undoes the rows by the outcome. */
export function runCommand(
  contracts: Contracts,
  entry: VerifiedEntry,
  signers: readonly Signer[],
  tx: Tx,
  context: Context,
): Run {
  const command = contracts.commands.get(entry.payload.command);
  if (command === undefined) return rejected("unknown_command");
  const ordered = orderSigners(command, signers);
  if (ordered === undefined) return rejected(areAsMany(command, signers) ? "role_missing" : "signers_do_not_fit");
  const input = entry.areArgsChecked
    ? { ok: true as const, value: readChecked(command.input, entry.args) }
    : check(command.input, entry.args);
  if (!input.ok)
    return rejected("arguments_unfit", { path: input.issues[0]?.path ?? "", issue: input.issues[0]?.code ?? "" });
  const { ledger, clock, height, time, id } = context;
  const { roles } = contracts;
  const ctx: CommandContext = { ledger, clock, height, time, id, actor: ordered[0] as Signer, signers: ordered, roles };
  return ended(() => command.run(tx, input.value, ctx, (code, facts = {}) => ({ rejected: code, facts })));
}

/** Runs a timer that is due, given by its row. */
export function runTimer(contracts: Contracts, row: WaitingTimer, tx: Tx, context: Context): Run {
  const timer = contracts.timers.get(row.timer);
  if (timer === undefined) return fault(new Error(`there is no timer "${row.timer}"`));
  const input = check(timer.input, JSON.parse(row.data) as JsonObject);
  if (!input.ok) return fault(new Error(`the data of a timer "${row.timer}" does not fit its shape`));
  return ended(() => timer.run(tx, input.value, context));
}

/** An invariant with the tables that it watches. */
export interface WatchedInvariant {
  readonly invariant: Invariant;
  readonly tables: ReadonlySet<string>;
}

/** The run as it is when all invariants hold after it, and a fault where one is broken or fails. */
export function checkInvariants(invariants: readonly WatchedInvariant[], rows: Pick<Rows, "changes">, run: Run): Run {
  try {
    for (const { invariant, tables } of invariants) {
      const changes = rows.changes(tables);
      const broken = changes.length === 0 ? undefined : invariant.broken(changes);
      if (broken !== undefined) return fault(new Error(`${invariant.name}: ${broken}`));
    }
    return run;
  } catch (error) {
    return faultOf(error);
  }
}

/**
 * Signers in the order of `allow` and `cosigners`, each used once; undefined when they do not fit exactly. One person with
 * two keys is one signer: a rule of two pairs of eyes is not met by two devices.
 */
export function orderSigners(
  command: Pick<Command, "allow" | "cosigners">,
  signers: readonly Signer[],
): readonly Signer[] | undefined {
  const [only] = signers;
  if (only !== undefined && signers.length === 1 && command.cosigners === undefined) {
    return fulfils(only, command.allow) ? signers : undefined;
  }
  if (!areAsMany(command, signers)) return undefined;
  const wanted = [command.allow, ...(command.cosigners ?? [])];
  const place = (at: number, rest: readonly Signer[]): readonly Signer[] | undefined => {
    const [allow] = wanted.slice(at, at + 1);
    if (allow === undefined) return [];
    for (const signer of rest) {
      if (!fulfils(signer, allow)) continue;
      const others = place(
        at + 1,
        rest.filter((other) => other !== signer),
      );
      if (others !== undefined) return [signer, ...others];
    }
    return undefined;
  };
  return place(0, signers);
}

/** Whether as many different people signed as the command wants. */
function areAsMany({ cosigners = [] }: Pick<Command, "cosigners">, signers: readonly Signer[]): boolean {
  const people = new Set(signers.map(({ personId }) => personId));
  return signers.length === 1 + cosigners.length && people.size === signers.length;
}

/** Whether a signer holds one of the wanted roles. */
export function fulfils(signer: Signer, allow: Allow): boolean {
  return allow === "anyone" || signer.roles.some((role) => allow.includes(role));
}

/** Runs contract code to its end. What it returns is written out here: what cannot be written is its fault too. */
function ended(run: () => Result | Rejected): Run {
  try {
    const result = run();
    if (typeof result !== "object" || result === null) throw new TypeError("a contract returned no object");
    if (isRejected(result)) {
      return { outcome: "rejected", resultText: canonicalize({ rejected: result.rejected, facts: result.facts }) };
    }
    if (typeof result.then === "function") throw new TypeError("a contract returned a promise");
    return { outcome: "done", resultText: canonicalize(result) };
  } catch (error) {
    return faultOf(error);
  }
}

function faultOf(error: unknown): Run {
  if (error instanceof LimitExceeded) return rejected("limit_exceeded");
  // The store failing, or a stack that is deeper on one thread than on another, must never become a leaf.
  if (error instanceof StateFailure || isHostFailure(error)) throw error;
  return fault(error);
}

function fault(cause: unknown): Run {
  return { outcome: "fault", resultText: "{}", fault: cause };
}

/** Whether the engine ran out of something that it has more of on another machine or thread. */
function isHostFailure(error: unknown): boolean {
  return error instanceof RangeError && /call stack|allocation|memory|string length/i.test(error.message);
}

/** A rejection by the runtime itself. */
export function rejected(code: keyof typeof RUNTIME_REJECTIONS, facts: Readonly<Record<string, string>> = {}): Run {
  return { outcome: "rejected", resultText: canonicalize({ rejected: code, facts }) };
}
