import type { FastifyInstance, FastifyRequest } from "fastify";
import { isHex } from "#kernel/bytes";
import type { Viewer } from "#kernel/identity";
import { type Receipt, receiptText } from "#kernel/receipt";
import type { LedgerReader } from "#ledger/service";
import { type ApiContext, ledgerOf, requireRole, viewerOf } from "./api-context.ts";
import { Problem } from "./problems.ts";
import { sendJson, sendJsonText } from "./send-json.ts";
import { wholeNumber } from "./whole-number.ts";

/** Most leaves of one answer. */
const LEAVES_MAX = 1_000;
const LEAVES_DEFAULT = 100;

/** What stands on a ledger: transactions and receipts for those concerned, blocks for readers, leaves for everyone. */
export function recordRoutes(app: FastifyInstance, context: ApiContext): void {
  app.get("/api/v1/ledgers/:name/transactions/:id", (request, reply) => {
    const { reader } = ledgerOf(context, request);
    const { id, receipt } = visibleReceipt(context, request, reader);
    const recorded = reader.recorded(id);
    if (recorded === undefined) throw new Problem("transaction_not_found");
    const { result, ...answer } = recorded;
    // The receipt holds the result only where this viewer may see it.
    return sendJson(reply, receipt.result === undefined || result === undefined ? answer : { ...answer, result });
  });

  app.get("/api/v1/ledgers/:name/transactions/:id/receipt", (request, reply) => {
    const { reader } = ledgerOf(context, request);
    // As a file: verifiers read the canonical form only.
    return sendJsonText(reply, receiptText(visibleReceipt(context, request, reader).receipt));
  });

  app.get("/api/v1/ledgers/:name/blocks/:height", (request, reply) => {
    const service = ledgerOf(context, request);
    requireRole(context, request, service, "reader");
    const height = wholeNumber((request.params as { readonly height: string }).height);
    const raw = height === undefined ? undefined : service.reader.block(height);
    if (raw === undefined) throw new Problem("block_not_found");
    return reply.header("content-type", "application/json").header("cache-control", "no-store").send(raw);
  });

  app.get("/api/v1/ledgers/:name/leaves", (request, reply) => {
    const { reader } = ledgerOf(context, request);
    const from = queryNumber(request, "from", 0, 0, Number.MAX_SAFE_INTEGER);
    const limit = queryNumber(request, "limit", LEAVES_DEFAULT, 1, LEAVES_MAX);
    const { size } = reader.head();
    const leaves = reader.leaves(from, Math.min(limit, Math.max(0, size - from)));
    const next = from + leaves.length;
    return sendJson(reply, { leaves, size, ...(leaves.length > 0 && next < size ? { next } : {}) });
  });
}

/**
 * The receipt with what the viewer may see. An id that does not exist and one of which the viewer may see nothing are
 * answered alike, or the answer would tell who took part in what.
 */
function visibleReceipt(
  context: ApiContext,
  request: FastifyRequest,
  reader: LedgerReader,
): { readonly id: string; readonly receipt: Receipt } {
  const service = ledgerOf(context, request);
  const viewer: Viewer = viewerOf(context, request, service);
  const { id } = request.params as { readonly id: string };
  const receipt = isEntryId(id) ? reader.receipt(id, viewer) : undefined;
  if (receipt === undefined || !showsAnything(receipt)) throw new Problem("transaction_not_found");
  return { id, receipt };
}

function showsAnything({ envelope, args, result, rows }: Receipt): boolean {
  return envelope !== undefined || args !== undefined || result !== undefined || rows.length > 0;
}

/** Transaction ids are hexadecimal; ids of timers have a prefix of letters. */
function isEntryId(id: string): boolean {
  return isHex(id) || /^[a-z]+_[0-9a-f]+$/.test(id);
}

/** A whole number of the query string. @throws Problem `input_unfit` that names the parameter */
export function queryNumber(request: FastifyRequest, name: string, fallback: number, min: number, max: number): number {
  const text = (request.query as Readonly<Record<string, unknown>>)[name];
  if (text === undefined) return fallback;
  const value = typeof text === "string" ? wholeNumber(text) : undefined;
  if (value === undefined)
    throw new Problem("input_unfit", { issues: [{ path: name, code: "not_integer", wants: {} }] });
  if (value < min) throw new Problem("input_unfit", { issues: [{ path: name, code: "too_small", wants: { min } }] });
  if (value > max) throw new Problem("input_unfit", { issues: [{ path: name, code: "too_large", wants: { max } }] });
  return value;
}
