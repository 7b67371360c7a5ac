import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { Busy, Stopped } from "#ledger/service";
import type { ProblemCode } from "./problem-catalogue.ts";
import { Problem, sendProblem } from "./problems.ts";

/** Codes of the HTTP framework that are the client's doing. Everything that is not listed here is a bug of the node. */
const FRAMEWORK_PROBLEMS: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "too_large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "media_type_unsupported",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "request_malformed",
  FST_ERR_BAD_URL: "request_malformed",
  FST_ERR_MAX_PARAM_LENGTH: "route_not_found",
  ECONNRESET: "request_malformed",
};

/** An operator has to act first, so there is no hurry. */
const STOPPED_RETRY_MS = 60_000;

/** Answers every error as a problem; an internal text goes to the log and never to the client. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof Problem) {
    sendProblem(request, reply, error.code, error.details);
    return;
  }
  if (error instanceof Busy) {
    sendProblem(request, reply, "queue_full", { retryAfterMs: error.retryAfterMs });
    return;
  }
  if (error instanceof Stopped) {
    sendProblem(request, reply, "ledger_stopped", { retryAfterMs: STOPPED_RETRY_MS });
    return;
  }
  const known = FRAMEWORK_PROBLEMS[(error as Partial<FastifyError> | undefined)?.code ?? ""];
  if (known !== undefined) {
    sendProblem(request, reply, known);
    return;
  }
  request.log.error({ err: error, requestId: request.id }, "a request failed");
  sendProblem(request, reply, "internal_error");
}
