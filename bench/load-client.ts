import { Agent, request } from "node:http";
import { parentPort } from "node:worker_threads";
import { keyPairFromSeed, sha256 } from "#kernel/crypto";
import { type SigningKey, submissionText } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import type { ValueObject } from "#kernel/json";

/**
 * A client process that signs and sends load: NDJSON batches over kept-open connections, or one transaction a request at a
 * fixed rate (open loop). Told what to do by one JSON line on standard input, answers with one on standard output.
 */

export interface LoadOrder {
  readonly url: string;
  readonly ledger: string;
  /** Ledger time minus the machine's, milliseconds. */
  readonly clockOffsetMs: number;
  readonly command: string;
  /** Labels whose keys sign in turn. */
  readonly signers: readonly string[];
  /** Arguments in turn. */
  readonly args: readonly ValueObject[];
  readonly count: number;
  /** Transactions a request; 1 sends single ones. */
  readonly batch: number;
  /** Requests under way at once. */
  readonly connections: number;
  /** Transactions a second for an open loop; as fast as answers come when left out. */
  readonly ratePerSecond?: number;
}

export interface LoadReport {
  readonly seconds: number;
  /** Processor seconds of the client while it ran. */
  readonly cpuS: number;
  readonly done: number;
  readonly otherwise: number;
  readonly firstOther?: string;
  /** Milliseconds from the moment a request was due until its answer, sorted. */
  readonly latenciesMs: readonly number[];
}

const DONE = /"outcome":"done"/;

class LoadClient {
  readonly #order: LoadOrder;
  readonly #keys: readonly SigningKey[];
  readonly #agent: Agent;
  readonly #latencies: number[] = [];
  #signed = 0;
  #done = 0;
  #otherwise = 0;
  #firstOther: string | undefined;

  constructor(order: LoadOrder) {
    this.#order = order;
    this.#keys = order.signers.map((label) => {
      const pair = keyPairFromSeed(sha256(`sanlian test key ${label}`));
      return { ...pair, keyId: keyIdOf(pair.publicKey) };
    });
    this.#agent = new Agent({ keepAlive: true, maxSockets: order.connections });
  }

  async run(): Promise<LoadReport> {
    const start = performance.now();
    const cpu = process.cpuUsage();
    if (this.#order.ratePerSecond === undefined) await this.#closedLoop();
    else await this.#openLoop(this.#order.ratePerSecond);
    const seconds = (performance.now() - start) / 1000;
    this.#agent.destroy();
    this.#latencies.sort((a, b) => a - b);
    const used = process.cpuUsage(cpu);
    const cpuS = (used.user + used.system) / 1e6;
    const other = this.#firstOther === undefined ? {} : { firstOther: this.#firstOther };
    return { seconds, cpuS, done: this.#done, otherwise: this.#otherwise, ...other, latenciesMs: this.#latencies };
  }

  async #closedLoop(): Promise<void> {
    const lane = async (): Promise<void> => {
      while (this.#signed < this.#order.count) await this.#send(this.#order.batch, performance.now());
    };
    await Promise.all(Array.from({ length: this.#order.connections }, lane));
  }

  /** Sends on schedule whether or not earlier answers have come, so that a slow node is not spared. */
  async #openLoop(ratePerSecond: number): Promise<void> {
    const start = performance.now();
    const open: Promise<void>[] = [];
    while (this.#signed < this.#order.count) {
      const dueMs = start + (this.#signed * 1000) / ratePerSecond;
      const waitMs = dueMs - performance.now();
      if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
      open.push(this.#send(1, dueMs));
    }
    await Promise.all(open);
  }

  async #send(count: number, dueMs: number): Promise<void> {
    const lines = Array.from({ length: Math.min(count, this.#order.count - this.#signed) }, () => this.#sign());
    const answer = await this.#post(lines.join("\n"), lines.length > 1);
    this.#latencies.push(performance.now() - dueMs);
    for (const line of answer.split("\n")) {
      if (line === "") continue;
      if (DONE.test(line)) this.#done++;
      else {
        this.#otherwise++;
        this.#firstOther ??= line.slice(0, 300);
      }
    }
  }

  #sign(): string {
    const { ledger, command, args, clockOffsetMs } = this.#order;
    const turn = this.#signed++;
    const key = this.#keys[turn % this.#keys.length] as SigningKey;
    const notAfter = Date.now() + clockOffsetMs + 300_000;
    return submissionText({ ledger, command, args: args[turn % args.length] as ValueObject, notAfter }, [key]);
  }

  #post(body: string, isMany: boolean): Promise<string> {
    const headers = {
      "content-type": isMany ? "application/x-ndjson" : "application/json",
      "content-length": Buffer.byteLength(body),
    };
    return new Promise((resolve, reject) => {
      const sent = request(this.#order.url, { method: "POST", agent: this.#agent, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => resolve(Buffer.concat(parts).toString("utf8")));
        response.on("error", reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }
}

if (parentPort === null && process.argv.includes("--load-client")) {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  const order = JSON.parse(Buffer.concat(parts).toString("utf8")) as LoadOrder;
  process.stdout.write(JSON.stringify(await new LoadClient(order).run()));
}
