import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import { type ClientProblem, localProblem, problemOfAnswer } from "./client-problem.ts";
import type { ClientLanguage } from "./local-texts.ts";

export interface HttpOptions {
  /** Address of the node, such as `https://ledger.example:4180`. */
  readonly url: string;
  /** Language of texts in answers. */
  readonly language: ClientLanguage;
  readonly fetch: typeof fetch;
  /** Time that one call may spend waiting for a busy or lost node, all tries together. */
  readonly patienceMs: number;
  /** Time for one try. */
  readonly timeoutMs: number;
  readonly wait: (ms: number) => Promise<void>;
}

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path with its query. */
  readonly path: string;
  readonly body?: string | Blob;
  readonly contentType?: string;
  /** Whether sending it twice does no more than sending it once. */
  readonly isRepeatable: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly retryAfterMs?: number;
}

const FIRST_PAUSE_MS = 200;
const PAUSE_MS_MAX = 5_000;
/** Errors of Node.js that say that nothing was sent. Browsers do not tell, so there everything counts as sent. */
const NOT_SENT = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"];

/** Requests to one node, with the rules for trying again. Keeps the token of the session. */
export class Http {
  /** Token of the session; undefined when nobody is signed in. */
  token: string | undefined;
  readonly options: HttpOptions;
  readonly #base: string;
  #hasAnswered = false;

  constructor(options: HttpOptions) {
    this.options = options;
    this.#base = options.url.replace(/\/+$/, "");
  }

  /** Host and port of the node, as its address names them. */
  get host(): string {
    return new URL(this.#base).host;
  }

  /** Sends a request whose answer is a JSON object. @throws ClientProblem for every other answer */
  async json(request: HttpRequest): Promise<JsonObject> {
    const answer = await this.send(request);
    const body = answer.status === 204 ? {} : objectOf(answer.text);
    if (body === undefined) throw this.#unreadable(answer.status);
    return body;
  }

  /**
   * Sends a request until it is answered. A node that says when to come back (503, 429) is asked again then; after a lost
   * connection only what is repeatable is sent again.
   * @throws ClientProblem for a problem, and for a node that cannot be reached: its `outcome` is `unknown` when the request
   * may have arrived.
   */
  async send(request: HttpRequest): Promise<HttpAnswer> {
    const { patienceMs, wait } = this.options;
    let waitedMs = 0;
    let mayHaveArrived = false;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, PAUSE_MS_MAX)) {
      const tried = await this.#try(request);
      if ("answer" in tried && tried.answer.status < 400) return tried.answer;
      if ("mayHaveArrived" in tried && tried.mayHaveArrived) mayHaveArrived = true;
      const problem = "answer" in tried ? this.#problemOf(tried.answer) : this.#lost(tried.cause, mayHaveArrived);
      const pause = "answer" in tried ? problem.parts.retryAfterMs : this.#hasAnswered ? pauseMs : undefined;
      if (pause === undefined || !request.isRepeatable || waitedMs + pause > patienceMs) throw problem;
      await wait(pause);
      waitedMs += pause;
    }
  }

  /** One try whose answer is a stream, such as events. @throws ClientProblem */
  async stream(path: string, headers: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Response> {
    let response: Response;
    try {
      response = await this.options.fetch(this.#base + path, {
        headers: { ...this.#headers(), ...headers },
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw this.#lost(cause, false);
    }
    this.#hasAnswered = true;
    if (response.ok) return response;
    throw this.#problemOf({ ...headOf(response), text: await response.text() });
  }

  async #try(
    request: HttpRequest,
  ): Promise<{ readonly answer: HttpAnswer } | { readonly cause: unknown; readonly mayHaveArrived: boolean }> {
    const { method, path, body, contentType, signal } = request;
    const timeout = AbortSignal.timeout(this.options.timeoutMs);
    try {
      const response = await this.options.fetch(this.#base + path, {
        method,
        headers: {
          ...this.#headers(),
          ...(body === undefined ? {} : { "content-type": contentType ?? "application/json" }),
        },
        ...(body === undefined ? {} : { body }),
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      const answer = { ...headOf(response), text: await response.text() };
      this.#hasAnswered = true;
      return { answer };
    } catch (cause) {
      if (signal?.aborted) throw cause;
      const { code } = ((cause as Error).cause ?? {}) as { readonly code?: string };
      return { cause, mayHaveArrived: !NOT_SENT.includes(code ?? "") };
    }
  }

  #headers(): Record<string, string> {
    const { language } = this.options;
    return {
      accept: "application/json",
      "accept-language": language,
      ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
    };
  }

  #problemOf(answer: HttpAnswer): ClientProblem {
    const isProblem = answer.contentType.startsWith("application/problem+json");
    const body = isProblem ? objectOf(answer.text) : undefined;
    return body === undefined
      ? this.#unreadable(answer.status)
      : problemOfAnswer(answer.status, body, answer.retryAfterMs);
  }

  #unreadable(status: number): ClientProblem {
    return localProblem("answer_unreadable", this.options.language, { url: this.#base, status }, { status });
  }

  #lost(cause: unknown, mayHaveArrived: boolean): ClientProblem {
    const rest = mayHaveArrived ? { outcome: "unknown" } : {};
    return localProblem("connection_failed", this.options.language, { url: this.#base }, rest, cause);
  }
}

function objectOf(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function headOf(response: Response): Omit<HttpAnswer, "text"> {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return {
    status: response.status,
    contentType: response.headers.get("content-type") ?? "",
    ...(Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {}),
  };
}
