import type { Writable } from "node:stream";
import type { BlockFeed, BlockSummary } from "./block-feed.ts";

export interface StreamOptions {
  readonly feed: BlockFeed;
  readonly out: Writable;
  /** Position of the first leaf that is wanted. */
  readonly position: number;
  readonly heartbeatMs: number;
  readonly stuckStreamMs: number;
  /** Whether the subscriber may go on; asked at least once every heartbeat. */
  readonly isAllowed: () => boolean;
  /** Whether the node is closing. */
  readonly isClosing: () => boolean;
}

/** Blocks written before others get the thread, so that catching up from far behind stops nobody. */
const BLOCKS_AT_ONCE = 16;

/**
 * Writes blocks as server-sent events (HTML Living Standard, section 9.2) until the subscriber goes, is stuck, loses its
 * right, or the node closes. It reads the next block only when the socket has taken the one before: a slow subscriber
 * costs one event of memory and never makes anyone wait.
 */
export async function streamBlocks(options: StreamOptions): Promise<void> {
  const { feed, out, heartbeatMs, isAllowed, isClosing } = options;
  let { position } = options;
  for (let written = 0; isOpen(out) && !isClosing(); ) {
    if (written % BLOCKS_AT_ONCE === 0 && !isAllowed()) break;
    const block = feed.blockAt(position);
    if (block === undefined) {
      if (!isAllowed()) break;
      if (await nextBlock(feed, out, heartbeatMs)) continue;
      if (!(await write(options, ":\n\n"))) break;
      continue;
    }
    if (!(await write(options, eventText(block)))) break;
    position = block.size;
    if (++written % BLOCKS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  out.end();
}

/** One event; its id is the height, which `Last-Event-ID` brings back. */
export function eventText(block: BlockSummary): string {
  return `event: block\nid: ${block.height}\ndata: ${JSON.stringify(block)}\n\n`;
}

function isOpen(out: Writable): boolean {
  return !out.destroyed && !out.writableEnded;
}

/** Waits for the next block, at most so long; false when the time passed. */
function nextBlock(feed: BlockFeed, out: Writable, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (hasBlock: boolean) => {
      clearTimeout(timer);
      cancel();
      out.off("close", onWake);
      resolve(hasBlock);
    };
    const onWake = () => settle(true);
    const timer = setTimeout(() => settle(false), timeoutMs);
    const cancel = feed.afterNextBlock(onWake);
    out.once("close", onWake);
  });
}

/** Writes and waits until the socket has room again; false when it is gone or stuck, which ends it. */
function write({ out, stuckStreamMs }: StreamOptions, text: string): Promise<boolean> {
  if (!isOpen(out)) return Promise.resolve(false);
  if (out.write(text)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (isTaken: boolean) => {
      clearTimeout(timer);
      out.off("drain", onDrain);
      out.off("close", onClose);
      resolve(isTaken);
    };
    const onDrain = () => settle(true);
    const onClose = () => settle(false);
    const timer = setTimeout(() => out.destroy(), stuckStreamMs);
    out.once("drain", onDrain);
    out.once("close", onClose);
  });
}
