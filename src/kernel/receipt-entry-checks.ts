import { isPrimeOrderKey, sha256Hex, verifyEd25519 } from "#kernel/crypto";
import { fromBase64, fromHex, utf8Decode } from "./bytes.ts";
import {
  argsHash,
  type Envelope,
  type Payload,
  parsePayload,
  preAuthEncoding,
  signaturesOf,
  TRANSACTION_TYPE,
  transactionId,
} from "./envelope.ts";
import { type Genesis, genesisHash } from "./genesis.ts";
import { keyIdOf } from "./identity.ts";
import { canonicalize, isJsonObject, type Value } from "./json.ts";
import { leafText, resultHash, rowHash, rowsRoot, type TransactionLeaf } from "./leaf.ts";
import { leafHash } from "./merkle.ts";
import { KEYS_TABLE, readKeyBinding } from "./proof-tables.ts";
import type { Enrolment, Receipt, ReceiptRow } from "./receipt.ts";
import { rootOfLeaf, rootText } from "./receipt-head-checks.ts";
import {
  type Facts,
  fail,
  type ProvenHead,
  type ProvenSigner,
  pass,
  type ReceiptCheck,
  type Step,
} from "./receipt-report.ts";

/** The checks of a receipt that lead from its leaf to who signed what, and to what is shown of it. */

/** An envelope taken apart. */
export interface SignedPayload {
  readonly payload: Payload;
  readonly signedBytes: Uint8Array;
  readonly signatures: readonly Uint8Array[];
}

/** The envelope is that of the leaf: its hash, its id, its ledger, and a time within what the signers allowed. */
export function checkTransaction(receipt: Receipt, leaf: TransactionLeaf, envelope: Envelope): Step<SignedPayload> {
  const bytes = fromBase64(envelope.payload);
  const payload = bytes === undefined ? undefined : payloadOf(bytes);
  if (bytes === undefined || payload === undefined) return { check: fail("transaction", "payload_malformed") };
  const signatures = signaturesOf(envelope, payload.signers);
  if (signatures === undefined) return { check: fail("transaction", "signatures_not_those_of_signers") };
  const value = { payload, signedBytes: preAuthEncoding(TRANSACTION_TYPE, bytes), signatures };
  return { check: compareWithLeaf(receipt, leaf, envelope, value), value };
}

function compareWithLeaf(
  receipt: Receipt,
  leaf: TransactionLeaf,
  envelope: Envelope,
  { payload, signedBytes }: SignedPayload,
): ReceiptCheck {
  const { ledger, notAfter, command } = payload;
  const differs = (problem: Parameters<typeof fail>[1], computed: Facts[string], expected: Facts[string]) =>
    fail("transaction", problem, { computed, expected });
  if (ledger !== receipt.ledger) return differs("transaction_of_other_ledger", ledger, receipt.ledger);
  const hash = sha256Hex(canonicalize(envelope as unknown as Value));
  if (hash !== leaf.envelope) return differs("envelope_not_of_leaf", hash, leaf.envelope);
  const id = transactionId(notAfter, signedBytes);
  if (id !== leaf.id) return differs("id_not_of_envelope", id, leaf.id);
  if (leaf.time > notAfter) return differs("recorded_after_expiry", leaf.time, notAfter);
  return pass("transaction", { id, envelope: hash, command });
}

/** Every signature holds under the public key that its key id is the hash of. */
export function checkSignatures(receipt: Receipt, { payload, signedBytes, signatures }: SignedPayload): ReceiptCheck {
  for (const [i, key] of payload.signers.entries()) {
    const publicKey = publicKeyOf(receipt, key);
    if (publicKey === undefined) return fail("signatures", "public_key_missing", { key });
    if (!verifyEd25519(publicKey, signedBytes, signatures[i] as Uint8Array)) {
      return fail("signatures", "signature_wrong", { key });
    }
  }
  return pass("signatures", { signers: payload.signers.length });
}

/** Before the entry, and in the same tree, every signer's key was bound to a person. */
export function checkEnrolments(receipt: Receipt, { payload }: SignedPayload, head: ProvenHead): Step<ProvenSigner[]> {
  const { enrolments } = receipt;
  const { signers } = payload;
  if (enrolments.length !== signers.length || enrolments.some(({ keyId }, i) => keyId !== signers[i])) {
    return { check: fail("enrolments", "enrolments_not_of_signers") };
  }
  const bound: ProvenSigner[] = [];
  for (const enrolment of enrolments) {
    const found = boundBy(receipt, enrolment, head);
    if ("code" in found) return { check: found };
    bound.push(found);
  }
  const positions = bound.map(({ boundAt }) => boundAt).join(", ");
  return { check: pass("enrolments", { positions }), value: bound };
}

