import type { Value, ValueObject } from "#kernel/json";
import { percentOf } from "#web/form/entry.ts";
import { type Known, planOf } from "./known.ts";
import { splitPreview } from "./split-preview.ts";

/** A row of what is about to be signed: whose it is, what is said of it, and how much it is. */
export interface SignedRow {
  readonly personId: string;
  /** Plain words, or the key of a text below `transfer:`. */
  readonly note: { readonly words: string } | { readonly key: string } | undefined;
  readonly fen: bigint | undefined;
}

const WHOLE_BP = 10_000;

/** The rows of an act on several people, with what the page knows of each; undefined for any other act. */
export function signedRows(act: string, known: Known, args: ValueObject): readonly SignedRow[] | undefined {
  if (act === "decide-team-split") return splitRows(known, groupsIn(args["shares"]));
  if (act === "record-bank-result") return groupsIn(args["results"]).map((row) => bankRow(known, row));
  if (act === "create-payment-batch") return groupsIn(args["lines"]).map((row) => payableRow(known, row));
  if (act === "register-shares" || act === "reverse-share-registration") {
    return textsIn(args["payeeIds"]).map((payeeId) => shareRow(known, payeeId));
  }
  if (act === "record-withholding") return groupsIn(args["lines"]).map(withheldRow);
  return undefined;
}

function splitRows(known: Known, shares: readonly ValueObject[]): readonly SignedRow[] {
  const typed = shares.map(({ personId, weight }) => ({ personId: String(personId), weight: String(weight) }));
  const sum = typed.reduce((total, { weight }) => total + Number(weight), 0);
  const amounts = splitPreview(BigInt(planOf(known)?.award.amount ?? "0"), typed, known.statement?.payees ?? []);
  return typed.map(({ personId, weight }) => ({
    personId,
    note: { words: sum === WHOLE_BP ? `${percentOf(Number(weight))} %` : `${weight} / ${sum}` },
    fen: amounts?.get(personId),
  }));
}

function bankRow({ batch }: Known, { planId, personId, result, reason }: ValueObject): SignedRow {
  const line = batch?.lines.find((each) => each.planId === planId && each.payeeId === personId);
  const note = typeof reason === "string" ? { words: reason } : { key: `web.payments.results.${String(result)}` };
  return { personId: String(personId), note, fen: BigInt(line?.net ?? "0") };
}

function payableRow({ payable }: Known, { planId, personId }: ValueObject): SignedRow {
  const line = payable.find((each) => each.planId === planId && each.payeeId === personId);
  const net = BigInt(line?.gross ?? "0") - BigInt(line?.withholding?.tax ?? "0");
  return { personId: String(personId), note: { words: line?.contractNumber ?? "" }, fen: net };
}

function shareRow({ planned }: Known, payeeId: string): SignedRow {
  const line = planned?.lines.find((each) => each.payeeId === payeeId);
  return { personId: payeeId, note: undefined, fen: BigInt(line?.amount ?? "0") };
}

function withheldRow({ personId, basis, tax }: ValueObject): SignedRow {
  return { personId: String(personId), note: { key: `taxBases.${String(basis)}` }, fen: BigInt(String(tax)) };
}

function groupsIn(value: Value | undefined): readonly ValueObject[] {
  // The form makes lists of groups for these fields.
  return Array.isArray(value) ? (value as readonly ValueObject[]) : [];
}

function textsIn(value: Value | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
