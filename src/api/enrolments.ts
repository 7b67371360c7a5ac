import type { FastifyInstance, FastifyRequest } from "fastify";
import { fromBase64 } from "#kernel/bytes";
import { isPrimeOrderKey } from "#kernel/crypto";
import { isEnrolmentProof } from "#kernel/enrolment";
import { keyIdOf } from "#kernel/identity";
import { keyFingerprint } from "#kernel/key-fingerprint";
import { shape } from "#kernel/shape";
import type { LedgerService } from "#ledger/service";
import type { Claim, Invitation } from "#vault/invitation-store";
import { type ApiContext, deskOf, ledgerOf, requireRole } from "./api-context.ts";
import { checkedBody } from "./checked-body.ts";
import { readJsonBodies } from "./json-bodies.ts";
import { Problem } from "./problems.ts";
import { RateLimiter } from "./rate-limit.ts";
import { sendJson } from "./send-json.ts";

const ADMINISTRATOR = "administrator";
const HOUR_MS = 3_600_000;
const HOURS_DEFAULT = 72;
const HOURS_MAX = 168;
const TOKEN_MAX = 100;

/** Enough for a whole office behind one address whose new devices wait; guessing tokens is hopeless anyway. */
const ENROLMENT_RATE = { requestsPerSecond: 5, requestBurst: 60 };

const invitationBody = shape.object({
  personId: shape.id("person"),
  hours: shape.optional(shape.int(1, HOURS_MAX)),
});
const lookBody = shape.object({ token: shape.text(1, TOKEN_MAX) });
const claimBody = shape.object({
  token: shape.text(1, TOKEN_MAX),
  publicKey: shape.base64(32),
  proof: shape.base64(64),
  label: shape.optional(shape.text(1, 60)),
});

type State = "open" | "claimed" | "bound" | "expired" | "withdrawn";

/**
 * Devices for people: an administrator invites, the device makes a key and shows it with a proof, the administrator compares
 * the fingerprint and signs `council.enrol-key`. The node passes on and decides nothing; private keys stay on the device.
 */
export function enrolmentRoutes(app: FastifyInstance, context: ApiContext): void {
  readJsonBodies(app);
  const limiter = new RateLimiter({ ...context.limits, ...ENROLMENT_RATE }, context.now);

  app.post("/api/v1/ledgers/:name/invitations", (request, reply) => {
    const service = ledgerOf(context, request);
    const administrator = requireRole(context, request, service, ADMINISTRATOR);
    const { personId, hours = HOURS_DEFAULT } = checkedBody(invitationBody, request);
    const { invitations } = deskOf(context, service);
    const made = invitations.create(personId, administrator.personId, context.now(), hours * HOUR_MS);
    const { id, expiresAt } = made.invitation;
    return sendJson(reply.code(201), { id, personId, token: made.token, expiresAt });
  });

  app.get("/api/v1/ledgers/:name/invitations", (request, reply) => {
    const service = ledgerOf(context, request);
    requireRole(context, request, service, ADMINISTRATOR);
    const items = deskOf(context, service)
      .invitations.list()
      .map((invitation) => {
        const { id, personId, createdBy, createdAt, expiresAt } = invitation;
        return { id, personId, createdBy, createdAt, expiresAt, ...progressOf(context, service, invitation) };
      });
    return sendJson(reply, { items });
  });

  app.delete("/api/v1/ledgers/:name/invitations/:id", (request, reply) => {
    const service = ledgerOf(context, request);
    requireRole(context, request, service, ADMINISTRATOR);
    const { id } = request.params as { readonly id: string };
    if (!deskOf(context, service).invitations.withdraw(id)) throw new Problem("invitation_not_found");
    return reply.code(204).send();
  });

  // The token is in the body, never in an address: addresses are logged on the way.
  app.post("/api/v1/enrolments/look", (request, reply) => {
    limit(limiter, request);
    const { token } = checkedBody(lookBody, request);
    const { service, invitation } = invitationOf(context, token);
    return sendJson(reply, answerOf(context, service, invitation));
  });

  app.post("/api/v1/enrolments", (request, reply) => {
    limit(limiter, request);
    const { token, publicKey, proof, label } = checkedBody(claimBody, request);
    const { service, invitation } = invitationOf(context, token);
    const { state } = progressOf(context, service, invitation);
    if (state === "expired" || state === "withdrawn") throw new Problem("invitation_over");
    const keyId = provenKey(service, invitation.personId, publicKey, proof);
    const claim = { keyId, publicKey, proof, ...(label === undefined ? {} : { label }), claimedAt: context.now() };
    const isFirst = deskOf(context, service).invitations.claim(invitation.id, claim);
    // A device whose answer was lost asks again with the same key.
    if (!isFirst && invitation.claim?.keyId !== keyId) throw new Problem("invitation_used");
    return sendJson(reply.code(201), answerOf(context, service, isFirst ? { ...invitation, claim } : invitation));
  });
}

function limit(limiter: RateLimiter, request: FastifyRequest): void {
  const waitMs = limiter.take(request.ip);
  if (waitMs > 0) throw new Problem("rate_exceeded", { retryAfterMs: waitMs });
}

/** The invitation of a token, whichever ledger it is for. */
function invitationOf(
  context: ApiContext,
  token: string,
): { readonly service: LedgerService; readonly invitation: Invitation } {
  for (const service of context.services.values()) {
    const invitation = deskOf(context, service).invitations.find(token);
    if (invitation !== undefined) return { service, invitation };
  }
  throw new Problem("invitation_not_found");
}

/** The id of a key that may be enrolled and has signed that it is meant for this person on this ledger. */
function provenKey(service: LedgerService, personId: string, publicKey: string, proof: string): string {
  // The shape let only base64 of 32 bytes through.
  const bytes = fromBase64(publicKey) as Uint8Array;
  const claim = { ledger: service.ref, personId, publicKey };
  if (!isPrimeOrderKey(bytes) || !isEnrolmentProof(claim, proof)) throw new Problem("enrolment_proof_unfit");
  return keyIdOf(bytes);
}

/** What the holder of the token is told. */
function answerOf(context: ApiContext, service: LedgerService, invitation: Invitation): object {
  const { personId, expiresAt } = invitation;
  return {
    ledger: service.name,
    ref: service.ref,
    personId,
    expiresAt,
    ...progressOf(context, service, invitation),
  };
}

function progressOf(context: ApiContext, service: LedgerService, invitation: Invitation) {
  const { claim } = invitation;
  const state = stateOf(context, service, invitation);
  return { state, ...(claim === undefined ? {} : { claim: withFingerprint(claim) }) };
}

function stateOf(context: ApiContext, service: LedgerService, invitation: Invitation): State {
  const { claim, personId, isWithdrawn, expiresAt } = invitation;
  const signer = claim === undefined ? undefined : service.reader.signer(claim.keyId);
  if (signer?.personId === personId) return "bound";
  if (isWithdrawn) return "withdrawn";
  if (expiresAt <= context.now()) return "expired";
  return claim === undefined ? "open" : "claimed";
}

function withFingerprint(claim: Claim): object {
  return { ...claim, fingerprint: keyFingerprint(claim.keyId) };
}
