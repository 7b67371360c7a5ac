import type { FastifyReply, FastifyRequest } from "fastify";
import { fillText } from "#kernel/fill-text";
import type { Json, JsonObject } from "#kernel/json";
import { describeIssues } from "./issue-texts.ts";
import { type Language, languageOf } from "./language.ts";
import { PROBLEMS, type ProblemCode } from "./problem-catalogue.ts";
import { type ProblemText, problemTextsEn } from "./problem-texts-en.ts";
import { problemTextsZh } from "./problem-texts-zh.ts";

/** Errors as problem+json (RFC 9457), in the language of the request. */

export const PROBLEM_TYPE = "application/problem+json";

export interface ProblemDetails {
  /** Complete the texts of the code. */
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly issues?: Json;
  readonly retryAfterMs?: number;
  /** Further members of the problem. */
  readonly members?: JsonObject;
}

/** Thrown where a request cannot go on; the error handler of the API answers it. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** Texts of a problem of the catalogue. */
export function problemText(code: ProblemCode, language: Language): ProblemText {
  return (language === "zh" ? problemTextsZh : problemTextsEn)[code];
}

/** A complete problem, for codes of the catalogue and those of contracts alike. */
export interface ProblemParts {
  readonly code: string;
  readonly status: number;
  readonly text: ProblemText;
  readonly language: Language;
  readonly details: ProblemDetails;
}

/** Answers a problem of the catalogue. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode,
  details: ProblemDetails = {},
): FastifyReply {
  const language = languageOf(request);
  return sendParts(request, reply, {
    code,
    status: PROBLEMS[code],
    text: problemText(code, language),
    language,
    details,
  });
}

/** Answers a problem from its parts. */
export function sendParts(request: FastifyRequest, reply: FastifyReply, parts: ProblemParts): FastifyReply {
  const { retryAfterMs } = parts.details;
  if (retryAfterMs !== undefined) reply.header("retry-after", Math.max(1, Math.ceil(retryAfterMs / 1000)));
  return reply
    .code(parts.status)
    .header("content-type", PROBLEM_TYPE)
    .header("content-language", parts.language)
    .header("cache-control", "no-store")
    .send(JSON.stringify(problemBody(parts, request.id)));
}

/** The members of a problem. `instance` is the id under which the node's log knows the request. */
export function problemBody(parts: ProblemParts, requestId: string): JsonObject {
  const { code, status, text, language, details } = parts;
  const facts = details.facts ?? {};
  return {
    type: `urn:sanlian:problem:${code}`,
    title: fillText(text.title, facts),
    status,
    detail: fillText(text.detail, facts),
    code,
    instance: requestId,
    ...(details.issues === undefined ? {} : { issues: describeIssues(details.issues, language) }),
    ...details.members,
  };
}
