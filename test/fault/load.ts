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

/** Sends signed transactions over several connections, in batches and one by one, until a connection breaks. */
export class Load {
  readonly #options: LoadOptions;

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  /** Runs until the node is gone. @throws AssertionError when an answer cannot be true */
  async run(): Promise<void> {
    const { random } = this.#options;
    const batches = () => random.between(2, BATCH_MAX);
    await Promise.all([this.#lane(batches), this.#lane(batches), this.#lane(() => 1), this.#lane(() => 1)]);
  }

  /** Sends these again and notes what they are answered; fails when one is not recorded now. */
  async retry(sent: readonly Sent[]): Promise<void> {
    for (let at = 0; at < sent.length; at += RETRY_BATCH) {
      const batch = sent.slice(at, at + RETRY_BATCH);
      const reply = await this.#send(batch, true);
      assert.ok(reply?.isWhole, "the node answers what is sent again");
    }
  }

  async #lane(size: () => number): Promise<void> {
    const { history, random } = this.#options;
    for (;;) {
      const batch = Array.from({ length: size() }, () => this.#next());
      // Now and then something that was sent before, answered or not.
      if (random.isOneIn(10)) batch.push(random.pick(history.all));
      const reply = await this.#send(batch, batch.length > 1);
      if (reply?.isWhole !== true) return;
    }
  }

  #next(): Sent {
    const { history, signer, random, ledgerTime } = this.#options;
    const call = randomCall(random);
    return history.add(signer.sign(call, ledgerTime()), call);
  }

  async #send(batch: readonly Sent[], isMany: boolean): Promise<Reply | undefined> {
    const { client, history } = this.#options;
    const reply = await client.submit(
      batch.map(({ text }) => text),
      isMany,
    );
    if (reply === undefined) return undefined;
    const text = reply.body.toString("utf8");
    if (isMany) {
      assert.equal(reply.status, 200, text);
      // Lines that came before the connection broke are acknowledged as well.
      const lines = text.split("\n").slice(0, -1);
      for (const [i, line] of lines.entries()) history.hear(batch[i] as Sent, line);
      if (reply.isWhole) assert.equal(lines.length, batch.length);
    } else if (reply.isWhole) history.hear(batch[0] as Sent, text);
    return reply;
  }
}

const RETRY_BATCH = 1_000;
