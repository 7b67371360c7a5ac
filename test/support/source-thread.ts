import { Worker, type WorkerOptions } from "node:worker_threads";

/** Starts a thread from a TypeScript file, given by its URL: Node.js 20 does not hand a loader on to threads. */
export function sourceThread(file: URL, options: WorkerOptions = {}): Worker {
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const program = `import(${loader}).then((tsx) => { tsx.register(); return import(${JSON.stringify(file.href)}); })`;
  return new Worker(program, { ...options, eval: true });
}
