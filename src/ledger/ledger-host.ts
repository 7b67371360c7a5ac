import { MessageChannel, type Worker } from "node:worker_threads";
import { type Genesis, ledgerRef } from "#kernel/genesis";
import type { Contracts } from "./contracts.ts";
import { type BlockEvent, Busy, type Head, type LedgerReader, type LedgerService, Stopped } from "./service.ts";
import type { ExecutorStart, FromExecutor, LedgerFiles, ToExecutor, ToVerifier } from "./thread-messages.ts";

/** Submissions a verifier opens in one go: enough to make a message cheap, few enough to keep all threads busy. */
const CHUNK_LINES = 64;
const RETRY_AFTER_MS = 1_000;

export interface HostOptions {
  readonly start: ExecutorStart;
  readonly contracts: Contracts;
  readonly executor: Worker;
  readonly verifiers: readonly Worker[];
  /** Submissions accepted and not answered; one more is answered with Busy. */
  readonly pendingMax: number;
  /** Opens the reading side once the executor has the database ready. */
  readonly openReader: (head: () => Head, now: () => number) => LedgerReader;
  readonly onFault: (fault: FromExecutor & { kind: "fault" }) => void;
}

interface Pending {
  readonly lines: number;
  readonly resolve: (text: string) => void;
  readonly reject: (error: Error) => void;
}

/** One running ledger as the main thread holds it: hands work to the threads and answers back to the doors. */
export class LedgerHost implements LedgerService {
  readonly name: string;
  readonly ref: string;
  readonly genesis: Genesis;
  readonly contracts: Contracts;
  readonly reader: LedgerReader;
  readonly #options: HostOptions;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Set<(event: BlockEvent) => void>();
  readonly #closed: Promise<void>;
  #settleClosed: () => void = () => {};
  #pendingLines = 0;
  #chunks = 0;
  #head: Head;
  #clockOffsetMs: number;
  #stopped: string | undefined;
  #isClosing = false;
  #endDraining: () => void = () => {};

