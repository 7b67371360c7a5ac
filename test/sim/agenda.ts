/** Immediates within which everything that an event set going has come to rest: a sequencer needs three. */
const ROUNDS = 5;

interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** Virtual time: what is to happen, one event after the other. Between two events everything comes to rest. */
export class Agenda {
  /** Milliseconds. Moves only when an event happens. */
  now: number;
  #events: Event[] = [];
  #count = 0;

  constructor(now: number) {
    this.now = now;
  }

  /** Lets something happen later; gives what takes it back. */
  later(waitMs: number, run: () => void): () => void {
    const event = { at: this.now + Math.max(0, waitMs), order: this.#count++, run };
    this.#events.push(event);
    return () => {
      this.#events = this.#events.filter((other) => other !== event);
    };
  }

  /** Lets the next event happen and waits until nothing moves any more. False when nothing is left. */
  async next(): Promise<boolean> {
    const [first, ...rest] = this.#events;
    if (first === undefined) return false;
    const event = rest.reduce((a, b) => (b.at < a.at || (b.at === a.at && b.order < a.order) ? b : a), first);
    this.#events = this.#events.filter((other) => other !== event);
    this.now = event.at;
    event.run();
    for (let round = 0; round < ROUNDS; round++) await new Promise((resolve) => setImmediate(resolve));
    return true;
  }
}
