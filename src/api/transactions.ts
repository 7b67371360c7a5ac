import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type LedgerService, Stopped } from "#ledger/service";
import { sendAnswer } from "./answer.ts";
import { type ApiContext, ledgerOf } from "./api-context.ts";
import { Problem } from "./problems.ts";

const NEWLINE = 0x0a;
const NDJSON = "application/x-ndjson";

/**
 * `POST …/transactions`: one submission as JSON, or many as NDJSON. The door stays cheap: bodies go to the ledger as bytes,
 * nothing is parsed on this thread, and no session is looked up, for signatures say who.
 */
export function transactionRoutes(app: FastifyInstance, context: ApiContext): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(["application/json", NDJSON], { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
  app.post("/api/v1/ledgers/:name/transactions", async (request, reply) => {
    const service = ledgerOf(context, request);
    if (service.stopped() !== undefined) throw new Stopped("it takes no transactions");
    const body = request.body;
    if (!Buffer.isBuffer(body) || body.length === 0) throw new Problem("body_empty");
    return isNdjson(request)
      ? submitMany(context, service, body, reply)
      : submitOne(context, service, body, request, reply);
  });
}

async function submitMany(
  context: ApiContext,
  service: LedgerService,
  body: Buffer,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { linesMax } = context.limits;
  if (hasMoreLines(body, linesMax)) throw new Problem("too_many_lines", { facts: { max: linesMax } });
  const answers = await service.submit(body);
  context.metrics.countAnswers(service.name, answers);
  return reply.header("content-type", NDJSON).header("cache-control", "no-store").send(`${answers}\n`);
}

async function submitOne(
  context: ApiContext,
  service: LedgerService,
  body: Buffer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const end = body[body.length - 1] === NEWLINE ? body.length - 1 : body.length;
  const submission = body.subarray(0, end);
  if (submission.length === 0) throw new Problem("body_empty");
  if (submission.includes(NEWLINE)) throw new Problem("lines_in_single");
  const answer = (await service.submit(submission)).trimEnd();
  context.metrics.countAnswers(service.name, answer);
  return sendAnswer({ request, reply, service, submission }, answer);
}

function isNdjson(request: FastifyRequest): boolean {
  return request.headers["content-type"]?.toLowerCase().startsWith(NDJSON) ?? false;
}

/** Whether a body has more than `max` lines; the last one need not end with a newline. Stops counting there. */
function hasMoreLines(body: Buffer, max: number): boolean {
  let lines = 0;
  for (let at = 0; at < body.length; lines++) {
    if (lines === max) return true;
    const end = body.indexOf(NEWLINE, at);
    if (end < 0) return false;
    at = end + 1;
  }
  return false;
}