function boundBy(receipt: Receipt, enrolment: Enrolment, head: ProvenHead): ProvenSigner | ReceiptCheck {
  const { keyId, leaf, row } = enrolment;
  const differs = (problem: Parameters<typeof fail>[1], computed: Facts[string], expected: Facts[string]) =>
    fail("enrolments", problem, { key: keyId, computed, expected });
  const { position } = receipt.leaf;
  if (leaf.position >= position) return differs("enrolment_not_earlier", leaf.position, position);
  const root = rootOfLeaf(leaf, head.size, enrolment.path.map(fromHex));
  if (root !== head.root) return differs("enrolment_not_in_tree", root, head.root);
  const other = fail("enrolments", "enrolment_of_other_key", { key: keyId });
  if (leaf.kind === "genesis" || row === undefined) {
    const person =
      leafText(leaf) === genesisLeafText(receipt.genesis) ? personInGenesis(receipt.genesis, keyId) : undefined;
    return person === undefined ? other : { keyId, personId: person.id, memberId: person.memberId, boundAt: 0 };
  }
  const rows = rootOfRow(row, enrolment.rowCount);
  if (rows !== leaf.rows) return differs("enrolment_row_not_of_leaf", rows, leaf.rows);
  const binding = row.table === KEYS_TABLE && row.key === keyId ? readKeyBinding(row.row) : undefined;
  // A later row of the same key, such as its revocation, names another leaf as its origin or stands in one.
  if (binding === undefined || binding.keyId !== keyId || binding.enrolledBy !== leaf.id) return other;
  if (publicKeyOf(receipt, keyId) === undefined) return other;
  return { keyId, personId: binding.personId, memberId: binding.memberId, boundAt: leaf.position };
}

/** What is shown of arguments, result and rows is what was signed and recorded. */
export function checkContents(receipt: Receipt, payload: Payload | undefined): ReceiptCheck {
  const { leaf, args, result, rows, rowCount } = receipt;
  const differs = (problem: Parameters<typeof fail>[1], computed: string, expected: string, more: Facts = {}) =>
    fail("contents", problem, { ...more, computed, expected });
  if (args !== undefined && payload !== undefined) {
    const computed = argsHash(args.salt, args.value);
    if (computed !== payload.argsHash) return differs("args_not_signed", computed, payload.argsHash);
  }
  if (result !== undefined) {
    const computed = resultHash(result.salt, result.value);
    if (computed !== leaf.result) return differs("result_not_recorded", computed, leaf.result);
  }
  for (const row of rows) {
    const computed = rootOfRow(row, rowCount);
    const { table, key } = row;
    if (computed !== leaf.rows) return differs("row_not_recorded", computed, leaf.rows, { table, key });
  }
  // A path proves its row but not how many rows there are; all rows together do.
  const all = rows.length === rowCount ? rowsRoot(rows.map(hashOfRow)) : leaf.rows;
  if (all !== leaf.rows) return differs("rows_not_all", all, leaf.rows);
  return pass("contents", {
    args: args === undefined ? 0 : 1,
    result: result === undefined ? 0 : 1,
    rows: rows.length,
  });
}

function rootOfRow(row: ReceiptRow, size: number): string {
  return rootText({ index: row.index, size, leafHash: leafHash(hashOfRow(row)) }, row.path.map(fromHex));
}

function hashOfRow({ salt, table, key, row }: ReceiptRow): Uint8Array {
  return rowHash(salt, table, key, canonicalize(row));
}

/** The public key of a key id; it is right wherever it comes from, because the id is its hash. */
function publicKeyOf({ genesis, enrolments }: Receipt, keyId: string): Uint8Array | undefined {
  const rows = enrolments.map(({ row }) => (isJsonObject(row?.row) ? row.row["publicKey"] : undefined));
  const texts = [...rows, ...genesis.people.flatMap((person) => person.publicKeys)];
  return texts
    .map((text) => (typeof text === "string" ? fromBase64(text) : undefined))
    .find((bytes) => isKeyOf(keyId, bytes));
}

function isKeyOf(keyId: string, publicKey: Uint8Array | undefined): boolean {
  return publicKey !== undefined && keyIdOf(publicKey) === keyId && isPrimeOrderKey(publicKey);
}

function personInGenesis({ people }: Genesis, keyId: string): Genesis["people"][number] | undefined {
  return people.find(({ publicKeys }) => publicKeys.some((key) => isKeyOf(keyId, fromBase64(key))));
}

function genesisLeafText(genesis: Genesis): string {
  const { startsAt } = genesis;
  return leafText({ genesis: genesisHash(genesis), height: 0, kind: "genesis", position: 0, time: startsAt });
}

function payloadOf(bytes: Uint8Array): Payload | undefined {
  try {
    return parsePayload(utf8Decode(bytes));
  } catch {
    return undefined;
  }
}
