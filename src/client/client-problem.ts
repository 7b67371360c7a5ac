import type { Json, JsonObject } from "#kernel/json";
import { type ClientLanguage, type LocalCode, localText, type ProblemKind } from "./local-texts.ts";

export interface ClientProblemParts {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly title: string;
  readonly detail: string;
  /** HTTP status; absent when no node answered. */
  readonly status?: number;
  /** What is wrong with which field. */
  readonly issues?: Json;
  /** What is wrong in which cell of a list that was read. */
  readonly cells?: Json;
  /** What the contract says besides its code. */
  readonly facts?: JsonObject;
  /** Id of the transaction. */
  readonly id?: string;
  /** Place of the leaf, when the problem is recorded. */
  readonly position?: number;
  readonly height?: number;
  readonly time?: number;
  /** `refused` was never ordered; `skipped` may still be recorded until its notAfter. */
  readonly outcome?: string;
  /** Id under which the log of the node knows the request. */
  readonly instance?: string;
  readonly retryAfterMs?: number;
}

/** Thrown for everything but success. `code` is stable; `title` and `detail` are for people, in the client's language. */
export class ClientProblem extends Error {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly parts: ClientProblemParts;

  constructor(parts: ClientProblemParts, options?: ErrorOptions) {
    super(`${parts.title}: ${parts.detail}`, options);
    this.name = "ClientProblem";
    this.code = parts.code;
    this.kind = parts.kind;
    this.parts = parts;
  }

  /** Issues of the input, if any. */
  get issues(): Json | undefined {
    return this.parts.issues;
  }

  /** Id of the transaction, if it has one. */
  get id(): string | undefined {
    return this.parts.id;
  }

  /** Position of the leaf that records the refusal; undefined when nothing is recorded. */
  get position(): number | undefined {
    return this.parts.position;
  }
}

/** A problem that the client itself finds. `facts` complete its texts. */
export function localProblem(
  code: LocalCode,
  language: ClientLanguage,
  facts: Readonly<Record<string, string | number>> = {},
  rest: Partial<ClientProblemParts> = {},
  cause?: unknown,
): ClientProblem {
  const { kind, title, detail } = localText(code, language, facts);
  return new ClientProblem({ code, kind, title, detail, ...rest }, cause === undefined ? {} : { cause });
}

/** The same problem with further parts, such as the id of the transaction that it is about. */
export function withParts(problem: ClientProblem, parts: Partial<ClientProblemParts>): ClientProblem {
  return new ClientProblem({ ...problem.parts, ...parts }, { cause: problem.cause ?? problem });
}

/** A problem from a problem+json answer (RFC 9457) of a node. */
export function problemOfAnswer(status: number, body: JsonObject, retryAfterMs?: number): ClientProblem {
  const code = textOf(body["code"]) ?? "internal_error";
  const title = textOf(body["title"]) ?? code;
  const outcome = textOf(body["outcome"]);
  return new ClientProblem({
    code,
    kind: kindOf(status, outcome),
    title,
    detail: textOf(body["detail"]) ?? title,
    status,
    ...texts(body, ["id", "instance", "outcome"]),
    ...numbers(body, ["position", "height", "time"]),
    ...(body["issues"] === undefined ? {} : { issues: body["issues"] }),
    ...(body["cells"] === undefined ? {} : { cells: body["cells"] }),
    ...(body["facts"] === undefined ? {} : { facts: body["facts"] as JsonObject }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function kindOf(status: number, outcome: string | undefined): ProblemKind {
  if (outcome === "rejected") return "rejection";
  if (outcome === "fault") return "bug";
  // Ordered without a leaf: whether it will be recorded shows later.
  if (outcome === "skipped" || status === 503 || status === 429 || status === 408) return "unavailable";
  if (status >= 500) return "bug";
  return status === 401 || status === 403 ? "not_allowed" : "input";
}

function texts(body: JsonObject, names: readonly string[]): Partial<ClientProblemParts> {
  return Object.fromEntries(names.flatMap((name) => (typeof body[name] === "string" ? [[name, body[name]]] : [])));
}

function numbers(body: JsonObject, names: readonly string[]): Partial<ClientProblemParts> {
  return Object.fromEntries(names.flatMap((name) => (typeof body[name] === "number" ? [[name, body[name]]] : [])));
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
