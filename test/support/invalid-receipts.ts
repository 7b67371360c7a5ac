import { utf8 } from "#kernel/bytes";
import { formatCheckpoint } from "#kernel/checkpoint";
import { cosignatureSigner } from "#kernel/cosignature";
import type { KeyPair } from "#kernel/crypto";
import { canonicalize, type Value } from "#kernel/json";
import { ed25519Signer, type NoteSigner, signNote } from "#kernel/note";
import { type Receipt, receiptText } from "#kernel/receipt";
import type { CheckCode } from "#kernel/receipt-texts";

/** A receipt that must be refused: by which check and why. Other checks may refuse it too. */
export interface InvalidReceipt {
  readonly check: CheckCode;
  readonly problem: string;
  readonly file: string | Uint8Array;
  /** Trust that differs from the ordinary one. */
  readonly trust?: { readonly genesisHashes?: readonly string[]; readonly nowMs?: number };
}

/** Valid receipts to spoil, and keys to sign false heads with. */
export interface Material {
  /** Of a transaction with one signer, enrolled by a row; shown with arguments, result and three rows. */
  readonly receipt: Receipt;
  /** Of a later transaction on the same ledger. */
  readonly later: Receipt;
  /** Of an earlier transaction that enrolled another key, under the same head as `receipt`. */
  readonly enrolment: Receipt;
  /** Under the same head, of a transaction whose signer the genesis lists. */
  readonly ofGenesisKey: Receipt;
  /** With an anchor. */
  readonly anchored: Receipt;
  /** On the other ledger: of an earlier anchor of this ledger, and of something that is no anchor. */
  readonly olderAnchor: Receipt;
  readonly noAnchor: Receipt;
  readonly logKey: KeyPair;
  readonly cosignKey: KeyPair;
}

const OTHER_HASH = "0".repeat(64);

type Edit = (receipt: Receipt) => object;

/** One or more receipts for every problem that a check can find. */
export function invalidReceipts(material: Material): InvalidReceipt[] {
  return [...badFiles(material), ...badHeads(material), ...badEntries(material), ...badContents(material)];
}

function badFiles({ receipt }: Material): InvalidReceipt[] {
  const file = (problem: string, bytes: string | Uint8Array): InvalidReceipt => ({
    check: "file",
    problem,
    file: bytes,
  });
  const text = receiptText(receipt);
  const malformed: readonly Edit[] = [
    () => ({ more: 1 }),
    ({ rows }) => ({ rows: [...rows].reverse() }),
    ({ rows }) => ({ rows: [rows[0], rows[0]] }),
    ({ rows }) => ({ rows: [{ ...rows[0], key: 'a","b' }] }),
    () => ({ rowCount: 2 }),
    () => ({ envelope: undefined }),
    ({ leaf }) => ({ leaf: { ...leaf, kind: "timer" } }),
    ({ enrolments }) => ({ enrolments: enrolments.map((enrolment) => ({ ...enrolment, row: undefined })) }),
    ({ proof }) => ({ proof: proof.replace("\nindex", "\nextra AAAA\nindex") }),
    ({ args }) => ({ args: { ...args, value: [] } }),
    ({ genesis }) => ({ genesis: { ...genesis, protocol: 2 } }),
  ];
  return [
    file("file_not_json", Uint8Array.of(0xff)),
    file("file_not_json", "\ud800"),
    file("file_not_json", "[".repeat(10_000)),
    file("file_not_json", text.slice(0, -1)),
    file("file_not_canonical", JSON.stringify(receipt, null, 1)),
    file("file_not_canonical", text.replace('"rowCount":3', '"rowCount":3,"rowCount":3')),
    file("file_not_canonical", text.replace('"rowCount":3', '"rowCount":3.0')),
    file("file_not_canonical", `\ufeff${text}`.slice(1).replace('"receipt"', '"\\u0072eceipt"')),
    file("receipt_malformed", "{}"),
    ...malformed.map((edit) => file("receipt_malformed", changed(receipt, edit))),
    file(
      "proof_malformed",
      changed(receipt, () => ({ proof: "c2sp.org/tlog-proof@v2\n" })),
    ),
  ];
}

