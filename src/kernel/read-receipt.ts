import { isHex, utf8 } from "./bytes.ts";
import { isJsonObject, type Json, type JsonProblem, parseCanonicalBytes } from "./json.ts";
import type { ProofProblem } from "./proof-problem.ts";
import type { Receipt, ReceiptRow } from "./receipt.ts";
import { receiptShape } from "./receipt-shape.ts";
import { check } from "./shape.ts";
import { decodeTlogProof, type TlogProof } from "./tlog-proof.ts";

/** Above the largest receipt there can be: 20,000 rows of 8 MB with their paths. */
export const RECEIPT_BYTES_MAX = 40_000_000;
/** Arguments nest 14 levels at most, and stand three levels deep in the receipt of an anchor. */
const DEPTH_MAX = 24;
const NEWLINE = 0x0a;

/** Why a file is no receipt. */
export type FileProblem =
  | "file_too_large"
  | "file_not_json"
  | "file_not_canonical"
  | "receipt_malformed"
  | ProofProblem;

/** A receipt whose form is right. Nothing in it has been computed yet. */
export interface ReadReceipt {
  readonly receipt: Receipt;
  readonly proof: TlogProof;
  /** Of the anchor's receipt. */
  readonly anchor?: ReadReceipt;
}

export type Reading =
  | { readonly ok: true; readonly value: ReadReceipt }
  /** `path` names the first field that is wrong. */
  | { readonly ok: false; readonly problem: FileProblem; readonly path: string };

/**
 * Reads a receipt from the bytes or the text of its file. It must be the RFC 8785 form of itself, so that it can be read
 * in one way only; one line end behind it is let pass, because editors add it. Never throws.
 */
export function readReceipt(file: Uint8Array | string): Reading {
  if (file.length > RECEIPT_BYTES_MAX) return failed("file_too_large");
  // Encoding would replace a lone surrogate by another character.
  if (typeof file === "string" && !file.isWellFormed()) return failed("file_not_json");
  const bytes = typeof file === "string" ? utf8(file) : file;
  const trimmed = bytes.at(-1) === NEWLINE ? bytes.subarray(0, -1) : bytes;
  const parsed = parseCanonicalBytes(trimmed, RECEIPT_BYTES_MAX, DEPTH_MAX);
  if (!parsed.ok) return failed(FILE_PROBLEMS[parsed.problem]);
  const fit = check(receiptShape, parsed.value);
  if (!fit.ok) return failed("receipt_malformed", fit.issues[0]?.path);
  // The shape let it pass as it is; the parsed value is used, not a copy of it.
  return readParts(parsed.value as unknown as Receipt, "");
}

const FILE_PROBLEMS = {
  too_large: "file_too_large",
  not_utf8: "file_not_json",
  too_deep: "file_not_json",
  not_json: "file_not_json",
  number_not_safe_integer: "file_not_canonical",
  not_canonical: "file_not_canonical",
} as const satisfies Record<JsonProblem, FileProblem>;

function readParts(receipt: Receipt, at: string): Reading {
  const misfit = misfitOf(receipt);
  if (misfit !== undefined) return failed("receipt_malformed", `${at}${misfit}`);
  const proof = decodeTlogProof(receipt.proof);
  if (!proof.ok) return failed(proof.problem, `${at}proof`);
  if (proof.value.extra !== undefined) return failed("receipt_malformed", `${at}proof`);
  if (receipt.anchor === undefined) return { ok: true, value: { receipt, proof: proof.value } };
  const anchor = readParts(receipt.anchor, "anchor.");
  return anchor.ok ? { ok: true, value: { receipt, proof: proof.value, anchor: anchor.value } } : anchor;
}

/** The first field that does not go with the others. */
function misfitOf(receipt: Receipt): string | undefined {
  const { leaf, envelope, args, result, enrolments, rows, rowCount } = receipt;
  const isTransaction = leaf.kind === "transaction";
  if (isTransaction && !isHex(leaf.id)) return "leaf.id";
  if ((envelope !== undefined) !== isTransaction) return "envelope";
  if (args !== undefined && (!isTransaction || !isJsonObject(args.value))) return "args";
  if (result !== undefined && !isJsonObject(result.value as Json)) return "result";
  if (!isTransaction && enrolments.length > 0) return "enrolments";
  for (const [i, enrolment] of enrolments.entries()) {
    const { row } = enrolment;
    if ((row !== undefined) !== (enrolment.leaf.kind === "transaction")) return `enrolments.${i}.row`;
    if (enrolment.leaf.kind === "transaction" && !isHex(enrolment.leaf.id)) return `enrolments.${i}.leaf.id`;
    if (row === undefined && enrolment.rowCount !== 0) return `enrolments.${i}.rowCount`;
    if (row !== undefined && !isNamed(row)) return `enrolments.${i}.row`;
  }
  if (rows.length > rowCount) return "rowCount";
  const odd = rows.findIndex((row, i) => !isNamed(row) || (i > 0 && !isBehind(rows[i - 1] as ReceiptRow, row)));
  return odd < 0 ? undefined : `rows.${odd}`;
}

/** Names and keys as contracts have them: they stand in hashed texts without escapes. */
function isNamed({ table, key }: ReceiptRow): boolean {
  return /^[a-z][a-z0-9_]*$/.test(table) && /^[A-Za-z0-9._:/@-]+$/.test(key);
}

/** Rows rise by index, and as they are sorted, by table and key too: none can be shown twice. */
function isBehind(before: ReceiptRow, row: ReceiptRow): boolean {
  if (row.index <= before.index) return false;
  return row.table === before.table ? row.key > before.key : row.table > before.table;
}

function failed(problem: FileProblem, path = ""): Reading {
  return { ok: false, problem, path };
}
