import { canonicalize, isJsonObject, type Json, type JsonObject, type ValueObject } from "#kernel/json";
import type { Receipt } from "#kernel/receipt";
import { type Done, doneOf, type RecordedAnswer, type TransactionAnswer } from "./answers.ts";
import { loadVerbs } from "./catalogue.ts";
import type { ClientKey } from "./client-key.ts";
import { ClientProblem, localProblem, withParts } from "./client-problem.ts";
import type { CommandRef } from "./command-ref.ts";
import { Http, type HttpOptions } from "./http.ts";
import type { LedgerInfo } from "./ledger-info.ts";
import { LedgerLink } from "./ledger-link.ts";
import { batchesOf } from "./line-batches.ts";
import { NodeSession, type SessionInfo } from "./node-session.ts";
import { type Signed, type SignOptions, signCommand } from "./sign-command.ts";
import { refOfVerb, type Verb } from "./verb.ts";

export interface ClientOptions extends Partial<Omit<HttpOptions, "url">> {
  /** Address of the node. */
  readonly url: string;
  /** `name@genesis hash` pins the ledger, `name` trusts the node, nothing takes the only one that the node has. */
  readonly ledger?: string;
  /** Every key signs every command; the first one opens sessions. Reading what is public needs none. */
  readonly keys?: readonly ClientKey[];
  /** Name by which the node calls itself in challenges, where it is not the host and port of `url`. */
  readonly nodeName?: string;
  /** Time of this machine in milliseconds. */
  readonly now?: () => number;
}

/** A command with its arguments. */
export interface Call {
  readonly command: CommandRef<unknown> | string;
  readonly args: ValueObject;
}

const PATIENCE_MS = 30_000;
const TIMEOUT_MS = 60_000;
/** A command refused for these was signed by a clock that the ledger's has left, such as after it was moved forward. */
const CLOCK_CODES = ["expired", "not_after_too_far"];

/** Makes a client of one ledger on one node. Nothing is sent before the first call. */
export function createClient(options: ClientOptions): Client {
  return new Client(options);
}

/** Calls of programs to one ledger. Whatever does not succeed is thrown as a ClientProblem. */
export class Client {
  readonly http: Http;
  readonly session: NodeSession;
  readonly link: LedgerLink;
  readonly #keys: readonly ClientKey[];
  #verbs: Promise<ReadonlyMap<string, Verb>> | undefined;

  constructor(options: ClientOptions) {
    const { url, ledger, keys = [], nodeName, now = Date.now } = options;
    this.http = new Http({
      url,
      language: options.language ?? "zh",
      // Bound, because browsers refuse to run it as the method of another object.
      fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
      patienceMs: options.patienceMs ?? PATIENCE_MS,
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      wait: options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
    });
    this.#keys = keys;
    this.session = new NodeSession(this.http, keys[0], nodeName);
    this.link = new LedgerLink(this.http, ledger, now);
  }

  /** What the node says of the ledger. */
  ledger(): Promise<LedgerInfo> {
    return this.link.info();
  }

  /** Commands and queries of the ledger, by name. */
  verbs(): Promise<ReadonlyMap<string, Verb>> {
    this.#verbs ??= this.link.info().then(({ name }) => loadVerbs(this.http, name));
    return this.#verbs;
  }

  /**
   * Signs a command with the client's keys, sends it, and gives its result once it is recorded. Sending again after a lost
   * connection is safe: the id of a transaction lets it happen once only.
   */
  async call<Input extends ValueObject>(command: CommandRef<Input> | string, args: Input): Promise<Done> {
    const signed = await this.sign(command, args);
    try {
      return await this.submit(signed);
    } catch (error) {
      // Refused at the door, so never ordered: signing it anew cannot make it happen twice.
      const isClock =
        error instanceof ClientProblem && CLOCK_CODES.includes(error.code) && error.parts.outcome === "refused";
      if (!isClock) throw error;
      await this.link.refresh();
      return this.submit(await this.sign(command, args));
    }
  }

