import type { Json, JsonObject } from "./json.ts";
import type { Outcome } from "./leaf.ts";
import type { ProofProblem } from "./proof-problem.ts";
import type { CheckCode, ProofLimit, RECEIPT_PROBLEMS } from "./receipt-texts.ts";

/** What the check of a receipt found: every check with what was computed, and what follows from all of them. */

export type ReceiptProblem = keyof typeof RECEIPT_PROBLEMS | ProofProblem;

/** Values that complete the text of a check. Where two should be equal they are called `computed` and `expected`. */
export type Facts = Readonly<Record<string, string | number>>;

export interface ReceiptCheck {
  readonly code: CheckCode;
  /** `skipped`: it could not be made, because one that it rests on failed. `absent`: the receipt has nothing to check here. */
  readonly status: "passed" | "failed" | "skipped" | "absent";
  /** Why it failed. */
  readonly problem?: ReceiptProblem;
  readonly facts: Facts;
  /** How long it took by the verifier's stopwatch; absent without one, and where nothing was checked. */
  readonly ms?: number;
}

export interface ReceiptReport {
  /** Whether every check was passed or had nothing to check. Only then does the receipt prove anything. */
  readonly ok: boolean;
  /** All checks, in their order. */
  readonly checks: readonly ReceiptCheck[];
  readonly proves?: Proven;
  /** Codes of what even this receipt does not show; empty when it is not ok. */
  readonly cannotShow: readonly ProofLimit[];
  /** The check of the anchor's receipt, for showing it. */
  readonly anchor?: ReceiptReport;
}

/** What is proved. Instants are milliseconds since 1970. */
export interface Proven {
  /** `name@genesis hash`. */
  readonly ledger: string;
  readonly kind: "transaction" | "timer";
  readonly id: string;
  readonly position: number;
  readonly height: number;
  /** Time of the block. */
  readonly time: number;
  readonly outcome: Outcome;
  /** Absent for a timer, as are all that follow from an envelope. */
  readonly command?: string;
  readonly notAfter?: number;
  readonly signers: readonly ProvenSigner[];
  readonly args?: JsonObject;
  readonly result?: Json;
  readonly rows: readonly { readonly table: string; readonly key: string; readonly row: Json }[];
  /** Whether these are all the rows that the entry wrote. */
  readonly areAllRows: boolean;
  readonly checkpoint: ProvenHead;
  readonly anchor?: ProvenAnchor;
}

/** Who signed, by the binding that stood in the ledger before. */
export interface ProvenSigner {
  readonly keyId: string;
  readonly personId: string;
  readonly memberId: string;
  /** Position of the leaf that bound the key; 0 is the genesis. */
  readonly boundAt: number;
}

/** A signed head and who stands behind it. */
export interface ProvenHead {
  readonly origin: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
  readonly cosignatures: readonly { readonly memberId: string; readonly name: string; readonly timeS: number }[];
  /** Number of the ledger's cosigners. */
  readonly cosigners: number;
  /** More than two thirds of them have cosigned. */
  readonly isFinal: boolean;
}

export interface ProvenAnchor {
  readonly ledger: string;
  readonly position: number;
  readonly height: number;
  readonly time: number;
  readonly checkpoint: ProvenHead;
}

/** One check, and what it found for the checks after it; no value when they cannot be made. */
export interface Step<T> {
  readonly check: ReceiptCheck;
  readonly value?: T;
}

/** A passed check. */
export function pass(code: CheckCode, facts: Facts): ReceiptCheck {
  return { code, status: "passed", facts };
}

/** A failed check. */
export function fail(code: CheckCode, problem: ReceiptProblem, facts: Facts = {}): ReceiptCheck {
  return { code, status: "failed", problem, facts };
}

/** A check that could not be made. */
export function skip(code: CheckCode): ReceiptCheck {
  return { code, status: "skipped", facts: {} };
}

/** A check of something that this receipt does not have. */
export function absent(code: CheckCode): ReceiptCheck {
  return { code, status: "absent", facts: {} };
}
