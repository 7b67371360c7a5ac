import { fromBase64, utf8 } from "#kernel/bytes";
import { defineCommand } from "#kernel/command";
import type { Directory } from "#kernel/directory";
import { isEnrolmentProof } from "#kernel/enrolment";
import { parsePayload, preAuthEncoding, TRANSACTION_TYPE, transactionId } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import { ANCHORS_TABLE, KEYS_TABLE } from "#kernel/proof-tables";
import { anyTable, defineScenario, type Scenario } from "#kernel/scenario";
import { type Infer, shape } from "#kernel/shape";
import { defineTable } from "#kernel/table";

/** The frozen fixture's own directory of keys: as much of a council as bytes need, and no more. */

const keyRow = shape.object({
  keyId: shape.hash(),
  publicKey: shape.base64(32),
  personId: shape.id("person"),
  memberId: shape.id("member"),
  enrolledBy: shape.optional(shape.text(80, 80)),
  isRevoked: shape.bool(),
});

const keys = defineTable({
  name: KEYS_TABLE,
  row: keyRow,
  key: (row: Infer<typeof keyRow>) => row.keyId,
  indexes: {},
  visible: (_, viewer) => viewer !== undefined,
});

const personRow = shape.object({
  id: shape.id("person"),
  memberId: shape.id("member"),
  roles: shape.array(shape.text(1, 40), 0, 20),
});

const people = defineTable({
  name: "keyring_people",
  row: personRow,
  key: (row: Infer<typeof personRow>) => row.id,
  indexes: {},
  visible: (_, viewer) => viewer !== undefined,
});

const anchorRow = shape.object({
  ledger: shape.text(66, 120),
  size: shape.int(1, Number.MAX_SAFE_INTEGER),
  root: shape.hash(),
  anchoredBy: shape.text(80, 80),
});

const anchors = defineTable({
  name: ANCHORS_TABLE,
  row: anchorRow,
  key: (row: Infer<typeof anchorRow>) => `${row.ledger}/${row.size.toString().padStart(16, "0")}`,
  indexes: { byLedger: ["ledger", "size"] },
  visible: () => true,
});

const cancelledRow = shape.object({ transactionId: shape.text(80, 80) });

const cancelled = defineTable({
  name: "keyring_cancelled",
  row: cancelledRow,
  key: (row: Infer<typeof cancelledRow>) => row.transactionId,
  indexes: {},
  visible: () => false,
});

const enrolKey = defineCommand({
  name: "keyring.enrol-key",
  allow: ["administrator"],
  input: shape.object({ personId: shape.id("person"), publicKey: shape.base64(32), proof: shape.base64(64) }),
  rejections: { person_not_found: 404, proof_of_other_key: 422, key_known: 409 },
  run(tx, input, ctx, reject) {
    const person = tx.table(people).get(input.personId);
    if (person === undefined) return reject("person_not_found");
    if (!isEnrolmentProof({ ...input, ledger: ctx.ledger }, input.proof)) return reject("proof_of_other_key");
    const keyId = keyIdOf(fromBase64(input.publicKey) ?? new Uint8Array(0));
    if (tx.table(keys).get(keyId) !== undefined) return reject("key_known");
    const { id: personId, memberId } = person;
    const row = { keyId, publicKey: input.publicKey, personId, memberId, enrolledBy: ctx.id, isRevoked: false };
    tx.table(keys).put(row);
    return { keyId };
  },
});

const revokeKey = defineCommand({
  name: "keyring.revoke-key",
  allow: ["administrator"],
  input: shape.object({ keyId: shape.hash() }),
  rejections: { key_not_found: 404 },
  run(tx, input, _ctx, reject) {
    const key = tx.table(keys).get(input.keyId);
    if (key === undefined) return reject("key_not_found");
    tx.table(keys).put({ ...key, isRevoked: true });
    return {};
  },
});

const cancelTransaction = defineCommand({
  name: "keyring.cancel-transaction",
  allow: "anyone",
  input: shape.object({ payload: shape.text(2, 2_000) }),
  rejections: { payload_unreadable: 422 },
  run(tx, input, _ctx, reject) {
    const payload = parsePayload(input.payload);
    if (payload === undefined) return reject("payload_unreadable");
    const id = transactionId(payload.notAfter, preAuthEncoding(TRANSACTION_TYPE, utf8(input.payload)));
    tx.table(cancelled).put({ transactionId: id });
    return { transactionId: id };
  },
});

const postAnchor = defineCommand({
  name: "keyring.post-anchor",
  allow: ["operator"],
  input: shape.object({
    ledger: shape.text(66, 120),
    size: shape.int(1, Number.MAX_SAFE_INTEGER),
    root: shape.hash(),
  }),
  rejections: {},
  run(tx, input, ctx) {
    tx.table(anchors).put({ ...input, anchoredBy: ctx.id });
    return {};
  },
});

const directory: Directory = {
  tables: [keys.name, people.name],
  signer(tx, keyId) {
    const key = tx.table(keys).get(keyId);
    if (key === undefined) return "unknown";
    if (key.isRevoked) return "revoked";
    const roles = tx.table(people).get(key.personId)?.roles ?? [];
    return { keyId, personId: key.personId, memberId: key.memberId, roles };
  },
  publicKey: (tx, keyId) => tx.table(keys).get(keyId)?.publicKey,
  personOf: (tx, keyId) => tx.table(keys).get(keyId)?.personId,
  memberOf: (tx, personId) => tx.table(people).get(personId)?.memberId,
  enrolledBy: (tx, keyId) => tx.table(keys).get(keyId)?.enrolledBy,
  isCancelled: (tx, transactionId) => tx.table(cancelled).get(transactionId) !== undefined,
  clockOffsetMs: () => 0,
};

export const keyring: Scenario = defineScenario({
  name: "keyring",
  roles: ["operator"],
  tables: [anyTable(keys), anyTable(people), anyTable(anchors), anyTable(cancelled)],
  commands: [enrolKey, revokeKey, cancelTransaction, postAnchor],
  queries: [],
  timers: [],
  texts: { zh: {}, en: {} },
  directory,
  genesis(tx, genesis) {
    for (const { id, memberId, roles, publicKeys } of genesis.people) {
      tx.table(people).put({ id, memberId, roles });
      for (const publicKey of publicKeys) {
        const keyId = keyIdOf(fromBase64(publicKey) ?? new Uint8Array(0));
        tx.table(keys).put({ keyId, publicKey, personId: id, memberId, isRevoked: false });
      }
    }
  },
});
