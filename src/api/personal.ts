import type { FastifyInstance } from "fastify";
import { type ApiContext, ledgerOf, requireRole } from "./api-context.ts";
import { Problem } from "./problems.ts";
import { sendJson } from "./send-json.ts";

/** Who may erase a personal value: administrators, and those to whom a ledger gives the protection of data as a role. */
export const ERASERS = ["administrator", "data-protection"] as const;

/** Erases the value behind a commitment from this node's vault. The ledger itself, its proofs and its replay stay as they are. */
export function personalRoutes(app: FastifyInstance, context: ApiContext): void {
  app.delete("/api/v1/ledgers/:name/personal/:commitment", (request, reply) => {
    const service = ledgerOf(context, request);
    const eraser = requireRole(context, request, service, ...ERASERS);
    const { commitment } = request.params as { readonly commitment: string };
    if (context.vaults.get(service.name)?.erase(commitment) !== true) throw new Problem("commitment_not_found");
    request.log.info(
      { requestId: request.id, ledger: service.name, commitment, by: eraser.keyId },
      "a personal value was erased",
    );
    return sendJson(reply, { erased: commitment });
  });
}
