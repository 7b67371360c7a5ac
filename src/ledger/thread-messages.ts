import { deserialize } from "node:v8";
import type { MessagePort } from "node:worker_threads";
import type { Genesis } from "#kernel/genesis";
import type { EntryTexts } from "./door.ts";
import type { Head } from "./service.ts";

/** What the threads of a node say to each other. Work crosses threads in chunks. */

/** Where a ledger's files are and who it is: what a thread needs to open it. */
export interface LedgerFiles {
  readonly genesis: Genesis;
  readonly statePath: string;
  readonly vaultPath: string;
  /** The contract bundle; its file name is its hash. */
  readonly contractsPath: string;
}

/** Start of an executor thread. */
export interface ExecutorStart extends LedgerFiles {
  /** Seeds of the node's keys, 32 bytes each. */
  readonly logSeed: Uint8Array;
  readonly cosignSeed: Uint8Array;
  readonly cosignerName: string;
}

export type ToExecutor = { readonly kind: "verifier"; readonly port: MessagePort } | { readonly kind: "close" };

export type FromExecutor =
  | { readonly kind: "ready"; readonly head: Head; readonly clockOffsetMs: number }
  | { readonly kind: "applied"; readonly head: Head; readonly clockOffsetMs: number }
  | { readonly kind: "answers"; readonly chunk: number; readonly text: string }
  | { readonly kind: "fault"; readonly position: number; readonly name: string; readonly cause: string }
  | { readonly kind: "closed" }
  | { readonly kind: "stopped"; readonly reason: string };

export type ToVerifier =
  | { readonly kind: "ledger"; readonly ledger: LedgerFiles; readonly port: MessagePort }
  | { readonly kind: "lines"; readonly ledger: string; readonly chunk: number; readonly lines: Uint8Array };

/** One chunk on its way from a verifier to the executor. */
export interface VerifiedChunk {
  readonly chunk: number;
  /** For each line the answer of the door that refused it, or undefined where it passed. */
  readonly refused: readonly (string | undefined)[];
  /** The entries of the lines that passed, in their order: bytes, which the executor opens with `entriesOf`. */
  readonly passed: Uint8Array;
}

/** The verified entries of a chunk. */
export function entriesOf({ passed }: VerifiedChunk): readonly EntryTexts[] {
  return deserialize(passed) as EntryTexts[];
}
