import { strict as assert } from "node:assert";
import type { RandomNumbers } from "../support/random-numbers.ts";
import { type CallSigner, randomCall } from "./call.ts";
import type { History, Sent } from "./history.ts";
import type { NodeClient, Reply } from "./node-client.ts";

export interface LoadOptions {
  readonly client: NodeClient;
  readonly history: History;
  readonly signer: CallSigner;
  readonly random: RandomNumbers;
  /** Ledger time now. */
  readonly ledgerTime: () => number;
}

const BATCH_MAX = 60;
const RETRY_BATCH = 1_000;

/** Sends signed transactions and notes what is acknowledged. @throws AssertionError when an answer cannot be true */
export class Load {
  readonly #options: LoadOptions;
  /** Requests that were answered with "this ledger has stopped". */
  stoppedAnswers = 0;

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  /** Sends over several connections, in batches and one by one, until the node is gone or its ledger has stopped. */
  async run(): Promise<void> {
    const { random } = this.#options;
    const batches = () => random.between(2, BATCH_MAX);
    await Promise.all([this.#lane(batches), this.#lane(batches), this.#lane(() => 1), this.#lane(() => 1)]);
  }

  /** Sends a batch of new transactions; gives it if the node acknowledged it as a whole. */
  async sendBatch(size: number): Promise<readonly Sent[] | undefined> {
    const { history, random } = this.#options;
    const batch = Array.from({ length: size }, () => this.#next());
    // Now and then something that was sent before, answered or not.
    if (random.isOneIn(10)) batch.push(random.pick(history.all));
    return (await this.#send(batch)) ? batch : undefined;
  }

  /** Sends these again and notes what they are answered; fails when one is not recorded now. */
  async retry(sent: readonly Sent[]): Promise<void> {
    for (let at = 0; at < sent.length; at += RETRY_BATCH) {
      assert.ok(await this.#send(sent.slice(at, at + RETRY_BATCH)), "the node answers what is sent again");
    }
  }

  async #lane(size: () => number): Promise<void> {
    while ((await this.sendBatch(size())) !== undefined);
  }

  #next(): Sent {
    const { history, signer, random, ledgerTime } = this.#options;
    const call = randomCall(random);
    return history.add(signer.sign(call, ledgerTime()), call);
  }

  /** Whether everything was acknowledged. */
  async #send(batch: readonly Sent[]): Promise<boolean> {
    const reply = await this.#options.client.submit(batch.map(({ text }) => text));
    if (reply === undefined) return false;
    if (reply.status === 503) {
      this.#hearStopped(reply);
      return false;
    }
    if (batch.length === 1) return this.#hearOne(batch[0] as Sent, reply);
    return this.#hearMany(batch, reply);
  }

  #hearStopped({ body, retryAfter }: Reply): void {
    const { code } = JSON.parse(body.toString("utf8")) as { readonly code: string };
    assert.equal(code, "ledger_stopped");
    assert.ok(Number(retryAfter) > 0, "the answer says when to come back");
    this.stoppedAnswers++;
  }

  #hearOne(sent: Sent, { body, isWhole }: Reply): boolean {
    if (isWhole) this.#options.history.hear(sent, body.toString("utf8"));
    return isWhole;
  }

  #hearMany(batch: readonly Sent[], { status, body, isWhole }: Reply): boolean {
    const text = body.toString("utf8");
    assert.equal(status, 200, text);
    // Lines that came before the connection broke are acknowledged as well.
    const lines = text.split("\n").slice(0, -1);
    for (const [i, line] of lines.entries()) this.#options.history.hear(batch[i] as Sent, line);
    if (isWhole) assert.equal(lines.length, batch.length);
    return isWhole;
  }
}
