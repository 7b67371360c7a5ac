import type { MessagePort } from "node:worker_threads";
import { keyPairFromSeed } from "#kernel/crypto";
import type { Contracts } from "./contracts.ts";
import { type EntryTexts, entryFromTexts, type VaultEntry } from "./door.ts";
import { Executor } from "./executor.ts";
import { type Guard, installGuard } from "./guard.ts";
import { EmbeddedLog } from "./log.ts";
import type { NodeKeys } from "./node-keys.ts";
import { Sequencer } from "./sequencer.ts";
import type { State } from "./state.ts";
import {
  type ExecutorStart,
  entriesOf,
  type FromExecutor,
  type ToExecutor,
  type VerifiedChunk,
} from "./thread-messages.ts";
import type { Waiting } from "./waiting-queue.ts";

/** What the thread's composition root opens for it. */
export interface ExecutorParts {
  readonly start: ExecutorStart;
  readonly contracts: Contracts;
  readonly state: State;
  /** Keeps personal values durably before their transaction is ordered. */
  readonly keepPersonal: (entries: readonly VaultEntry[]) => void;
  /** Closes what was opened. */
  readonly close: () => void;
}

/**
 * Opens one ledger and runs it in its thread until it is closed or fails. Says `stopped` on a failure, for errors of SQLite
 * do not survive the way to another thread, and acknowledges nothing more.
 */
export async function runExecutor(main: MessagePort, open: () => Promise<ExecutorParts>): Promise<void> {
  const post = (message: FromExecutor): void => main.postMessage(message);
  // Before the contracts are loaded: what they keep of the globals is guarded, too.
  const guard = installGuard();
  try {
    const parts = await open();
    await runLedger(parts, guard, main, post);
    parts.close();
    post({ kind: "closed" });
  } catch (error) {
    post({ kind: "stopped", reason: reasonOf(error) });
  }
}

async function runLedger(
  { start, contracts, state, keepPersonal }: ExecutorParts,
  guard: Guard,
  main: MessagePort,
  post: (message: FromExecutor) => void,
): Promise<void> {
  const realTime = (): number => Date.now();
  const keys: NodeKeys = {
    log: keyPairFromSeed(start.logSeed),
    cosign: keyPairFromSeed(start.cosignSeed),
    cosignerName: start.cosignerName,
  };
  const executor = new Executor({
    genesis: start.genesis,
    contracts,
    state,
    keys,
    guard,
    realTime,
    onFault: (position, name, cause) => post({ kind: "fault", position, name, cause: String(cause) }),
  });
  const sequencer = new Sequencer({
    genesis: start.genesis,
    executor,
    log: new EmbeddedLog((height) => state.block(height)?.raw),
    keys,
    keepPersonal,
    realTime,
    onApplied: (head) => post({ kind: "applied", head, clockOffsetMs: executor.clockOffsetMs() }),
  });
  main.on("message", (message: ToExecutor) => {
    if (message.kind === "close") sequencer.close();
    else message.port.on("message", (chunk: VerifiedChunk) => enqueue(chunk, sequencer, post));
  });
  post({ kind: "ready", head: executor.head, clockOffsetMs: executor.clockOffsetMs() });
  await sequencer.run();
}

/** Lets the entries of a chunk wait for their block; the chunk is answered as a whole when its last entry is. */
function enqueue(chunk: VerifiedChunk, sequencer: Sequencer, post: (message: FromExecutor) => void): void {
  const answers = [...chunk.refused];
  const places = [...answers.keys()].filter((place) => answers[place] === undefined);
  let open = places.length;
  const postAnswers = (): void => post({ kind: "answers", chunk: chunk.chunk, text: answers.join("\n") });
  if (open === 0) {
    postAnswers();
    return;
  }
  const waiting = (texts: EntryTexts, i: number): Waiting => ({
    entry: entryFromTexts(texts),
    personal: texts.personal,
    answer: (text) => {
      answers[places[i] as number] = text;
      if (--open === 0) postAnswers();
    },
  });
  sequencer.enqueueChunk({ count: open, open: () => entriesOf(chunk).map(waiting) });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