function badHeads(material: Material): InvalidReceipt[] {
  const { receipt, logKey, cosignKey } = material;
  const { origin, cosigners } = receipt.genesis;
  const [first] = cosigners;
  if (first === undefined) throw new Error("a ledger has a cosigner");
  const text = receiptText(receipt);
  const log = ed25519Signer(origin, logKey.secretKey);
  const notTheLog = ed25519Signer(origin, cosignKey.secretKey);
  const cosigner = cosignatureSigner(first.name, cosignKey.secretKey, () => 1);
  const wrong: NoteSigner = { ...log, sign: () => new Uint8Array(64) };
  const head = { origin, size: 9, root: new Uint8Array(32) };
  const genesis = (problem: string, change: object): InvalidReceipt => ({
    check: "keys",
    problem,
    file: changed(receipt, () => ({ genesis: { ...receipt.genesis, ...change } })),
  });
  const checkpoint = (problem: string, note: string, ...signers: NoteSigner[]): InvalidReceipt => ({
    check: "checkpoint",
    problem,
    file: changed(receipt, ({ proof }) => ({ proof: `${proof.split("\n\n")[0]}\n\n${signNote(note, signers)}` })),
  });
  const identity = `AQ${"A".repeat(41)}=`;
  const twice = [first, { ...first, name: `${first.name}-2` }];
  return [
    { check: "genesis", problem: "genesis_not_brought", file: text, trust: { genesisHashes: [] } },
    { check: "genesis", problem: "genesis_not_trusted", file: text, trust: { genesisHashes: [OTHER_HASH] } },
    {
      check: "genesis",
      problem: "ledger_not_of_genesis",
      file: changed(receipt, () => ({ ledger: `unit@${OTHER_HASH}` })),
    },
    genesis("origin_unfit", { origin: "a b" }),
    genesis("key_unfit", { cosigners: [{ ...first, logKey: identity }] }),
    genesis("keys_not_distinct", { cosigners: twice }),
    checkpoint("note_signature_wrong", formatCheckpoint(head), wrong),
    checkpoint("note_without_known_signature", formatCheckpoint(head), notTheLog),
    checkpoint("checkpoint_not_signed_by_ledger", formatCheckpoint(head), cosigner),
    checkpoint("checkpoint_malformed", "hello\n", log),
    checkpoint("checkpoint_of_other_ledger", formatCheckpoint({ ...head, origin: "other.example/unit" }), log),
    { check: "checkpoint", problem: "cosignature_from_future", file: text, trust: { nowMs: 0 } },
    {
      check: "leaf",
      problem: "position_not_of_proof",
      file: changed(receipt, ({ leaf }) => ({ leaf: { ...leaf, position: leaf.position + 1 } })),
    },
    {
      check: "inclusion",
      problem: "leaf_not_under_root",
      file: changed(receipt, ({ leaf }) => ({ leaf: { ...leaf, outcome: "fault" } })),
    },
    { ...checkpoint("leaf_not_under_root", formatCheckpoint({ ...head, size: 1_000 }), log), check: "inclusion" },
  ];
}

