import type { Genesis } from "#kernel/genesis";
import type { ReplayBlock } from "#ledger/open-for-replay";
import { startThread } from "./start-thread.ts";

/** What a replay thread starts with. */
export interface ReplayStart {
  readonly genesis: Genesis;
  readonly statePath: string;
  readonly contractsPath: string;
}

/** Heights to open next. */
export interface ReplayOrder {
  readonly from: number;
  readonly limit: number;
}

type OpenedBlocks = readonly (ReplayBlock | string)[];

export interface BlockOpener {
  /** Opens stored blocks in order, fewer at the end. Calls may overlap: they are answered one after another. */
  open(from: number, limit: number): Promise<OpenedBlocks>;
  close(): Promise<void>;
}

/** Opens stored blocks in a thread of its own, so that signatures and execution share two cores. */
export function openBlocksInThread(start: ReplayStart): BlockOpener {
  const thread = startThread("replay-thread", start);
  const waiting: { resolve: (blocks: OpenedBlocks) => void; reject: (error: Error) => void }[] = [];
  thread.on("message", (blocks: OpenedBlocks) => waiting.shift()?.resolve(blocks));
  thread.on("error", (error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return {
    open: (from, limit) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        // Sent at once: the thread opens these while the caller executes the ones before without a pause.
        thread.postMessage({ from, limit } satisfies ReplayOrder);
      }),
    close: async () => {
      await thread.terminate();
    },
  };
}
