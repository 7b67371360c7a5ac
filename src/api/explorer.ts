import type { FastifyInstance, FastifyRequest } from "fastify";
import { type ApiContext, explorerOf, ledgerOf, requireRole, requireSigner, viewerOf } from "./api-context.ts";
import type { NodeHealth } from "./node-health.ts";
import { Problem } from "./problems.ts";
import { queryNumber } from "./records.ts";
import { searchHits } from "./search.ts";
import { sendJson } from "./send-json.ts";

const KINDS = ["genesis", "transaction", "timer", "block"];
const OUTCOMES = ["done", "rejected", "fault"];
const PAGE_MAX = 100;
const PAGE_DEFAULT = 50;
const QUERY_MAX = 200;

/** `…/explorer/*` and `…/search`: a ledger from its newest end, what somebody signed, and what can be found by its words. */
export function explorerRoutes(app: FastifyInstance, context: ApiContext, health: NodeHealth): void {
  app.get("/api/v1/ledgers/:name/explorer/leaves", (request, reply) => {
    const service = ledgerOf(context, request);
    const { size } = service.reader.head();
    const { before, limit } = page(request, size);
    const kind = queryChoice(request, "kind", KINDS);
    const outcome = queryChoice(request, "outcome", OUTCOMES);
    const filter = { ...(kind === undefined ? {} : { kind }), ...(outcome === undefined ? {} : { outcome }) };
    const explorer = explorerOf(context, service);
    const leaves = explorer.leaves(before, limit, filter);
    const entries = explorer.seen(leaves, viewerOf(context, request, service));
    const last = leaves.at(-1)?.position ?? 0;
    return sendJson(reply, { leaves, entries, size, ...(leaves.length === limit && last > 0 ? { next: last } : {}) });
  });

  app.get("/api/v1/ledgers/:name/explorer/blocks", (request, reply) => {
    const service = ledgerOf(context, request);
    const { height } = service.reader.head();
    const { before, limit } = page(request, height + 1);
    const blocks = explorerOf(context, service).blocks(before, limit);
    const last = blocks.at(-1)?.height ?? 0;
    return sendJson(reply, { blocks, height, ...(blocks.length === limit && last > 0 ? { next: last } : {}) });
  });

  app.get("/api/v1/ledgers/:name/explorer/transactions", (request, reply) => {
    const service = ledgerOf(context, request);
    const { personId } = requireSigner(context, request, service);
    const person = queryText(request, "person") ?? personId;
    if (person !== personId) requireRole(context, request, service, "reader");
    const { before, limit } = page(request, Number.MAX_SAFE_INTEGER);
    const items = explorerOf(context, service).signed(person, before, limit);
    const last = items.at(-1)?.position ?? 0;
    return sendJson(reply, { items, ...(items.length === limit ? { next: last } : {}) });
  });

  app.get("/api/v1/ledgers/:name/explorer/node", (request, reply) => {
    const service = ledgerOf(context, request);
    requireRole(context, request, service, "reader", "operator");
    return sendJson(reply, health.of(service));
  });

  app.get("/api/v1/ledgers/:name/search", (request, reply) => {
    const service = ledgerOf(context, request);
    const text = queryText(request, "q")?.slice(0, QUERY_MAX) ?? "";
    const { limit } = page(request, 0);
    const kinds = queryText(request, "kinds")?.split(",");
    const viewer = viewerOf(context, request, service);
    const wanted = kinds === undefined ? undefined : new Set(kinds);
    return sendJson(reply, { hits: searchHits(explorerOf(context, service), service, text, viewer, limit, wanted) });
  });
}

function page(request: FastifyRequest, before: number): { readonly before: number; readonly limit: number } {
  return {
    before: queryNumber(request, "before", before, 0, Number.MAX_SAFE_INTEGER),
    limit: queryNumber(request, "limit", PAGE_DEFAULT, 1, PAGE_MAX),
  };
}

function queryText(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function queryChoice(request: FastifyRequest, name: string, values: readonly string[]): string | undefined {
  const value = queryText(request, name);
  if (value !== undefined && !values.includes(value)) {
    const issue = { path: name, code: "not_one_of", wants: { values: values.join(", ") } };
    throw new Problem("input_unfit", { issues: [issue] });
  }
  return value;
}
