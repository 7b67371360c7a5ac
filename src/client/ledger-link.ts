import type { JsonObject } from "#kernel/json";
import { localProblem } from "./client-problem.ts";
import type { Http } from "./http.ts";
import { type LedgerInfo, ledgerInfoOf, notAfterOf } from "./ledger-info.ts";

/** The ledger that a client means on its node: which one it is, and what time it has. */
export class LedgerLink {
  readonly #http: Http;
  /** `name`, `name@genesis hash`, or undefined for the only one. */
  readonly #wanted: string | undefined;
  readonly #now: () => number;
  #info: Promise<LedgerInfo> | undefined;
  /** Ledger time minus the time of this machine. */
  #offsetMs = 0;

  constructor(http: Http, wanted: string | undefined, now: () => number) {
    this.#http = http;
    this.#wanted = wanted;
    this.#now = now;
  }

  /** What the node says of the ledger; asked once. @throws ClientProblem when it is not the one that is wanted */
  info(): Promise<LedgerInfo> {
    this.#info ??= this.#load().catch((error: unknown) => {
      this.#info = undefined;
      throw error;
    });
    return this.#info;
  }

  /** Asks again, for the clock and what else may have changed. */
  refresh(): Promise<LedgerInfo> {
    this.#info = undefined;
    return this.info();
  }

  /** Ledger time now, in milliseconds, as far as this machine can tell. */
  async now(): Promise<number> {
    await this.info();
    return this.#now() + this.#offsetMs;
  }

  /** `notAfter` of a transaction that is signed now. */
  async notAfter(signers: number): Promise<number> {
    return notAfterOf(await this.info(), await this.now(), signers);
  }

  /** Path of something of this ledger in the API. */
  async path(rest: string): Promise<string> {
    return `/api/v1/ledgers/${(await this.info()).name}/${rest}`;
  }

  async #load(): Promise<LedgerInfo> {
    const startedAt = this.#now();
    const info = this.#wanted === undefined ? await this.#onlyOne() : await this.#named(this.#wanted);
    // The answer was made somewhere between asking and hearing it.
    this.#offsetMs = info.now - Math.floor((startedAt + this.#now()) / 2);
    return info;
  }

  async #onlyOne(): Promise<LedgerInfo> {
    const { ledgers } = await this.#http.json({ method: "GET", path: "/api/v1/ledgers", isRepeatable: true });
    const list = (Array.isArray(ledgers) ? ledgers : []) as readonly JsonObject[];
    const [only] = list;
    if (only !== undefined && list.length === 1) return this.#read(only);
    const names = list.map(({ name }) => String(name)).join(", ");
    throw localProblem("ledger_not_named", this.#http.options.language, { ledgers: names });
  }

  async #named(wanted: string): Promise<LedgerInfo> {
    const [name = "", hash] = wanted.split("@");
    const path = `/api/v1/ledgers/${encodeURIComponent(name)}`;
    const info = this.#read(await this.#http.json({ method: "GET", path, isRepeatable: true }));
    if (hash === undefined ? info.name === name : info.ref === wanted) return info;
    throw localProblem("other_ledger_served", this.#http.options.language, { wanted, served: info.ref });
  }

  #read(answer: JsonObject): LedgerInfo {
    const info = ledgerInfoOf(answer);
    if (info !== undefined) return info;
    const { url, language } = this.#http.options;
    throw localProblem("answer_unreadable", language, { url, status: 200 });
  }
}
