import { RandomNumbers } from "../support/random-numbers.ts";
import { FaultLedger } from "./fault-ledger.ts";
import type { FaultPrograms } from "./fault-programs.ts";
import { NodeChild } from "./node-child.ts";

export interface CrashOptions {
  readonly programs: FaultPrograms;
  readonly kills: number;
  /** Kills before a ledger is checked as a whole and a new one begins. */
  readonly killsPerLedger: number;
  readonly seed: number;
  /** Hears how many kills are behind. */
  readonly onKill?: (kills: number) => void;
}

/** What the kills met. */
export interface CrashReport {
  kills: number;
  /** Kills of a node that had not begun to listen. */
  killsWhileOpening: number;
  submissions: number;
  /** Submissions without an answer at the time of a kill, and how many of those stood on the ledger all the same. */
  unanswered: number;
  unansweredButRecorded: number;
}

/** From the order to open a ledger on, and from the first request on, until the kill. */
const OPENING_MS_MAX = 250;
const LOAD_MS_MAX = 120;

/** Kills a node with SIGKILL again and again and checks what it left. @throws AssertionError with the first finding */
export async function runCrashes(options: CrashOptions): Promise<CrashReport> {
  const run = new CrashRun(options);
  try {
    while (run.report.kills < options.kills) await run.nextLedger();
  } finally {
    await run.close();
  }
  return run.report;
}

class CrashRun {
  readonly report: CrashReport = {
    kills: 0,
    killsWhileOpening: 0,
    submissions: 0,
    unanswered: 0,
    unansweredButRecorded: 0,
  };
  readonly #options: CrashOptions;
  readonly #random: RandomNumbers;
  /** Loads its code while the one before it works and dies. */
  #next: NodeChild;

  constructor(options: CrashOptions) {
    this.#options = options;
    this.#random = new RandomNumbers(options.seed);
    this.#next = NodeChild.spawn(options.programs);
  }

  /** One ledger with its lives. */
  async nextLedger(): Promise<void> {
    const { programs, kills, killsPerLedger, onKill } = this.#options;
    const ledger = new FaultLedger(programs, this.#random);
    try {
      for (let i = 0; i < killsPerLedger && this.report.kills < kills; i++) {
        await this.#liveAndDie(ledger);
        this.report.kills++;
        onKill?.(this.report.kills);
      }
      await ledger.checkWhole(this.#takeNode());
      this.report.submissions += ledger.history.all.length;
    } finally {
      ledger.remove();
    }
  }

  async close(): Promise<void> {
    await this.#next.kill();
  }

  /** One life of a node: it opens what the last one left, proves it, works, and is killed. */
  async #liveAndDie(ledger: FaultLedger): Promise<void> {
    const node = this.#takeNode();
    if (this.#random.isOneIn(8)) {
      this.report.killsWhileOpening++;
      await Promise.all([node.open(ledger.order).catch(() => undefined), this.#killAfter(node, OPENING_MS_MAX)]);
      return;
    }
    const opened = await ledger.open(node);
    try {
      const unanswered = await ledger.checkReopened(opened);
      this.report.unanswered += unanswered.length;
      this.report.unansweredButRecorded += unanswered.filter(({ wasRecorded }) => wasRecorded).length;
      await Promise.all([opened.load.run(), this.#killAfter(node, LOAD_MS_MAX)]);
    } finally {
      await opened.kill();
    }
  }

  #takeNode(): NodeChild {
    const node = this.#next;
    this.#next = NodeChild.spawn(this.#options.programs);
    return node;
  }

  async #killAfter(node: NodeChild, msMax: number): Promise<void> {
    const waitMs = this.#random.below(msMax);
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    await node.kill();
  }
}
