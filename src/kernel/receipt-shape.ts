import { TRANSACTION_TYPE } from "./envelope.ts";
import { genesisShape } from "./genesis.ts";
import { RECEIPT_KIND } from "./receipt.ts";
import { shape } from "./shape.ts";

/** What a receipt must look like, field by field, before anything in it is computed. */

/** A tree of fewer than 2^53 leaves has no longer path. */
const PATH_MAX = 53;
const NAME_MAX = 100;
const KEY_MAX = 200;
/** Rows that one entry may write. */
const ROWS_MAX = 20_000;
const SIGNERS_MAX = 16;

const count = () => shape.int(0, Number.MAX_SAFE_INTEGER);
const path = shape.array(shape.hash(), 0, PATH_MAX);
const outcome = shape.choice(["done", "rejected", "fault"]);

const genesisLeaf = shape.object({
  genesis: shape.hash(),
  height: shape.int(0, 0),
  kind: shape.choice(["genesis"]),
  position: shape.int(0, 0),
  time: shape.instant(),
});

const entryLeaf = {
  height: count(),
  outcome,
  position: count(),
  result: shape.hash(),
  rows: shape.hash(),
  time: shape.instant(),
};

const transactionLeaf = shape.object({
  ...entryLeaf,
  envelope: shape.hash(),
  id: shape.text(80, 80),
  kind: shape.choice(["transaction"]),
});

const timerLeaf = shape.object({ ...entryLeaf, id: shape.id("timer"), kind: shape.choice(["timer"]) });

const envelope = shape.object({
  payload: shape.text(4, 8_000),
  payloadType: shape.choice([TRANSACTION_TYPE]),
  signatures: shape.array(shape.object({ keyid: shape.hash(), sig: shape.base64(64) }), 1, SIGNERS_MAX),
});

const row = shape.object({
  index: count(),
  key: shape.text(1, KEY_MAX),
  path,
  row: shape.json(),
  salt: shape.hash(),
  table: shape.text(1, NAME_MAX),
});

const enrolment = shape.object({
  keyId: shape.hash(),
  leaf: shape.oneOf("kind", [genesisLeaf, transactionLeaf]),
  path,
  row: shape.optional(row),
  rowCount: count(),
});

const salted = shape.object({ salt: shape.hash(), value: shape.json() });

const withoutAnchor = {
  args: shape.optional(salted),
  enrolments: shape.array(enrolment, 0, SIGNERS_MAX),
  envelope: shape.optional(envelope),
  genesis: genesisShape,
  leaf: shape.oneOf("kind", [transactionLeaf, timerLeaf]),
  ledger: shape.text(66, 120),
  proof: shape.note(1_000_000),
  receipt: shape.choice([RECEIPT_KIND]),
  result: shape.optional(salted),
  rowCount: count(),
  rows: shape.array(row, 0, ROWS_MAX),
};

/** A receipt with at most one anchor, which has none of its own: anchors lead to one other ledger, not through a chain. */
export const receiptShape = shape.object({ ...withoutAnchor, anchor: shape.optional(shape.object(withoutAnchor)) });
