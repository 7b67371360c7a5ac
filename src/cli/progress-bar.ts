/** Draws at most so often: a terminal is slower than what it tells of. */
const REDRAW_MS = 100;
const BAR_CELLS = 28;

interface Terminal {
  write(text: string): unknown;
  readonly columns?: number;
}

/** One line that shows how far long work has come. */
export class ProgressBar {
  readonly #out: Terminal;
  readonly #label: string;
  readonly #isShown: boolean;
  readonly #now: () => number;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #hasDrawn = false;

  constructor(out: Terminal, label: string, isShown: boolean, now: () => number = Date.now) {
    this.#out = out;
    this.#label = label;
    this.#isShown = isShown;
    this.#now = now;
  }

  /** Shows that `done` of `total` parts are done, and what is being done. */
  update(done: number, total: number, what = ""): void {
    if (!this.#isShown) return;
    const now = this.#now();
    if (done < total && now - this.#drawnAt < REDRAW_MS) return;
    this.#drawnAt = now;
    this.#hasDrawn = true;
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const full = Math.round(share * BAR_CELLS);
    const bar = `${"█".repeat(full)}${"░".repeat(BAR_CELLS - full)}`;
    const percent = `${Math.floor(share * 100)}`.padStart(3);
    const line = `${this.#label} ${bar} ${percent} % ${what}`;
    this.#out.write(`\r\u001b[2K${line.slice(0, (this.#out.columns ?? 100) - 1)}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#hasDrawn) this.#out.write("\r\u001b[2K");
  }
}
