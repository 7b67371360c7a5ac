import type { FastifyReply, FastifyRequest } from "fastify";
import { fromBase64 } from "#kernel/bytes";
import { parsePayload } from "#kernel/envelope";
import { isJsonObject, type Json, type JsonObject, parseJson } from "#kernel/json";
import type { Answer, LedgerService, NotRecorded, Recorded } from "#ledger/service";
import { languageOf } from "./language.ts";
import { COMMAND_PROBLEMS, isProblemCode, PROBLEMS } from "./problem-catalogue.ts";
import { problemText, sendParts, sendProblem } from "./problems.ts";
import { rejectionText } from "./scenario-texts.ts";

/** The exchange that an answer belongs to. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly service: LedgerService;
  /** The submission as it came, to find out its command where a rejection needs it. */
  readonly submission: Buffer;
}

/** Answers a single submission: 200 for what was done, a problem with the status of its code for everything else. */
export function sendAnswer(exchange: Exchange, text: string): FastifyReply {
  const { request, reply } = exchange;
  // The ledger's own text, which is an `Answer` as JSON.
  const answer = JSON.parse(text) as Answer;
  if (answer.status !== "recorded") return sendNotRecorded(exchange, answer);
  if (answer.outcome === "fault")
    return sendProblem(request, reply, "contract_fault", { members: leafMembers(answer) });
  if (answer.outcome === "rejected") return sendRejection(exchange, answer);
  return reply.header("content-type", "application/json").header("cache-control", "no-store").send(text);
}

function sendNotRecorded({ request, reply }: Exchange, answer: NotRecorded): FastifyReply {
  const { code, status, id, issues } = answer;
  if (!isProblemCode(code)) throw new Error(`the ledger answered with the unknown code "${code}"`);
  const language = languageOf(request);
  const text = problemText(code, language);
  const members = { outcome: status, ...(id === undefined ? {} : { id }) };
  const details = { members, ...(issues === undefined ? {} : { issues }) };
  if (status === "skipped") {
    const detail = `${text.detail} ${MAY_STILL_BE_RECORDED[language]}`;
    return sendParts(request, reply, { code, status: 409, text: { title: text.title, detail }, language, details });
  }
  // What the door foresees is a bad request; the same code in a leaf has the status of a rejection.
  const httpStatus = code === "arguments_unfit" ? 400 : PROBLEMS[code];
  return sendParts(request, reply, { code, status: httpStatus, text, language, details });
}

const MAY_STILL_BE_RECORDED = {
  en: "It has no leaf and did not use up its id: until its notAfter it may still be recorded, so keep asking for its id until then.",
  zh: "它没有叶子，也未占用其编号：在其 notAfter 之前仍可能被记录，请在此之前继续按编号查询。",
} as const;

function sendRejection(exchange: Exchange, answer: Recorded): FastifyReply {
  const { request, reply, service, submission } = exchange;
  const { code, facts } = rejectionOf(answer.result);
  const language = languageOf(request);
  const command = service.contracts.commands.get(commandOf(submission) ?? "");
  const declared: Readonly<Record<string, number>> = { ...COMMAND_PROBLEMS, ...command?.rejections };
  const text =
    rejectionText(service, command?.name, code, language) ??
    (isProblemCode(code) ? problemText(code, language) : { title: code, detail: code });
  const members = { ...leafMembers(answer), facts };
  const details = { facts: facts as Record<string, string | number>, members };
  return sendParts(request, reply, { code, status: declared[code] ?? 422, text, language, details });
}

function leafMembers(answer: Recorded): JsonObject {
  const { id, position, height, time, outcome, duplicate } = answer;
  return { id, position, height, time, outcome, ...(duplicate === undefined ? {} : { duplicate }) };
}

function rejectionOf(result: Json | undefined): { readonly code: string; readonly facts: JsonObject } {
  if (!isJsonObject(result) || typeof result["rejected"] !== "string") throw new Error("a rejection without a code");
  const { rejected, facts } = result;
  return { code: rejected, facts: isJsonObject(facts) ? facts : {} };
}

/** The command of a submission, read only when it was rejected; undefined when it cannot be read. */
function commandOf(submission: Buffer): string | undefined {
  const parsed = parseJson(submission.toString("utf8"));
  if (!parsed.ok || !isJsonObject(parsed.value)) return undefined;
  const { envelope } = parsed.value;
  if (!isJsonObject(envelope) || typeof envelope["payload"] !== "string") return undefined;
  const payload = fromBase64(envelope["payload"]);
  return payload === undefined ? undefined : parsePayload(Buffer.from(payload).toString("utf8"))?.command;
}
