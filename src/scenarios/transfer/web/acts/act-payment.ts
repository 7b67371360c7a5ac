import type { ValueObject } from "#kernel/json";
import { type ActKinds, check } from "./act-kind.ts";
import { bankResultEditors, payableEditors, payeeEditors, withholdingEditors } from "./editors.tsx";
import type { Known } from "./known.ts";

const OF_BATCH = {
  about: "batchId",
  matter: ["batch"],
  fixed: ({ ids }: Known): ValueObject => ({ batchId: ids.batchId ?? "" }),
  shows: ({ ids }: Known) => `payments/${ids.batchId}`,
} as const;

/** Acts from what is owed to what the bank says. */
export const paymentActs: ActKinds = {
  "record-withholding": {
    about: "planId",
    matter: ["plan"],
    readers: "own",
    fixed: ({ ids }) => ({ planId: ids.planId ?? "" }),
    needsPayable: true,
    initial: withheldOf,
    isOnSeveral: true,
    editors: withholdingEditors,
  },
  "create-payment-batch": {
    needsPayable: true,
    initial: listableOf,
    isOnSeveral: true,
    editors: payableEditors,
    shows: (_, { batchId }) => (typeof batchId === "string" ? `payments/${batchId}` : "payments"),
  },
  "instruct-payment-batch": {
    ...OF_BATCH,
    fixed: ({ ids, batch }) => ({ batchId: ids.batchId ?? "", listHash: batch?.batch?.listHash ?? "" }),
    checks: ({ batch, self }) => [check("otherPerson", batch?.batch?.createdBy !== self?.personId)],
  },
  "cancel-payment-batch": OF_BATCH,
  "record-bank-result": {
    ...OF_BATCH,
    matter: [],
    initial: ({ batch, today }) => ({
      occurredOn: today,
      results: (batch?.lines ?? []).map(({ planId, payeeId }) => ({ planId, personId: payeeId, result: "paid" })),
    }),
    isOnSeveral: true,
    editors: bankResultEditors,
  },
  "reverse-payment": {
    about: "planId",
    matter: ["plan"],
    readers: "own",
    fixed: ({ ids }) => ({ planId: ids.planId ?? "" }),
    initial: ({ ids }) => (ids.personId === undefined ? {} : { personId: ids.personId }),
    editors: payeeEditors("paid"),
  },
};

/** Every line of the plan that is owed, with what was entered before. */
function withheldOf({ payable, ids }: Known): ValueObject {
  const lines = payable.filter(({ planId }) => planId === ids.planId);
  return {
    lines: lines.map(({ payeeId, withholding, isRegistered }) => ({
      personId: payeeId,
      basis: withholding?.basis ?? (isRegistered ? "relief" : "full"),
      ...(withholding === null ? {} : { tax: withholding.tax }),
    })),
  };
}

/** Every line that can go to the bank, of the plan that the address names or of all. */
function listableOf({ payable, ids }: Known): ValueObject {
  const lines = payable.filter(
    ({ planId, withholding }) => withholding !== null && (ids.planId === undefined || planId === ids.planId),
  );
  return { lines: lines.map(({ planId, payeeId }) => ({ planId, personId: payeeId })) };
}
