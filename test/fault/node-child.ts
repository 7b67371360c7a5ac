import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { toHex } from "#kernel/bytes";
import { testStart } from "../support/node-harness.ts";
import type { TestLedger } from "../support/test-genesis.ts";
import type { FaultNodeOrder, FaultNodeStarted } from "./fault-node.ts";
import type { FaultPrograms } from "./fault-programs.ts";

/** The order to run one test ledger on the files of a folder. */
export function nodeOrder(ledger: TestLedger, folder: string, programs: FaultPrograms): FaultNodeOrder {
  const start = testStart(ledger, folder, programs.contracts);
  return { start: { ...start, logSeed: toHex(start.logSeed), cosignSeed: toHex(start.cosignSeed) } };
}

/** A node process. It loads its code at once and opens its ledger when it is told to. */
export class NodeChild {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  #pid: number | undefined;
  #errors = "";

  private constructor(process: ChildProcess, pid: number | undefined) {
    this.#process = process;
    this.#pid = pid;
    this.#ended = once(process, "exit");
    process.stderr?.on("data", (text: Buffer) => {
      this.#errors += text.toString("utf8");
    });
    // A killed process no longer reads: writing to it fails, and its end says so already.
    process.stdin?.on("error", () => {});
  }

  /** Starts the process; `under` are the words of a program that runs it, such as strace. */
  static spawn(programs: FaultPrograms, under: readonly string[] = []): NodeChild {
    const [command = "", ...words] = [...under, process.execPath, programs.node];
    const child = spawn(command, words, { stdio: ["pipe", "pipe", "pipe"] });
    return new NodeChild(child, under.length === 0 ? child.pid : undefined);
  }

  /** Lets it open its ledger. @throws Error with what it printed when it ends instead of listening */
  async open(order: FaultNodeOrder): Promise<FaultNodeStarted> {
    this.#process.stdin?.write(`${JSON.stringify(order)}\n`);
    const lines = createInterface({ input: this.#process.stdout as NodeJS.ReadableStream });
    const line = await Promise.race([once(lines, "line") as Promise<[string]>, this.#ended.then(() => undefined)]);
    lines.close();
    if (line === undefined) throw new Error(`the node ended before it listened: ${this.#errors}`);
    const started = JSON.parse(line[0]) as FaultNodeStarted;
    this.#pid = started.pid;
    return started;
  }

  /** Kills the node with SIGKILL and waits for its end. */
  async kill(): Promise<void> {
    // Under strace the process id is known only once the node listens; before that the end of its input ends it.
    if (this.#pid === undefined) this.#process.stdin?.end();
    else if (this.#process.exitCode === null && this.#process.signalCode === null) process.kill(this.#pid, "SIGKILL");
    await this.#ended;
  }

  /** Stops it orderly and waits for its end. */
  async stop(): Promise<void> {
    if (this.#pid !== undefined) process.kill(this.#pid, "SIGTERM");
    await this.#ended;
  }

  /** Whether the process has ended. */
  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** What it wrote to standard error so far. */
  get errors(): string {
    return this.#errors;
  }
}
