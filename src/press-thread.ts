import { parentPort } from "node:worker_threads";
import { servePress } from "#papers/serve-press";

/** Composition root of the thread that prints papers and reads lists. */

if (parentPort === null) throw new Error("the press runs in a worker thread");
servePress(parentPort);
