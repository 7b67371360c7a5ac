import type { Log } from "#ledger/log";
import type { RandomNumbers } from "../support/random-numbers.ts";
import type { Agenda } from "./agenda.ts";

/** What befalls the messages between nodes and their log. */
export interface Weather {
  /** Longest way of a message, milliseconds. Each takes its own time, so they overtake each other. */
  readonly delayMsMax: number;
  /** One message in so many is lost; 0 for none. */
  readonly lossOneIn: number;
  /** One read in so many comes from a server that does not know the last block yet; 0 for none. */
  readonly staleOneIn: number;
}

/** How long a node waits for the answer to an append before it calls the outcome unknown. */
const TIMEOUT_MS = 400;

/** A replicated log as its clients see it: one order, whatever happens to their messages. */
export class SimulatedLog {
  readonly values: string[] = [];
  weather: Weather;
  readonly #agenda: Agenda;
  readonly #random: RandomNumbers;
  readonly #clients = new Set<LogClient>();
  /** What happened to appends: shows that a run was not all sunshine. */
  readonly outcomes = { appended: 0, lost: 0, unknownInVain: 0, unknownInEffect: 0 };

  constructor(agenda: Agenda, random: RandomNumbers, weather: Weather) {
    this.#agenda = agenda;
    this.#random = random;
    this.weather = weather;
  }

  /** A connection of one node. After its node crashed nothing comes back on it. */
  connect(): LogClient {
    const client = new LogClient(this);
    this.#clients.add(client);
    return client;
  }

  /** Ends a connection. What is under way may still reach the log. */
  disconnect(client: LogClient): void {
    this.#clients.delete(client);
  }

  /** Sends a message one way, unless it is lost. */
  send(deliver: () => void): void {
    const { delayMsMax, lossOneIn } = this.weather;
    if (lossOneIn > 0 && this.#random.isOneIn(lossOneIn)) return;
    this.#agenda.later(this.#random.between(1, delayMsMax), deliver);
  }

  /** As `send`, again and again until it arrives. */
  sendSurely(deliver: () => void): void {
    const { delayMsMax, lossOneIn } = this.weather;
    const losses = lossOneIn > 0 && this.#random.isOneIn(lossOneIn) ? this.#random.between(1, 3) : 0;
    this.#agenda.later(this.#random.between(1, delayMsMax) + losses * TIMEOUT_MS, deliver);
  }

  /** What the servers do when an append arrives. */
  take(height: number, raw: string): "appended" | "lost" {
    if (this.values.length !== height - 1) return "lost";
    this.values.push(raw);
    for (const client of this.#clients) this.sendSurely(() => client.notify(height));
    return "appended";
  }

  /** What the servers answer to a read. One that lags behind does not know what its reader has not heard of either. */
  valueAt(height: number, heardOf: number): string | undefined {
    const { staleOneIn } = this.weather;
    const isStale = staleOneIn > 0 && height > heardOf && this.#random.isOneIn(staleOneIn);
    return isStale ? undefined : this.values[height - 1];
  }

  /** Calls back when an answer is waited for no longer. */
  timeout(run: () => void): void {
    this.#agenda.later(TIMEOUT_MS, run);
  }
}

/** The port Log of one node, as long as the node lives. */
export class LogClient implements Log {
  readonly #log: SimulatedLog;
  #listener: () => void = () => {};
  #isAlive = true;
  /** Greatest height that this client was told is taken. */
  #heardOf: number;

  constructor(log: SimulatedLog) {
    this.#log = log;
    this.#heardOf = log.values.length;
  }

  append(height: number, raw: string): Promise<"appended" | "lost" | "unknown"> {
    const log = this.#log;
    return new Promise((resolve) => {
      let hadEffect = false;
      let isSettled = false;
      const settle = (outcome: "appended" | "lost" | "unknown"): void => {
        if (isSettled || !this.#isAlive) return;
        isSettled = true;
        if (outcome === "unknown") log.outcomes[hadEffect ? "unknownInEffect" : "unknownInVain"]++;
        else log.outcomes[outcome]++;
        resolve(outcome);
      };
      log.send(() => {
        const outcome = log.take(height, raw);
        hadEffect = outcome === "appended";
        log.send(() => settle(outcome));
      });
      log.timeout(() => settle("unknown"));
    });
  }

  read(height: number): Promise<string | undefined> {
    return new Promise((resolve) => {
      this.#log.sendSurely(() => {
        const value = this.#log.valueAt(height, this.#heardOf);
        this.#log.sendSurely(() => {
          if (this.#isAlive) resolve(value);
        });
      });
    });
  }

  onAppended(listener: () => void): void {
    this.#listener = listener;
  }

  close(): Promise<void> {
    this.die();
    return Promise.resolve();
  }

  /** Says that somebody appended at a height. */
  notify(height: number): void {
    this.#heardOf = Math.max(this.#heardOf, height);
    if (this.#isAlive) this.#listener();
  }

  /** The node of this connection is gone: nothing reaches it any more. */
  die(): void {
    this.#isAlive = false;
    this.#log.disconnect(this);
  }
}
