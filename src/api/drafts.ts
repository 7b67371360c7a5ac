import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Json } from "#kernel/json";
import { shape } from "#kernel/shape";
import { type ApiContext, deskOf, ledgerOf, requireRole, requireSigner } from "./api-context.ts";
import { checkedBody } from "./checked-body.ts";
import { readJsonBodies } from "./json-bodies.ts";
import { ERASERS } from "./personal.ts";
import { Problem } from "./problems.ts";
import { sendJson } from "./send-json.ts";

const DRAFT_BYTES_MAX = 65_536;
const DRAFT_ID = /^[A-Za-z0-9_-]{1,64}$/;

const draftBody = shape.object({
  kind: shape.text(1, 100),
  about: shape.optional(shape.text(1, 200)),
  title: shape.optional(shape.text(1, 200)),
  data: shape.json(),
  /** The revision that the change was made on; 0 for a new draft. */
  revision: shape.int(0, Number.MAX_SAFE_INTEGER),
});

/** `…/drafts`: what people have not submitted yet, saved as they type. Nobody else sees them, the operator of the node can. */
export function draftRoutes(app: FastifyInstance, context: ApiContext): void {
  readJsonBodies(app);

  app.get("/api/v1/ledgers/:name/drafts", (request, reply) => {
    const { drafts, personId } = ownDesk(context, request);
    const { kind, about } = request.query as Readonly<Record<string, unknown>>;
    return sendJson(reply, { items: drafts.list(personId, textOf(kind), textOf(about)) });
  });

  app.get("/api/v1/ledgers/:name/drafts/:id", (request, reply) => {
    const { drafts, personId } = ownDesk(context, request);
    const draft = drafts.get(personId, draftId(request));
    if (draft === undefined) throw new Problem("draft_not_found");
    // Stored as it was written by PUT.
    return sendJson(reply, { ...draft, data: JSON.parse(draft.data) as Json });
  });

  app.put("/api/v1/ledgers/:name/drafts/:id", { bodyLimit: DRAFT_BYTES_MAX }, (request, reply) => {
    const { drafts, personId } = ownDesk(context, request);
    const { data, ...rest } = checkedBody(draftBody, request);
    const change = { id: draftId(request), ...rest, data: JSON.stringify(data) };
    const result = drafts.put(personId, change, context.now());
    if (result === "full") throw new Problem("drafts_full");
    if ("conflict" in result) {
      const { revision = 0, updatedAt = 0 } = result.conflict ?? {};
      throw new Problem("draft_conflict", { members: { revision, updatedAt } });
    }
    const { id, revision, updatedAt } = result.saved;
    return sendJson(reply, { id, revision, updatedAt });
  });

  app.delete("/api/v1/ledgers/:name/drafts/:id", (request, reply) => {
    const { drafts, personId } = ownDesk(context, request);
    drafts.delete(personId, draftId(request));
    return reply.code(204).send();
  });

  app.delete("/api/v1/ledgers/:name/drafts", (request, reply) => {
    const service = ledgerOf(context, request);
    const { personId } = requireSigner(context, request, service);
    const person = textOf((request.query as Readonly<Record<string, unknown>>)["person"]) ?? personId;
    if (person !== personId) requireRole(context, request, service, ...ERASERS);
    return sendJson(reply, { erased: deskOf(context, service).eraseDrafts(person) });
  });
}

function ownDesk(context: ApiContext, request: FastifyRequest) {
  const service = ledgerOf(context, request);
  const { personId } = requireSigner(context, request, service);
  return { drafts: deskOf(context, service).drafts, personId };
}

function draftId(request: FastifyRequest): string {
  const { id } = request.params as { readonly id: string };
  if (!DRAFT_ID.test(id)) throw new Problem("draft_not_found");
  return id;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
