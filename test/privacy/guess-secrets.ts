import { toBase64, toHex } from "#kernel/bytes";
import { sha256 } from "#kernel/crypto";
import { canonicalize, isJsonObject, type Json, type Value } from "#kernel/json";

/** What someone can find out about secrets who has everything that is public: by reading it, and by guessing what was hashed. */

/** A row as it was written, as whoever guesses would imagine it. */
export interface GuessedRow {
  readonly table: string;
  readonly key: string;
  readonly row: Json;
}

export interface Secrets {
  /** Amounts, names, titles, ids: none may stand anywhere, as it is or hashed. */
  readonly values: readonly string[];
  /** Whole arguments, results and rows: none may stand anywhere hashed without a salt. */
  readonly documents: readonly Json[];
  readonly rows: readonly GuessedRow[];
}

/** Everything public, by where it was read. */
export type PublicBytes = ReadonlyMap<string, Uint8Array>;

/** Every secret that the public bytes give away, with the place. */
export function findSecrets(found: PublicBytes, secrets: Secrets): string[] {
  const needles = [...needlesOf(secrets)];
  const leaks: string[] = [];
  for (const [place, bytes] of found) {
    // Latin-1 keeps every byte: texts are searched as their UTF-8, hashes as their raw bytes.
    const haystack = Buffer.from(bytes).toString("latin1");
    for (const [what, needle] of needles) if (stands(haystack, needle)) leaks.push(`${place}: ${what}`);
  }
  return leaks;
}

/** Whether a needle occurs. Digits count only as a number of their own: inside of ids and hashes every number occurs. */
function stands(haystack: string, needle: string): boolean {
  if (!haystack.includes(needle)) return false;
  return !/^[0-9]+$/.test(needle) || new RegExp(`(?<![0-9A-Za-z.])${needle}(?![0-9A-Za-z.])`).test(haystack);
}

function* needlesOf({ values, documents, rows }: Secrets): Generator<readonly [what: string, needle: string]> {
  for (const value of values) {
    yield [`"${value}" as it is`, Buffer.from(value).toString("latin1")];
    for (const guess of guessesOf(value)) yield* hashesOf(guess, `a hash of ${guess}`);
  }
  for (const document of documents) {
    const text = canonicalize(document as Value);
    for (const guess of [text, ...tagged(text)]) yield* hashesOf(guess, `a hash of ${guess.slice(0, 80)}`);
  }
  for (const { table, key, row } of rows) {
    const text = canonicalize(row as Value);
    for (const guess of [
      text,
      `["sanlian/row/1",${canonicalize(table)},${canonicalize(key)},${text}]`,
      `["sanlian/row/1","",${canonicalize(table)},${canonicalize(key)},${text}]`,
    ]) {
      yield* hashesOf(guess, `a hash of the row ${table}/${key}`);
    }
  }
}

/** Forms in which a value might have been hashed by someone who forgot the salt. */
function guessesOf(value: string): string[] {
  return [value, canonicalize(value), ...tagged(canonicalize(value))];
}

function tagged(text: string): string[] {
  return ["args", "result", "personal", "row"].flatMap((kind) => [
    `["sanlian/${kind}/1",${text}]`,
    `["sanlian/${kind}/1","",${text}]`,
  ]);
}

/** A hash as it might stand somewhere: its bytes, and their texts. */
function* hashesOf(guess: string, what: string): Generator<readonly [what: string, needle: string]> {
  for (const prefix of ["", "\u0000"]) {
    const hash = Uint8Array.from(sha256(`${prefix}${guess}`));
    yield [`${what} (bytes)`, Buffer.from(hash).toString("latin1")];
    yield [`${what} (hexadecimal)`, toHex(hash)];
    yield [`${what} (base64)`, toBase64(hash).replace(/=+$/, "")];
  }
}

/** Texts of a JSON value worth guessing: amounts of at least five digits, and texts of at least four characters. */
export function secretTexts(value: Json): string[] {
  if (typeof value === "string")
    return /^-?[0-9]+$/.test(value) ? (value.length >= 5 ? [value] : []) : value.length >= 4 ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item: Json) => secretTexts(item));
  return isJsonObject(value) ? Object.values(value).flatMap((member) => secretTexts(member)) : [];
}
