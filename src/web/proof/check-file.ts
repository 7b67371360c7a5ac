import { fromBase64, toHex, utf8 } from "#kernel/bytes";
import { checkReceipt } from "#kernel/check-receipt";
import { sha256Hex } from "#kernel/crypto";
import { fillText } from "#kernel/fill-text";
import { canonicalize, isJsonObject, type Json, type Value } from "#kernel/json";
import { PROOF_PROBLEMS } from "#kernel/proof-problem";
import type { Receipt } from "#kernel/receipt";
import type { Facts, ReceiptCheck, ReceiptReport } from "#kernel/receipt-report";
import { RECEIPT_CHECKS, RECEIPT_PROBLEMS } from "#kernel/receipt-texts";
import { shortHashes } from "../format/hash.ts";
import type { Language } from "../text/language.ts";

/** A receipt file that was checked in this browser. */
export interface CheckedFile {
  readonly text: string;
  readonly report: ReceiptReport;
  /** Time that the check took, in milliseconds. */
  readonly ms: number;
  readonly bytes: number;
  /** What the file says; undefined when it cannot be read. Nothing of it is to be believed unless the report is ok. */
  readonly receipt?: Receipt;
}

/** Checks a receipt file against the genesis hashes that the verifier trusts. Never throws. */
export function checkFile(text: string, genesisHashes: readonly string[]): CheckedFile {
  const startedAt = performance.now();
  const report = checkReceipt(text, { genesisHashes, nowMs: Date.now(), stopwatch: () => performance.now() });
  const ms = performance.now() - startedAt;
  const isRead = report.checks[0]?.status === "passed";
  return { text, report, ms, bytes: utf8(text).length, ...(isRead ? { receipt: JSON.parse(text) as Receipt } : {}) };
}

/** Title of a check, and what was computed or why it failed; hashes are shortened. */
export function checkWords(
  { code, status, problem, facts }: ReceiptCheck,
  language: Language,
): { readonly title: string; readonly words?: string } {
  const { title, passed } = RECEIPT_CHECKS[code];
  const name = plainTitle(title[language]);
  if (status === "passed") return { title: name, words: fillText(passed[language], shortFacts(facts)) };
  if (status !== "failed" || problem === undefined) return { title: name };
  const texts = { ...PROOF_PROBLEMS, ...RECEIPT_PROBLEMS }[problem];
  return { title: name, words: fillText(texts[language], { ...shortFacts(facts), ...checkNamed(facts, language) }) };
}

/** A check that is spoken of, by its title. */
function checkNamed({ check }: Facts, language: Language): Facts {
  const named = Object.entries(RECEIPT_CHECKS).find(([code]) => code === check)?.[1];
  return named === undefined ? {} : { check: plainTitle(named.title[language]) };
}

/** A title without its part in brackets, which stands in the words as well. */
function plainTitle(title: string): string {
  return title.replace(/(（.*）| \(.*\))$/, "");
}

function shortFacts(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === "string" ? shortHashes(value) : value]),
  );
}

/** The report of a check as a file to keep: what was checked, against what, and what came out. */
export function reportText({ text, report }: CheckedFile, genesisHashes: readonly string[], checkedAt: number): string {
  const plain = JSON.parse(JSON.stringify(report)) as Json;
  const file: Json = { checkedAt, fileSha256: sha256Hex(text), genesisHashes, report: plain };
  return `${JSON.stringify(JSON.parse(canonicalize(file as Value)), undefined, 2)}\n`;
}

/** Id of what a receipt is about, to look at as it is now: a case before anything else. */
export function subjectOf({ args, result, rows }: Receipt): string | undefined {
  const ids = [args?.value, result?.value, ...rows.map(({ row }) => row)].flatMap(idsIn);
  return ids.find((id) => id.startsWith("deal_")) ?? ids[0];
}

function idsIn(value: Json | undefined): string[] {
  if (typeof value === "string") return /^(?!person_|member_|timer_)[a-z]+_[0-9a-f]{32}$/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item: Json) => idsIn(item));
  return isJsonObject(value) ? Object.values(value).flatMap((item) => idsIn(item)) : [];
}

/** Size and root of the head that a proof leads to, as the file says them; undefined when it says none. */
export function headIn(proof: string): { readonly size: number; readonly root: string } | undefined {
  const [, checkpoint = ""] = proof.split("\n\n");
  const [, size = "", root = ""] = checkpoint.split("\n");
  const bytes = fromBase64(root);
  return /^[1-9][0-9]{0,15}$/.test(size) && bytes?.length === 32
    ? { size: Number(size), root: toHex(bytes) }
    : undefined;
}
