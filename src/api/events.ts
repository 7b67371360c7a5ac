import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { LedgerService } from "#ledger/service";
import { type ApiContext, ledgerOf, requireSigner, sessionOf } from "./api-context.ts";
import { BlockFeed } from "./block-feed.ts";
import { streamBlocks } from "./event-stream.ts";
import { Problem } from "./problems.ts";
import type { Subscribers } from "./subscribers.ts";
import { wholeNumber } from "./whole-number.ts";

/** Path of event streams. */
export const EVENTS_ROUTE = "/api/v1/ledgers/:name/events";

/**
 * `GET …/events`: one event a block, from a height on or from now on. It says nothing that is not public; the session bounds
 * how many streams one may hold.
 */
export function eventRoutes(app: FastifyInstance, context: ApiContext, subscribers: Subscribers): void {
  const feeds = new Map<LedgerService, BlockFeed>();
  const open = new Set<ServerResponse>();
  let isClosing = false;
  // Before the server waits for its connections to end, which streams would not do by themselves.
  app.addHook("preClose", (done) => {
    isClosing = true;
    for (const feed of feeds.values()) feed.close();
    // The others end by themselves after what they have written.
    for (const stream of open) if (stream.writableNeedDrain) stream.destroy();
    done();
  });

  // A HEAD request would hold a place and never hear anything.
  app.get(EVENTS_ROUTE, { exposeHeadRoute: false }, (request, reply) => {
    const service = ledgerOf(context, request);
    const { keyId } = requireSigner(context, request, service);
    const feed = feeds.get(service) ?? new BlockFeed(service);
    feeds.set(service, feed);
    const position = startPosition(request, feed, service);
    const leave = subscribers.enter(keyId);
    if (leave === undefined) throw new Problem("subscribers_full", { retryAfterMs: context.limits.heartbeatMs });
    startStream(reply);
    open.add(reply.raw);
    reply.raw.once("close", () => {
      open.delete(reply.raw);
      leave();
    });
    const { heartbeatMs, stuckStreamMs } = context.limits;
    void streamBlocks({
      feed,
      out: reply.raw,
      position,
      heartbeatMs,
      stuckStreamMs,
      isAllowed: () => isSigner(context, request, service),
      isClosing: () => isClosing,
    }).catch((error: unknown) => {
      request.log.error({ err: error, requestId: request.id }, "an event stream failed");
      reply.raw.destroy();
    });
  });
}

/** After the event that the client has seen, at the height it asks for, or at the next block. */
function startPosition(request: FastifyRequest, feed: BlockFeed, service: LedgerService): number {
  const seen = request.headers["last-event-id"];
  const { from } = request.query as { readonly from?: unknown };
  if (seen === undefined && from === undefined) return service.reader.head().size;
  const wanted = seen === undefined ? heightOf(from, "from") : heightOf(seen, "Last-Event-ID") + 1;
  const position = feed.positionOf(wanted);
  // The ledger is shorter than what the client has seen: it is another one, and waiting would never end.
  if (position === undefined) throw new Problem("block_not_found");
  return position;
}

function heightOf(value: unknown, name: string): number {
  const height = typeof value === "string" ? wholeNumber(value) : undefined;
  if (height === undefined)
    throw new Problem("input_unfit", { issues: [{ path: name, code: "not_integer", wants: {} }] });
  return height;
}

function startStream(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    // Proxies that buffer would hold events back.
    "x-accel-buffering": "no",
    connection: "close",
  });
  reply.raw.flushHeaders();
}

/** Sessions end, and keys are revoked, while a stream is open. */
function isSigner(context: ApiContext, request: FastifyRequest, service: LedgerService): boolean {
  try {
    const session = sessionOf(context, request);
    return session !== undefined && service.reader.signer(session.keyId) !== undefined;
  } catch {
    return false;
  }
}
