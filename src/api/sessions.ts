import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Json, JsonObject } from "#kernel/json";
import { openSessionProof } from "#kernel/session";
import { type ApiContext, sessionOf } from "./api-context.ts";
import { readJsonBodies } from "./json-bodies.ts";
import { Problem } from "./problems.ts";
import { sendJson } from "./send-json.ts";
import { sessionCookie, tokenOf } from "./session-token.ts";

/**
 * Sessions by signed challenge. A session proves a key and nothing else: rights are looked up per ledger at each request,
 * so a revoked key or role ends at once.
 */
export function sessionRoutes(app: FastifyInstance, context: ApiContext): void {
  const { sessions, limits, nodeName } = context;
  readJsonBodies(app);

  app.post("/api/v1/sessions/challenge", (_request, reply) => sendJson(reply, sessions.challenge()));

  app.post("/api/v1/sessions", (request, reply) => {
    const proven = openSessionProof(request.body as Json);
    if (proven === undefined) throw new Problem("challenge_unfit");
    // Sessions of keys that no ledger knows would have no rights and only fill the memory.
    const ledgers = bindings(context, proven.keyId);
    if (Object.keys(ledgers).length === 0) throw new Problem("unknown_key");
    const session = sessions.open(proven.challenge, proven.keyId);
    if (typeof session === "string") throw new Problem(session);
    const cookie = sessionCookie(nodeName, session.token, Math.floor(limits.sessionMs / 1000), isTls(request));
    return sendJson(reply.code(201).header("set-cookie", cookie), { ...session, ledgers });
  });

  app.get("/api/v1/sessions", (request, reply) => {
    const session = sessionOf(context, request);
    if (session === undefined) throw new Problem("session_missing");
    return sendJson(reply, { ...session, ledgers: bindings(context, session.keyId) });
  });

  app.delete("/api/v1/sessions", (request, reply) => {
    const token = tokenOf(request, nodeName);
    if (token === undefined) throw new Problem("session_missing");
    sessions.close(token);
    return reply
      .code(204)
      .header("set-cookie", sessionCookie(nodeName, "", 0, isTls(request)))
      .send();
  });
}

/** Who the key is on each ledger that knows it. */
function bindings(context: ApiContext, keyId: string): JsonObject {
  const found: Record<string, Json> = {};
  for (const [name, { reader }] of context.services) {
    const signer = reader.signer(keyId);
    if (signer !== undefined)
      found[name] = { personId: signer.personId, memberId: signer.memberId, roles: signer.roles };
  }
  return found;
}

function isTls(request: FastifyRequest): boolean {
  return request.protocol === "https";
}
