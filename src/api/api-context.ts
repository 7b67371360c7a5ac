import type { FastifyRequest } from "fastify";
import type { Signer, Viewer } from "#kernel/identity";
import { hasRole } from "#kernel/identity";
import type { Explorer } from "#ledger/explorer";
import type { LedgerService } from "#ledger/service";
import type { Desk } from "#vault/desk";
import type { Vault } from "#vault/vault";
import type { Limits } from "./limits.ts";
import type { Metrics } from "./metrics.ts";
import { Problem } from "./problems.ts";
import type { Session, SessionStore } from "./session-store.ts";
import { tokenOf } from "./session-token.ts";

/** What the routes stand on. */
export interface ApiContext {
  readonly services: ReadonlyMap<string, LedgerService>;
  readonly vaults: ReadonlyMap<string, Vault>;
  readonly desks: ReadonlyMap<string, Desk>;
  readonly explorers: ReadonlyMap<string, Explorer>;
  readonly nodeName: string;
  readonly limits: Limits;
  readonly sessions: SessionStore;
  readonly metrics: Metrics;
  /** Real time in milliseconds. */
  readonly now: () => number;
}

/** The ledger that the path names. @throws Problem `ledger_not_found` */
export function ledgerOf(context: ApiContext, request: FastifyRequest): LedgerService {
  const { name } = request.params as { readonly name: string };
  const service = context.services.get(name);
  if (service === undefined) throw new Problem("ledger_not_found");
  return service;
}

/** What people keep beside a ledger of this node. */
export function deskOf({ desks }: ApiContext, { name }: LedgerService): Desk {
  return partOf(desks, name);
}

/** What finds things in a ledger of this node. */
export function explorerOf({ explorers }: ApiContext, { name }: LedgerService): Explorer {
  return partOf(explorers, name);
}

function partOf<T>(parts: ReadonlyMap<string, T>, name: string): T {
  const part = parts.get(name);
  if (part === undefined) throw new Error(`the node was put together without a part of the ledger ${name}`);
  return part;
}

/**
 * The session of a request; undefined when it brings no token.
 * @throws Problem `session_unknown` when it brings one that is over: the client must not believe that it is still signed in.
 */
export function sessionOf(context: ApiContext, request: FastifyRequest): Session | undefined {
  const token = tokenOf(request, context.nodeName);
  if (token === undefined) return undefined;
  const session = context.sessions.find(token);
  if (session === undefined) throw new Problem("session_unknown");
  return session;
}

/** Who looks, by the rights that the session's key has on this ledger now. */
export function viewerOf(context: ApiContext, request: FastifyRequest, service: LedgerService): Viewer {
  const session = sessionOf(context, request);
  return session === undefined ? undefined : service.reader.signer(session.keyId);
}

/**
 * The viewer, whose key must be one of the ledger.
 * @throws Problem `session_missing` or `key_not_of_ledger`
 */
export function requireSigner(context: ApiContext, request: FastifyRequest, service: LedgerService): Signer {
  const session = sessionOf(context, request);
  if (session === undefined) throw new Problem("session_missing");
  const viewer = service.reader.signer(session.keyId);
  if (viewer === undefined) throw new Problem("key_not_of_ledger");
  return viewer;
}

/**
 * The viewer, who must hold one of the roles.
 * @throws Problem `session_missing`, `key_not_of_ledger` or `role_missing`
 */
export function requireRole(
  context: ApiContext,
  request: FastifyRequest,
  service: LedgerService,
  ...roles: readonly string[]
): Signer {
  const viewer = requireSigner(context, request, service);
  if (!hasRole(viewer, ...roles)) throw new Problem("role_missing");
  return viewer;
}