function badEntries({ receipt, later, enrolment, ofGenesisKey }: Material): InvalidReceipt[] {
  const bad = (check: CheckCode, problem: string, edit: Edit): InvalidReceipt => ({
    check,
    problem,
    file: changed(receipt, edit),
  });
  const [signature] = receipt.envelope?.signatures ?? [];
  const [otherSignature] = later.envelope?.signatures ?? [];
  const payload =
    (text: string): Edit =>
    ({ envelope }) => ({ envelope: { ...envelope, payload: text } });
  const signatures =
    (change: object): Edit =>
    ({ envelope }) => ({
      envelope: { ...envelope, signatures: [{ ...signature, ...change }] },
    });
  const leaf =
    (change: object): Edit =>
    (from) => ({ leaf: { ...from.leaf, ...change } });
  const [own] = receipt.enrolments;
  const bound =
    (change: object): Edit =>
    () => ({ enrolments: [{ ...own, ...change }] });
  const [otherRow] = enrolment.rows;
  const byGenesis = ofGenesisKey.enrolments[0];
  const flipped = receipt.leaf.id.replace(/.$/, (end) => (end === "0" ? "1" : "0"));
  return [
    bad("transaction", "payload_malformed", payload("AAAA")),
    bad("transaction", "payload_malformed", payload("gICA")),
    bad("transaction", "payload_malformed", payload("AAAAA")),
    bad("transaction", "signatures_not_those_of_signers", signatures({ keyid: OTHER_HASH })),
    bad("transaction", "transaction_of_other_ledger", () => ({ ledger: `unit@${OTHER_HASH}` })),
    bad("transaction", "envelope_not_of_leaf", () => ({ envelope: later.envelope })),
    bad("transaction", "id_not_of_envelope", leaf({ id: flipped })),
    bad("transaction", "recorded_after_expiry", leaf({ time: receipt.leaf.time + 31_536_000_000 })),
    bad("signatures", "signature_wrong", signatures({ sig: otherSignature?.sig })),
    bad("signatures", "public_key_missing", () => ({ enrolments: [] })),
    bad("enrolments", "enrolments_not_of_signers", () => ({ enrolments: [] })),
    bad("enrolments", "enrolments_not_of_signers", bound({ keyId: OTHER_HASH })),
    bad("enrolments", "enrolment_not_earlier", bound({ leaf: { ...own?.leaf, position: receipt.leaf.position } })),
    bad("enrolments", "enrolment_not_in_tree", bound({ leaf: { ...own?.leaf, id: "0".repeat(80) } })),
    bad(
      "enrolments",
      "enrolment_of_other_key",
      bound({ leaf: enrolment.leaf, row: otherRow, rowCount: enrolment.rowCount, path: hexPath(enrolment) }),
    ),
    bad("enrolments", "enrolment_of_other_key", bound({ ...byGenesis, keyId: own?.keyId, row: undefined })),
    bad("enrolments", "enrolment_row_not_of_leaf", bound({ row: { ...own?.row, salt: OTHER_HASH } })),
  ];
}

function badContents(material: Material): InvalidReceipt[] {
  const { receipt, anchored, olderAnchor, noAnchor } = material;
  const bad = (problem: string, edit: Edit): InvalidReceipt => ({
    check: "contents",
    problem,
    file: changed(receipt, edit),
  });
  const anchor = (problem: string, other: Receipt): InvalidReceipt => ({
    check: "anchor",
    problem,
    file: changed(anchored, () => ({ anchor: other })),
  });
  const spoiled = { ...noAnchor, rows: noAnchor.rows, leaf: { ...noAnchor.leaf, height: noAnchor.leaf.height + 1 } };
  return [
    bad("args_not_signed", ({ args }) => ({ args: { ...args, value: {} } })),
    bad("args_not_signed", ({ args }) => ({ args: { ...args, salt: OTHER_HASH } })),
    bad("result_not_recorded", ({ result }) => ({ result: { ...result, value: {} } })),
    bad("row_not_recorded", ({ rows }) => ({ rows: [{ ...rows[0], row: null }, ...rows.slice(1)] })),
    bad("row_not_recorded", ({ rows }) => ({ rows: rows.slice(0, 2), rowCount: 2 })),
    bad("row_not_recorded", ({ rows }) => ({ rows: [{ ...rows[0], path: [] }] })),
    bad("rows_not_all", () => ({ rows: [], rowCount: 0 })),
    anchor("anchor_not_valid", spoiled),
    {
      check: "anchor",
      problem: "anchor_not_valid",
      file: receiptText(anchored),
      trust: { genesisHashes: [anchored.ledger.slice(-64)] },
    },
    anchor("anchor_row_missing", noAnchor),
    anchor("anchor_of_other_head", olderAnchor),
  ];
}

/** The file of a receipt with some members changed; those set to undefined are left out. */
function changed(receipt: Receipt, edit: Edit): string {
  const copy = JSON.parse(receiptText(receipt)) as Receipt;
  return canonicalize({ ...copy, ...edit(copy) } as unknown as Value);
}

/** Path of a receipt's own leaf in hexadecimal. */
function hexPath({ proof }: Receipt): string[] {
  const [head] = proof.split("\n\n");
  const lines = (head ?? "").split("\n").slice(2);
  return lines.map((line) => Buffer.from(line, "base64").toString("hex"));
}

/** Bytes of a file that is given as text or bytes. */
export function fileBytes(file: string | Uint8Array): Uint8Array {
  return typeof file === "string" ? utf8(file) : file;
}
