import type { MessagePort } from "node:worker_threads";
import { lazyFonts } from "./fonts.ts";
import { runJob } from "./press.ts";
import type { PressAnswer, PressJob } from "./press-jobs.ts";

/** The press in its thread. */

export interface Order {
  readonly number: number;
  readonly job: PressJob;
}

export type Delivery = { readonly number: number } & (
  | { readonly ok: true; readonly answer: PressAnswer }
  | { readonly ok: false; readonly message: string }
);

/** Takes orders one after another. */
export function servePress(port: MessagePort): void {
  const fonts = lazyFonts();
  let last: Promise<void> = Promise.resolve();
  port.on("message", ({ number, job }: Order) => {
    last = last.then(async () => port.postMessage(await delivery(number, () => runJob(job, fonts))));
  });
}

async function delivery(number: number, work: () => Promise<PressAnswer>): Promise<Delivery> {
  try {
    return { number, ok: true, answer: await work() };
  } catch (error) {
    return { number, ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