  private constructor(options: HostOptions, ready: FromExecutor & { kind: "ready" }) {
    this.#options = options;
    this.genesis = options.start.genesis;
    this.name = this.genesis.name;
    this.ref = ledgerRef(this.genesis);
    this.contracts = options.contracts;
    this.#head = ready.head;
    this.#clockOffsetMs = ready.clockOffsetMs;
    this.#closed = new Promise((resolve) => {
      this.#settleClosed = resolve;
    });
    this.reader = options.openReader(
      () => this.#head,
      () => this.now(),
    );
    options.executor.on("message", (message: FromExecutor) => this.#hear(message));
    // What a thread throws may come over as something that is no Error any more.
    options.executor.on("error", (error: Partial<Error>) => this.#stop(error.message ?? "its executor failed"));
    options.executor.on("exit", () => this.#stop("its executor ended"));
    for (const verifier of options.verifiers) {
      verifier.on("error", (error: Partial<Error>) => this.#stop(`a verifier failed: ${error.message}`));
    }
    this.#connectVerifiers();
  }

  /** Waits until the executor has opened its ledger. Ends the executor and throws what kept it from doing so. */
  static async start(options: HostOptions): Promise<LedgerHost> {
    const { executor } = options;
    try {
      return new LedgerHost(options, await firstMessage(executor));
    } catch (error) {
      await executor.terminate();
      throw error;
    }
  }

  submit(lines: Uint8Array): Promise<string> {
    if (this.#stopped !== undefined) return Promise.reject(new Stopped(this.#stopped));
    if (this.#isClosing) return Promise.reject(new Stopped("it is being closed"));
    const chunks = splitChunks(lines, CHUNK_LINES);
    const count = chunks.reduce((sum, chunk) => sum + chunk.lines, 0);
    if (this.#pendingLines + count > this.#options.pendingMax) return Promise.reject(new Busy(RETRY_AFTER_MS));
    return Promise.all(chunks.map((chunk) => this.#send(chunk))).then((texts) => texts.join("\n"));
  }

  now(): number {
    const offset = this.genesis.clock === "simulated" ? this.#clockOffsetMs : 0;
    return Math.max(this.#head.time, Date.now() + offset);
  }

  pending(): number {
    return this.#pendingLines;
  }

  onBlock(listener: (event: BlockEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stopped(): string | undefined {
    return this.#stopped;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#pending.size > 0) {
      // What is with a verifier has still to reach the executor.
      await new Promise<void>((resolve) => {
        this.#endDraining = resolve;
      });
    }
    if (this.#stopped === undefined) {
      this.#tellExecutor({ kind: "close" });
      await this.#closed;
    }
    await this.#options.executor.terminate();
  }

  #send({ bytes, lines }: Chunk): Promise<string> {
    const chunk = this.#chunks++;
    const { verifiers } = this.#options;
    const verifier = verifiers[chunk % verifiers.length] as Worker;
    this.#pendingLines += lines;
    return new Promise((resolve, reject) => {
      this.#pending.set(chunk, { lines, resolve, reject });
      const message: ToVerifier = { kind: "lines", ledger: this.name, chunk, lines: bytes };
      verifier.postMessage(message, [bytes.buffer as ArrayBuffer]);
    });
  }

  #hear(message: FromExecutor): void {
    switch (message.kind) {
      case "answers": {
        const pending = this.#pending.get(message.chunk);
        this.#pending.delete(message.chunk);
        this.#pendingLines -= pending?.lines ?? 0;
        pending?.resolve(message.text);
        if (this.#pending.size === 0) this.#endDraining();
        return;
      }
      case "applied":
        this.#head = message.head;
        this.#clockOffsetMs = message.clockOffsetMs;
        for (const listener of this.#listeners) listener(message.head);
        return;
      case "fault":
        this.#options.onFault(message);
        return;
      case "closed":
        this.#stop("it was closed");
        this.#settleClosed();
        return;
      case "stopped":
        this.#stop(message.reason);
        return;
      case "ready":
        return;
    }
  }

  /** Nothing more is acknowledged: whoever waits learns that the outcome is unknown. */
  #stop(reason: string): void {
    this.#stopped ??= reason;
    for (const { reject } of this.#pending.values()) reject(new Stopped(this.#stopped));
    this.#pending.clear();
    this.#pendingLines = 0;
    this.#endDraining();
    this.#settleClosed();
  }

  #connectVerifiers(): void {
    const { genesis, statePath, vaultPath, contractsPath }: LedgerFiles = this.#options.start;
    for (const verifier of this.#options.verifiers) {
      const { port1, port2 } = new MessageChannel();
      const message: ToVerifier = {
        kind: "ledger",
        ledger: { genesis, statePath, vaultPath, contractsPath },
        port: port1,
      };
      verifier.postMessage(message, [port1]);
      this.#tellExecutor({ kind: "verifier", port: port2 });
    }
  }

  #tellExecutor(message: ToExecutor): void {
    this.#options.executor.postMessage(message, message.kind === "verifier" ? [message.port] : []);
  }
}

/** The word of an executor that it is ready. */
function firstMessage(executor: Worker): Promise<FromExecutor & { kind: "ready" }> {
  return new Promise((resolve, reject) => {
    executor.once("error", reject);
    executor.once("exit", () => reject(new Error("the executor ended before it was ready")));
    executor.once("message", (message: FromExecutor) => {
      if (message.kind === "ready") resolve(message);
      else reject(new Error(message.kind === "stopped" ? message.reason : `the executor said ${message.kind} first`));
    });
  });
}

interface Chunk {
  readonly bytes: Uint8Array;
  readonly lines: number;
}

/** Copies of the text's lines in groups, so that each can be handed over without sharing memory. */
function splitChunks(text: Uint8Array, linesMax: number): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let lines = 0;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf(10, at);
    at = newline === -1 ? text.length : newline + 1;
    lines++;
    if (lines === linesMax || at === text.length) {
      chunks.push({ bytes: new Uint8Array(text.subarray(start, at)), lines });
      start = at;
      lines = 0;
    }
  }
  return chunks;
}
