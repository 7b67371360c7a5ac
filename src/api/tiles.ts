import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { utf8 } from "#kernel/bytes";
import { canonicalize } from "#kernel/json";
import { parseTilePath } from "#kernel/tiles";
import { type ApiContext, ledgerOf } from "./api-context.ts";
import { Problem } from "./problems.ts";

const gzipped = promisify(gzip);

/** A checkpoint changes with every block; a tile of one index and width never does. */
const CHECKPOINT_CACHING = "public, max-age=1";
const IMMUTABLE = "public, max-age=31536000, immutable";
const TEXT = "text/plain; charset=utf-8";
const BYTES = "application/octet-stream";

/** The public log of each ledger as C2SP tlog-tiles has it, and the genesis that a verifier starts from. */
export function tileRoutes(app: FastifyInstance, context: ApiContext): void {
  app.get("/ledgers/:name/checkpoint", (request, reply) => {
    const checkpoint = ledgerOf(context, request).reader.checkpoint();
    if (checkpoint === undefined) throw new Problem("checkpoint_not_found");
    return send(reply, TEXT, CHECKPOINT_CACHING, utf8(checkpoint));
  });

  app.get("/ledgers/:name/genesis", (request, reply) => {
    const { genesis } = ledgerOf(context, request);
    return send(reply, "application/json", IMMUTABLE, utf8(canonicalize(genesis)));
  });

  app.get("/ledgers/:name/tile/*", (request, reply) => {
    const { reader } = ledgerOf(context, request);
    const path = parseTilePath(`tile/${(request.params as { readonly "*": string })["*"]}`);
    if (path === undefined) throw new Problem("tile_not_found");
    if (path.kind === "entries") return sendEntries(request, reply, reader.entries(path.index, path.width));
    const bytes = reader.tile(path.level, path.index, path.width);
    if (bytes === undefined) throw new Problem("tile_not_found");
    return send(reply, BYTES, IMMUTABLE, bytes);
  });
}

/** Entry bundles are text and several times smaller when compressed; hashes are not. */
async function sendEntries(
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: Uint8Array | undefined,
): Promise<FastifyReply> {
  if (bytes === undefined) throw new Problem("tile_not_found");
  reply.header("vary", "accept-encoding");
  if (!takesGzip(request.headers["accept-encoding"])) return send(reply, BYTES, IMMUTABLE, bytes);
  return send(reply.header("content-encoding", "gzip"), BYTES, IMMUTABLE, await gzipped(bytes));
}

function takesGzip(header: string | string[] | undefined): boolean {
  return typeof header === "string" && /(^|,)\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*(,|$))|,|$)/i.test(header);
}

function send(reply: FastifyReply, type: string, caching: string, bytes: Uint8Array): FastifyReply {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return reply.header("content-type", type).header("cache-control", caching).send(body);
}
