import { utf8Decode } from "#kernel/bytes";
import { sortTexts } from "./text-order.ts";

/** RFC 8785 JSON (JCS), the one form in which anything is hashed, signed or stored. */

/** A JSON value whose numbers are safe integers; amounts travel as decimal strings. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON value as contracts hold it: amounts are bigint and are written as decimal strings. */
export type Value = null | boolean | number | bigint | string | readonly Value[] | ValueObject;
export interface ValueObject {
  readonly [key: string]: Value | undefined;
}

/** Why bytes are not canonical JSON. Every reason is a stable code, shown to clients. */
export type JsonProblem =
  | "too_large"
  | "not_utf8"
  | "too_deep"
  | "not_json"
  | "not_canonical"
  | "number_not_safe_integer";

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: JsonProblem };

/** How deep received JSON may nest. Checked before parsing: the stack's depth is not the same on every thread. */
export const JSON_DEPTH_MAX = 16;

/**
 * The RFC 8785 text of a value. A bigint is written as a decimal string, a property that is undefined is left out.
 * @throws TypeError on a lone surrogate, a number that JSON cannot hold, or a value that is not data.
 */
export function canonicalize(value: Value | undefined): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      if (!Number.isFinite(value)) throw new TypeError("JSON has no such number");
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "bigint":
      return `"${value}"`;
    case "object":
      if (value === null) return "null";
      return isArray(value) ? canonicalizeArray(value) : canonicalizeObject(value);
    default:
      throw new TypeError(`a ${typeof value} is not data`);
  }
}

/** Parses bytes that must equal their own RFC 8785 form: this refuses duplicate keys, lone surrogates and odd numbers. */
export function parseCanonicalBytes(
  bytes: Uint8Array,
  bytesMax: number,
  depthMax = JSON_DEPTH_MAX,
): (Parsed<Json> & { readonly ok: false }) | { readonly ok: true; readonly value: Json; readonly text: string } {
  if (bytes.length > bytesMax) return { ok: false, problem: "too_large" };
  let text: string;
  try {
    text = utf8Decode(bytes);
  } catch {
    return { ok: false, problem: "not_utf8" };
  }
  const parsed = parseCanonical(text, depthMax);
  return parsed.ok ? { ok: true, value: parsed.value, text } : parsed;
}

/** As `parseCanonicalBytes`, for text that is known to come from valid UTF-8 within its size limit. */
export function parseCanonical(text: string, depthMax = JSON_DEPTH_MAX): Parsed<Json> {
  if (isDeeperThan(text, depthMax)) return { ok: false, problem: "too_deep" };
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return { ok: false, problem: "not_json" };
  }
  const found = { unsafe: false, unsorted: false };
  inspect(value, found);
  if (found.unsafe) return { ok: false, problem: "number_not_safe_integer" };
  // JSON.stringify is native and differs from RFC 8785 only in the order of keys and in how it treats lone surrogates.
  const isCanonical =
    !found.unsorted && !text.includes("\\ud") ? JSON.stringify(value) === text : equalsCanonical(value, text);
  return isCanonical ? { ok: true, value } : { ok: false, problem: "not_canonical" };
}

/** The canonical text of an object or list that stands at this place in a text which is canonical itself. */
export function canonicalTextAt(text: string, at: number, value: Json): string {
  // JSON.stringify is native and gives the same unless the engine orders keys in its own way; then the two differ before
  // either of them ends.
  const written = JSON.stringify(value);
  return text.startsWith(written, at) ? written : canonicalize(value);
}

/** Parses JSON that need not be canonical, with the same limits; used where people write JSON by hand. */
export function parseJson(text: string): Parsed<Json> {
  if (isDeeperThan(text, JSON_DEPTH_MAX)) return { ok: false, problem: "too_deep" };
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch {
    return { ok: false, problem: "not_json" };
  }
}

/** Whether a JSON value is an object, as opposed to a list or a scalar. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function canonicalizeArray(array: readonly Value[]): string {
  let text = "[";
  // By index, so that a hole is found out: `map` would pass over it.
  for (let i = 0; i < array.length; i++) text += `${i > 0 ? "," : ""}${canonicalize(array[i])}`;
  return `${text}]`;
}

function canonicalizeObject(object: ValueObject): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError("an object of a class is not data");
  let text = "{";
  for (const key of sortTexts(Object.keys(object))) {
    const member = object[key];
    if (member === undefined) continue;
    text += `${text.length > 1 ? "," : ""}${quote(key)}:${canonicalize(member)}`;
  }
  return `${text}}`;
}

/** Printable ASCII without quote and backslash: needs no escape and no check, and is most of what the ledger writes. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError("a lone surrogate has no UTF-8 form");
  return JSON.stringify(text);
}

function equalsCanonical(value: Json, text: string): boolean {
  try {
    return canonicalize(value) === text;
  } catch {
    return false;
  }
}

function inspect(value: Json, found: { unsafe: boolean; unsorted: boolean }): void {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) found.unsafe = true;
  } else if (isArray(value)) {
    for (const item of value) inspect(item, found);
  } else if (typeof value === "object" && value !== null) {
    let previous: string | undefined;
    for (const key of Object.keys(value)) {
      if (previous !== undefined && previous >= key) found.unsorted = true;
      // Engines list integer-like keys first and in numeric order, which may hide the order in the text.
      if (key.charCodeAt(0) <= 0x39) found.unsorted = true;
      previous = key;
      inspect(value[key] as Json, found);
    }
  }
}

function isDeeperThan(text: string, depthMax: number): boolean {
  // Fewer opening brackets than levels: most texts need no closer look.
  if (countOf(text, "{", depthMax) + countOf(text, "[", depthMax) <= depthMax) return false;
  let depth = 0;
  let deepest = 0;
  let isInText = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (isInText) {
      if (char === 0x5c) i++;
      else if (char === 0x22) isInText = false;
    } else if (char === 0x22) isInText = true;
    else if (char === 0x7b || char === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (char === 0x7d || char === 0x5d) depth--;
  }
  return deepest > depthMax;
}

/** How often a character occurs, counting no further than one beyond `most`. */
function countOf(text: string, char: string, most: number): number {
  let count = 0;
  for (let at = text.indexOf(char); at !== -1 && count <= most; at = text.indexOf(char, at + 1)) count++;
  return count;
}

function isArray(value: Json | Value): value is readonly Value[] {
  return Array.isArray(value);
}
