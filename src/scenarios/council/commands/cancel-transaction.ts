import { utf8 } from "#kernel/bytes";
import { defineCommand } from "#kernel/command";
import { parsePayload, preAuthEncoding, TRANSACTION_TYPE, transactionId } from "#kernel/envelope";
import { shape } from "#kernel/shape";
import { cancelled } from "../tables.ts";

/**
 * One of several signers calls back a signed transaction that is still waiting: such a one may have a long term. An id alone does
 * not say whose it is, so the payload is asked for: the id is computed from it. Nothing happens to what is recorded already.
 */
export const cancelTransaction = defineCommand({
  name: "council.cancel-transaction",
  allow: "anyone",
  input: shape.object({ payload: shape.text(2, 2_000) }),
  rejections: {
    payload_unreadable: 422,
    transaction_of_others: 403,
    transaction_of_other_ledger: 422,
    transaction_of_one_signer: 422,
    transaction_expired: 409,
    transaction_cancelled: 409,
  },

  run(tx, input, ctx, reject) {
    const payload = parsePayload(input.payload);
    if (payload === undefined) return reject("payload_unreadable");
    if (!payload.signers.includes(ctx.actor.keyId)) return reject("transaction_of_others");
    if (payload.ledger !== ctx.ledger) return reject("transaction_of_other_ledger");
    // Its term is so short that no node looks whether it was cancelled: a promise would be empty.
    if (payload.signers.length === 1) return reject("transaction_of_one_signer");
    if (payload.notAfter < ctx.time) return reject("transaction_expired");
    const id = transactionId(payload.notAfter, preAuthEncoding(TRANSACTION_TYPE, utf8(input.payload)));
    const table = tx.table(cancelled);
    if (table.get(id) !== undefined) return reject("transaction_cancelled");

    const { notAfter } = payload;
    table.put({ transactionId: id, keyId: ctx.actor.keyId, cancelledAt: ctx.time, notAfter });
    return { transactionId: id };
  },
});
