import { once } from "node:events";
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

export interface BlockOpener {
  /** Opens stored blocks in order, fewer at the end. Calls may overlap: they are answered one after another. */
  open(from: number, limit: number): Promise<readonly (ReplayBlock | string)[]>;
  close(): Promise<void>;
}

/** Opens stored blocks in a thread of its own, so that signatures and execution share two cores. */
export function openBlocksInThread(start: ReplayStart): BlockOpener {
  const thread = startThread("replay-thread", start);
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (order: ReplayOrder): Promise<readonly (ReplayBlock | string)[]> => {
    thread.postMessage(order);
    // `once` also rejects when the thread fails.
    const [blocks] = (await once(thread, "message")) as [readonly (ReplayBlock | string)[]];
    return blocks;
  };
  return {
    open: (from, limit) => {
      const blocks = last.then(() => ask({ from, limit }));
      last = blocks.catch(() => {});
      return blocks;
    },
    close: async () => {
      await thread.terminate();
    },
  };
}
