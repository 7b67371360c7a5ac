import type { Genesis } from "#kernel/genesis";
import type { ReplayBlock } from "#ledger/open-for-replay";
import { startThread } from "./start-thread.ts";

/** What a replay thread starts with. */
export interface ReplayStart {
  readonly genesis: Genesis;
  readonly statePath: string;
  readonly contractsPath: string;
}

type OpenedBlock = ReplayBlock | string | undefined;

export interface BlockOpener {
  /** Opens a stored block; undefined where there is none. Calls may overlap: they are answered one after another. */
  open(height: number): Promise<OpenedBlock>;
  close(): Promise<void>;
}

/** Opens stored blocks in a thread of its own, so that signatures and execution share two cores. */
export function openBlocksInThread(start: ReplayStart): BlockOpener {
  const thread = startThread("replay-thread", start);
  const waiting: { resolve: (block: OpenedBlock) => void; reject: (error: Error) => void }[] = [];
  thread.on("message", (block: OpenedBlock) => waiting.shift()?.resolve(block));
  thread.on("error", (error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return {
    open: (height) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        // Sent at once: the thread opens these while the caller executes the ones before without a pause.
        thread.postMessage(height);
      }),
    close: async () => {
      await thread.terminate();
    },
  };
}