  /** Signs a command with the client's keys without sending it. */
  async sign(command: CommandRef<unknown> | string, args: ValueObject): Promise<Signed> {
    const info = await this.link.info();
    const { language } = this.http.options;
    if (this.#keys.length === 0) throw localProblem("key_missing", language, { ledger: info.name });
    const ref = await this.refOf(command);
    return signCommand(ref, args, this.#keys, await this.signOptions(this.#keys.length));
  }

  /** What signing on this ledger needs now. */
  async signOptions(signers: number): Promise<Omit<SignOptions, "signers">> {
    const { ref } = await this.link.info();
    return { ledger: ref, notAfter: await this.link.notAfter(signers), language: this.http.options.language };
  }

  /** The reference of a command; by name it is looked up in what the node offers. */
  async refOf(command: CommandRef<unknown> | string): Promise<CommandRef<unknown>> {
    if (typeof command !== "string") return command;
    const verb = (await this.verbs()).get(command);
    if (verb?.kind === "command") return refOfVerb(verb);
    const { name } = await this.link.info();
    throw localProblem("command_not_offered", this.http.options.language, { ledger: name, name: command });
  }

  /** Sends a signed transaction and gives its result once it is recorded. May be called again with the same one. */
  async submit(signed: Signed): Promise<Done> {
    const path = await this.link.path("transactions");
    try {
      const answer = await this.http.json({ method: "POST", path, body: signed.text, isRepeatable: true });
      return doneOf(answer as unknown as TransactionAnswer);
    } catch (error) {
      throw this.#aboutTransaction(error, signed.id);
    }
  }

  /** Signs many commands and sends them in as few requests as fit. Gives the answers in the order of the calls. */
  async callMany(calls: readonly Call[]): Promise<readonly TransactionAnswer[]> {
    const signed: Signed[] = [];
    for (const { command, args } of calls) signed.push(await this.sign(command, args));
    return this.submitMany(signed);
  }

  /** Sends signed transactions as NDJSON. Those of one request are ordered as they stand there. */
  async submitMany(signed: readonly Signed[]): Promise<readonly TransactionAnswer[]> {
    const path = await this.link.path("transactions");
    const answers: TransactionAnswer[] = [];
    for (const batch of batchesOf(signed)) {
      const body = batch.map(({ text }) => text).join("\n");
      const contentType = "application/x-ndjson";
      try {
        const { text } = await this.http.send({ method: "POST", path, body, contentType, isRepeatable: true });
        answers.push(
          ...text
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line) as TransactionAnswer),
        );
      } catch (error) {
        throw this.#aboutTransaction(error, batch[0]?.id ?? "");
      }
    }
    return answers;
  }

  /** Runs a query as the client's first key: what is public for everybody may hold more for some. */
  async query(name: string, input: ValueObject = {}): Promise<JsonObject> {
    const path = await this.link.path(name.replace(".", "/"));
    return this.#asSelf({ method: "POST", path, body: canonicalize(input), isRepeatable: true });
  }

  /** The items of every page of a query that lists. */
  async *queryItems(name: string, input: ValueObject = {}): AsyncGenerator<JsonObject> {
    for (let after: Json | undefined; ; ) {
      const { items, next } = await this.query(name, after === undefined ? input : { ...input, after });
      for (const item of (Array.isArray(items) ? items : []) as readonly Json[]) if (isJsonObject(item)) yield item;
      if (next === undefined) return;
      after = next;
    }
  }

  /** The answer of a recorded transaction or timer, with its result where this key may see it. */
  async transaction(id: string): Promise<RecordedAnswer> {
    const path = await this.link.path(`transactions/${encodeURIComponent(id)}`);
    return (await this.#asSelf({ method: "GET", path, isRepeatable: true })) as unknown as RecordedAnswer;
  }

  /** The receipt of a transaction or timer, with what this key may see. */
  async receipt(id: string): Promise<Receipt> {
    const path = await this.link.path(`transactions/${encodeURIComponent(id)}/receipt`);
    return (await this.#asSelf({ method: "GET", path, isRepeatable: true })) as unknown as Receipt;
  }

  /** Signs in with the first key. Calls that need a session do so by themselves. */
  signIn(): Promise<SessionInfo> {
    return this.session.signIn();
  }

  /** Ends the session on the node. */
  signOut(): Promise<void> {
    return this.session.signOut();
  }

  /** What nobody in particular may not see looks as if it did not exist, so one signs in first. */
  async #asSelf(request: Parameters<NodeSession["json"]>[0]): Promise<JsonObject> {
    if (this.http.token === undefined && this.#keys.length > 0) await this.session.signIn();
    return this.session.json(request);
  }

  #aboutTransaction(error: unknown, id: string): unknown {
    if (!(error instanceof ClientProblem)) return error;
    if (error.parts.outcome !== "unknown") return error.id === undefined ? withParts(error, { id }) : error;
    return localProblem("outcome_unknown", this.http.options.language, { id }, { id, outcome: "unknown" }, error);
  }
}
