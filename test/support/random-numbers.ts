/** Random numbers that a seed gives again: for load and faults, whose many small choices would only burden fast-check. */
export class RandomNumbers {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    // Splitmix32: every seed runs through all 32-bit states.
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 16), 0x21f0aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    return Math.floor((((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32) * end);
  }

  /** A whole number between the two, both included. */
  between(min: number, max: number): number {
    return min + this.below(max - min + 1);
  }

  /** Whether something happens that happens once in `count` times. */
  isOneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  /** One item of a list that is not empty. */
  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}
