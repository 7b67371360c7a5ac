import { strict as assert } from "node:assert";
import { fromBase64, utf8Decode } from "#kernel/bytes";
import { parsePayload, preAuthEncoding, TRANSACTION_TYPE, transactionId } from "#kernel/envelope";
import type { JsonObject } from "#kernel/json";
import type { Outcome } from "#kernel/leaf";
import type { Call } from "./call.ts";

/** What a client was told for good. */
export interface Acknowledged {
  readonly position: number;
  readonly height: number;
  readonly time: number;
  readonly outcome: Outcome;
}

export interface Sent {
  readonly id: string;
  readonly text: string;
  readonly call: Call;
  /** Undefined while nobody has answered: it may or may not stand on the ledger. */
  acknowledged: Acknowledged | undefined;
  /** Whether the first answer came with `duplicate`: it had been recorded before anybody heard of it. */
  wasRecorded: boolean;
}

/** Everything that clients sent to one ledger and heard of it. Whatever they hear twice must be the same. */
export class History {
  readonly #sent = new Map<string, Sent>();
  #positionMax = 0;

  /** Notes a submission before it is sent. */
  add(text: string, call: Call): Sent {
    const sent: Sent = { id: idOf(text), text, call, acknowledged: undefined, wasRecorded: false };
    this.#sent.set(sent.id, sent);
    return sent;
  }

  /** Notes an answer: one line of NDJSON, or the body for a single submission. */
  hear(sent: Sent, line: string): void {
    const answer = JSON.parse(line) as JsonObject & Acknowledged & { readonly id: string; readonly duplicate?: true };
    assert.equal(answer.id, sent.id, `the answer belongs to another submission: ${line}`);
    const { position, height, time, outcome } = answer;
    assert.ok(Number.isSafeInteger(position), `a valid submission is recorded, not ${line}`);
    const acknowledged = { position, height, time, outcome };
    if (sent.acknowledged === undefined) {
      sent.acknowledged = acknowledged;
      sent.wasRecorded = answer.duplicate === true;
    } else {
      assert.deepEqual(acknowledged, sent.acknowledged, `${sent.id} was answered differently before`);
      assert.equal(answer.duplicate, true, `${sent.id} was acknowledged and then executed again`);
    }
    this.#positionMax = Math.max(this.#positionMax, position);
  }

  get all(): readonly Sent[] {
    return [...this.#sent.values()];
  }

  get(id: string): Sent | undefined {
    return this.#sent.get(id);
  }

  get unanswered(): readonly Sent[] {
    return this.all.filter(({ acknowledged }) => acknowledged === undefined);
  }

  /** Largest position that was acknowledged; 0 before the first. */
  get positionMax(): number {
    return this.#positionMax;
  }
}

function idOf(text: string): string {
  const { envelope } = JSON.parse(text) as { readonly envelope: { readonly payload: string } };
  const payload = fromBase64(envelope.payload) as Uint8Array;
  const notAfter = parsePayload(utf8Decode(payload))?.notAfter as number;
  return transactionId(notAfter, preAuthEncoding(TRANSACTION_TYPE, payload));
}
