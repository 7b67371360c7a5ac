import type { Limits } from "./limits.ts";

/** Counts open event streams, of the node and of each key. */
export class Subscribers {
  readonly #limits: Pick<Limits, "subscribersMax" | "subscribersPerKeyMax">;
  readonly #byKey = new Map<string, number>();
  #count = 0;

  constructor(limits: Pick<Limits, "subscribersMax" | "subscribersPerKeyMax">) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#count;
  }

  /** Takes a place and gives the function that frees it, once; undefined when there is none left. */
  enter(keyId: string): (() => void) | undefined {
    const ofKey = this.#byKey.get(keyId) ?? 0;
    if (this.#count >= this.#limits.subscribersMax || ofKey >= this.#limits.subscribersPerKeyMax) return undefined;
    this.#count++;
    this.#byKey.set(keyId, ofKey + 1);
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      this.#count--;
      const left = (this.#byKey.get(keyId) ?? 1) - 1;
      if (left === 0) this.#byKey.delete(keyId);
      else this.#byKey.set(keyId, left);
    };
  }
}
