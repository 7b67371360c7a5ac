import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import { jsonSchema } from "#kernel/shape";
import type { LedgerService } from "#ledger/service";
import { type ApiContext, ledgerOf, sessionOf } from "./api-context.ts";
import { readJsonBodies } from "./json-bodies.ts";
import { Problem } from "./problems.ts";
import { type QueryString, queryInput } from "./query-input.ts";
import { sendJson } from "./send-json.ts";

/** First steps of paths that are the API's own, so that no scenario may have such a name. */
export const RESERVED_NAMES: readonly string[] = [
  "transactions",
  "blocks",
  "leaves",
  "events",
  "personal",
  "drafts",
  "files",
  "invitations",
  "signing-rounds",
  "explorer",
  "search",
  "papers",
  "tables",
  "imports",
];

/** `…/<scenario>/<query>`: with the input in the query string, or as a JSON body where it is long or nested. */
export function queryRoutes(app: FastifyInstance, context: ApiContext): void {
  readJsonBodies(app);
  // A query of one name may differ between the ledgers of a node: the definition itself is the key.
  const schemas = new WeakMap<object, JsonObject>();

  app.get("/api/v1/ledgers/:name/:scenario/:query", (request, reply) => {
    const service = ledgerOf(context, request);
    const query = service.contracts.queries.get(queryName(request));
    if (query === undefined) throw new Problem("unknown_query");
    const schema = schemas.get(query) ?? jsonSchema(query.input);
    schemas.set(query, schema);
    return answer(context, service, request, reply, queryInput(schema, request.query as QueryString));
  });

  app.post("/api/v1/ledgers/:name/:scenario/:query", (request, reply) => {
    const body = (request.body ?? {}) as Json;
    if (!isJsonObject(body))
      throw new Problem("input_unfit", { issues: [{ path: "", code: "wrong_type", wants: { type: "object" } }] });
    return answer(context, ledgerOf(context, request), request, reply, body);
  });
}

function answer(
  context: ApiContext,
  service: LedgerService,
  request: FastifyRequest,
  reply: FastifyReply,
  input: JsonObject,
): FastifyReply {
  const session = sessionOf(context, request);
  const viewer = session === undefined ? undefined : service.reader.signer(session.keyId);
  const found = service.reader.query(queryName(request), input, viewer);
  if (found.ok) return sendJson(reply, found.value);
  // Signed in, but with a key that is none of this ledger: signing in again would not help.
  if (found.code === "session_missing" && session !== undefined) throw new Problem("key_not_of_ledger");
  throw new Problem(found.code, found.issues === undefined ? {} : { issues: found.issues });
}

function queryName(request: FastifyRequest): string {
  const { scenario, query } = request.params as { readonly scenario: string; readonly query: string };
  return `${scenario}.${query}`;
}
