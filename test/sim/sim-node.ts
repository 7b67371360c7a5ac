import type { Genesis } from "#kernel/genesis";
import type { Table } from "#kernel/table";
import type { Contracts } from "#ledger/contracts";
import { Door, entryFromTexts, rememberKeys } from "#ledger/door";
import { Executor } from "#ledger/executor";
import { noGuard } from "#ledger/guard";
import type { NodeKeys } from "#ledger/node-keys";
import { wholeTx } from "#ledger/run-query";
import { Sequencer } from "#ledger/sequencer";
import type { Answer, Head } from "#ledger/service";
import type { State } from "#ledger/state";
import { openState } from "#sqlite/sqlite-state";
import type { RandomNumbers } from "../support/random-numbers.ts";
import type { Agenda } from "./agenda.ts";
import type { LogClient, SimulatedLog } from "./simulated-log.ts";

export interface SimNodeOptions {
  readonly genesis: Genesis;
  readonly contracts: Contracts;
  readonly keys: NodeKeys;
  readonly agenda: Agenda;
  readonly log: SimulatedLog;
  readonly random: RandomNumbers;
  /** Milliseconds by which this machine's clock is wrong. */
  readonly skewMs: number;
  readonly onApplied: (node: SimNode, head: Head) => void;
}

interface Life {
  readonly executor: Executor;
  readonly sequencer: Sequencer;
  readonly door: Door;
  readonly client: LogClient;
}

/** One node: its state outlives crashes, everything else does not. */
export class SimNode {
  readonly state: State;
  readonly faults: unknown[] = [];
  /** Why the node stopped by itself. */
  failure: Error | undefined;
  crashes = 0;
  readonly #options: SimNodeOptions;
  #life: Life | undefined;

  constructor(options: SimNodeOptions) {
    this.#options = options;
    this.state = openState(":memory:", options.contracts.tables.values());
    this.start();
  }

  get isUp(): boolean {
    return this.#life !== undefined && this.failure === undefined;
  }

  get head(): Head | undefined {
    return this.#life?.executor.head;
  }

  /** Hash that the next block names as its predecessor. */
  get previous(): string | undefined {
    return this.#life?.executor.previous;
  }

  /** Ledger time as this node sees it. */
  get time(): number {
    return this.#life?.sequencer.now() ?? 0;
  }

  /** Opens the state as it is and takes part. */
  start(): void {
    const { genesis, contracts, keys, agenda, log, random, skewMs, onApplied } = this.#options;
    const client = log.connect();
    const realTime = (): number => agenda.now + skewMs;
    const executor = new Executor({
      genesis,
      contracts,
      state: this.state,
      keys,
      guard: noGuard,
      realTime,
      onFault: (_position, _name, cause) => this.faults.push(cause),
    });
    const sequencer = new Sequencer({
      genesis,
      executor,
      log: client,
      keys,
      keepPersonal: () => {},
      realTime,
      onApplied: (head) => onApplied(this, head),
      setTimer: (callback, waitMs) => agenda.later(waitMs, callback),
      random: (size) => Uint8Array.from({ length: size }, () => random.below(256)),
    });
    const publicKey = rememberKeys((keyId) => contracts.directory.publicKey(wholeTx(this.state), keyId));
    this.#life = { executor, sequencer, client, door: new Door({ genesis, contracts, publicKey }) };
    sequencer.run().catch((error: Error) => {
      this.failure = error;
    });
  }

  /** Loses everything but the state. What it was about to hear from the log it never hears. */
  crash(): void {
    this.#life?.client.die();
    this.#life = undefined;
    this.crashes++;
  }

  /** Sends a submission through the door; the answer comes when it comes, or never when the node crashes before. */
  submit(text: string, answer: (answer: Answer) => void): void {
    if (this.#life === undefined) return;
    const { door, sequencer } = this.#life;
    const passed = door.open(Buffer.from(text));
    if (!passed.ok) {
      answer(JSON.parse(passed.answer) as Answer);
      return;
    }
    const entry = entryFromTexts(passed.entry);
    sequencer.enqueue([
      { entry, personal: passed.entry.personal, answer: (line) => answer(JSON.parse(line) as Answer) },
    ]);
  }

  /** Every row of a table, as text. */
  rows(table: Table): readonly string[] {
    const scan = { columns: [], equals: [], after: undefined, reverse: false, limit: 1_000_000 };
    return this.state.scan(table, scan).map(({ text }) => text);
  }
}
