import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Signer } from "#kernel/identity";
import type { Json } from "#kernel/json";
import { shape } from "#kernel/shape";
import { checkDraft, type DraftFile, withSignature } from "#kernel/transaction-draft";
import type { LedgerService } from "#ledger/service";
import type { RoundSigner, SigningRound } from "#vault/signing-round-store";
import { type ApiContext, deskOf, ledgerOf, requireSigner } from "./api-context.ts";
import { checkedBody } from "./checked-body.ts";
import { readJsonBodies } from "./json-bodies.ts";
import { Problem } from "./problems.ts";
import { sendJson } from "./send-json.ts";

/** Room for a transaction of the largest size with its personal values. */
const DRAFT_BYTES_MAX = 262_144;

const signatureBody = shape.object({ keyid: shape.hash(), publicKey: shape.base64(32), sig: shape.base64(64) });
const declineBody = shape.object({ reason: shape.text(1, 500) });

type RoundState = "open" | "complete" | "recorded" | "declined" | "withdrawn" | "expired";

/**
 * `…/signing-rounds`: a transaction of several signers goes from one to the next over their node. Nobody but its signers
 * sees it. The node passes it on and checks it, and signs and submits nothing itself.
 */
export function signingRoundRoutes(app: FastifyInstance, context: ApiContext): void {
  readJsonBodies(app);
  const path = "/api/v1/ledgers/:name/signing-rounds";

  app.post(path, { bodyLimit: DRAFT_BYTES_MAX }, (request, reply) => {
    const service = ledgerOf(context, request);
    const initiator = requireSigner(context, request, service);
    const round = newRound(service, initiator, (request.body ?? {}) as Json, context.now());
    const result = deskOf(context, service).rounds.create(round, service.now());
    if (result === "full") throw new Problem("rounds_full");
    if (result === "known") throw new Problem("round_known");
    return sendJson(reply.code(201), summaryOf(service, round));
  });

  app.get(path, (request, reply) => {
    const service = ledgerOf(context, request);
    const { personId } = requireSigner(context, request, service);
    const rounds = deskOf(context, service).rounds.list(personId);
    return sendJson(reply, { items: rounds.map((round) => summaryOf(service, round)) });
  });

  app.get(`${path}/:id`, (request, reply) => {
    const { service, round } = roundOf(context, request);
    return sendJson(reply, withDraft(service, round));
  });

  app.post(`${path}/:id/signatures`, (request, reply) => {
    const { service, round } = openRound(context, request);
    const signature = checkedBody(signatureBody, request);
    // Kept by `create`, which checked it.
    const signed = withSignature(JSON.parse(round.draft) as DraftFile, signature);
    const checked = checkDraft(signed as unknown as Json);
    if (!checked.ok) throw new Problem("round_unfit");
    const kept = deskOf(context, service).rounds.sign(round, signature.keyid, JSON.stringify(signed));
    return sendJson(reply, withDraft(service, kept));
  });

  app.post(`${path}/:id/decline`, (request, reply) => {
    const { service, round, personId } = openRound(context, request);
    const { reason } = checkedBody(declineBody, request);
    const declined = { personId, reason, at: context.now() };
    return sendJson(reply, summaryOf(service, deskOf(context, service).rounds.decline(round, declined)));
  });

  app.delete(`${path}/:id`, (request, reply) => {
    const { service, round, personId } = roundOf(context, request);
    if (round.createdBy !== personId) throw new Problem("round_of_other_person");
    if (stateOf(service, round) === "recorded") throw new Problem("round_over");
    deskOf(context, service).rounds.withdraw(round);
    return reply.code(204).send();
  });
}

/** A round of a draft that was checked: whole, of this ledger, for known keys, and signed by the one who sends it. */
function newRound(service: LedgerService, initiator: Signer, body: Json, now: number): SigningRound {
  const checked = checkDraft(body);
  if (!checked.ok || checked.content.payload.ledger !== service.ref) throw new Problem("round_unfit");
  const { payload, id } = checked.content;
  const signers = payload.signers.map((keyId) => service.reader.signer(keyId));
  const known = signers.filter((signer) => signer !== undefined);
  if (known.length !== signers.length || known.length < 2) throw new Problem("round_signers_unfit");
  const signedBy = checked.file.signatures.map(({ keyid }) => keyid);
  const ownKeys = known.filter(({ personId }) => personId === initiator.personId).map(({ keyId }) => keyId);
  if (!ownKeys.some((keyId) => signedBy.includes(keyId))) throw new Problem("round_signers_unfit");
  return {
    id,
    command: payload.command,
    createdBy: initiator.personId,
    createdAt: now,
    notAfter: payload.notAfter,
    signers: known.map(({ keyId, personId }): RoundSigner => ({ keyId, personId })),
    signedBy,
    isWithdrawn: false,
    draft: JSON.stringify(checked.file),
  };
}

/** A round that the viewer began or is to sign; to everybody else there is none. */
function roundOf(context: ApiContext, request: FastifyRequest) {
  const service = ledgerOf(context, request);
  const { personId } = requireSigner(context, request, service);
  const round = deskOf(context, service).rounds.get((request.params as { readonly id: string }).id);
  const people = round === undefined ? [] : [round.createdBy, ...round.signers.map((signer) => signer.personId)];
  if (round === undefined || !people.includes(personId)) throw new Problem("round_not_found");
  return { service, round, personId };
}

/** As `roundOf`, while signatures are still missing. */
function openRound(context: ApiContext, request: FastifyRequest) {
  const found = roundOf(context, request);
  if (stateOf(found.service, found.round) !== "open") throw new Problem("round_over");
  return found;
}

function summaryOf(service: LedgerService, round: SigningRound): object {
  const { draft: _, signedBy, isWithdrawn: __, signers, ...rest } = round;
  return {
    ...rest,
    state: stateOf(service, round),
    signers: signers.map((signer) => ({ ...signer, hasSigned: signedBy.includes(signer.keyId) })),
  };
}

function withDraft(service: LedgerService, round: SigningRound): object {
  const summary = summaryOf(service, round);
  return round.draft === "" ? summary : { ...summary, draft: JSON.parse(round.draft) as Json };
}

function stateOf(service: LedgerService, round: SigningRound): RoundState {
  if (service.reader.positionOf(round.id) !== undefined) return "recorded";
  if (round.isWithdrawn) return "withdrawn";
  if (round.declined !== undefined) return "declined";
  if (round.notAfter < service.now()) return "expired";
  return round.signers.every(({ keyId }) => round.signedBy.includes(keyId)) ? "complete" : "open";
}
