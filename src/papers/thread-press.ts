import type { Worker } from "node:worker_threads";
import { type Press, type PressAnswer, PressBusy, type PressJob } from "./press-jobs.ts";
import type { Delivery, Order } from "./serve-press.ts";

/** A press in a thread of its own, so that a long paper keeps nobody waiting who only asks a query. */

/** Jobs that wait at most; further ones are refused. */
const WAITING_MAX = 32;
/** A job that takes longer hangs: its thread is ended, and the next job gets a new one. */
const JOB_MS_MAX = 20_000;

interface Waiting {
  readonly resolve: (answer: PressAnswer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** `start` gives a thread that runs `servePress`; it is started by the first job. */
export function threadPress(start: () => Worker): Press {
  return new ThreadPress(start);
}

class ThreadPress implements Press {
  readonly #start: () => Worker;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #orders = 0;

  constructor(start: () => Worker) {
    this.#start = start;
  }

  run(job: PressJob): Promise<PressAnswer> {
    if (this.#waiting.size >= WAITING_MAX) return Promise.reject(new PressBusy());
    const worker = this.#worker ?? this.#open();
    const number = this.#orders++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#drop(worker, "a paper took too long to print"), JOB_MS_MAX);
      this.#waiting.set(number, { resolve, reject, timer });
      worker.postMessage({ number, job } satisfies Order);
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker !== undefined) this.#drop(worker, "the node closes");
    await worker?.terminate();
  }

  #open(): Worker {
    const worker = this.#start();
    worker.on("message", (delivered: Delivery) => this.#deliver(delivered));
    worker.on("error", (error) => this.#drop(worker, error.message));
    // A press without work keeps no process alive.
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #deliver(delivered: Delivery): void {
    const waiting = this.#waiting.get(delivered.number);
    if (waiting === undefined) return;
    this.#waiting.delete(delivered.number);
    clearTimeout(waiting.timer);
    if (delivered.ok) waiting.resolve(delivered.answer);
    else waiting.reject(new Error(delivered.message));
  }

  /** Ends a thread; whoever waits for it hears why. */
  #drop(worker: Worker, reason: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new Error(reason));
    }
    this.#waiting.clear();
    worker.terminate().catch(() => undefined);
  }
}
