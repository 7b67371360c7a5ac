import type { FastifyReply } from "fastify";

/** Answers JSON that no cache may keep: what a viewer may see changes with their rights. */
export function sendJson(reply: FastifyReply, value: object): FastifyReply {
  return sendJsonText(reply, JSON.stringify(value));
}

/** As `sendJson`, for JSON that is written already. */
export function sendJsonText(reply: FastifyReply, text: string): FastifyReply {
  return reply.header("content-type", "application/json; charset=utf-8").header("cache-control", "no-store").send(text);
}
