import { utf8 } from "#kernel/bytes";
import { canonicalize, isJsonObject, type Json, type JsonObject, type Value } from "#kernel/json";

/** One byte of a receipt file changed on a copy, to see which check notices. */

/** Places of a receipt that a byte can be changed in; each breaks another check. */
export const SPOT_NAMES = [
  "amount",
  "args",
  "result",
  "signature",
  "payload",
  "time",
  "path",
  "cosignature",
  "enrolment",
  "genesis",
  "anchor",
] as const;
export type SpotName = (typeof SPOT_NAMES)[number];

/** A byte of the file that can be changed. */
export interface Spot {
  readonly name: SpotName;
  /** Where it stands in the receipt: `rows.1.row.amount`. */
  readonly path: string;
  /** Index in the text; the character there is one byte. */
  readonly at: number;
}

type Step = string | number;

const AMOUNT = /amount|fen$|^award$|^base$|^received$|^price/i;

/** Places of a receipt in canonical form, in the order in which they are offered. */
export function spotsOf(text: string): readonly Spot[] {
  let receipt: Json;
  try {
    receipt = JSON.parse(text) as Json;
  } catch {
    return [];
  }
  // Where a value stands is computed, which only the canonical form allows.
  if (!isJsonObject(receipt) || canonicalize(receipt) !== text.trimEnd()) return [];
  return SPOT_NAMES.flatMap((name) => {
    const found = pathOf(receipt, name);
    const spot = found && spotAt(receipt, name, found);
    return spot === undefined ? [] : [spot];
  });
}

/** A copy of the text in which the character of a spot is another one of its kind. */
export function changedCopy(text: string, { at }: Pick<Spot, "at">): string {
  return text.slice(0, at) + otherCharacter(text[at] ?? "") + text.slice(at + 1);
}

/** Bytes around a spot, for showing it: `offset` is that of the first one in the file. */
export function windowOf(
  text: string,
  at: number,
  before = 7,
  after = 9,
): { readonly offset: number; readonly text: string } {
  const start = Math.max(0, at - before);
  return { offset: utf8(text.slice(0, start)).length, text: text.slice(start, at + after) };
}

/** A digit stays a digit and a letter a letter, so that the file keeps its form and only its content is another. */
function otherCharacter(character: string): string {
  if (character === "9" || character === "f" || character === "z" || character === "Z") {
    return String.fromCharCode(character.charCodeAt(0) - 1);
  }
  return String.fromCharCode(character.charCodeAt(0) + 1);
}

interface Place {
  readonly steps: readonly Step[];
  /** Where in the value the character is looked for. */
  readonly from: number;
}

function pathOf(receipt: JsonObject, name: SpotName): Place | undefined {
  switch (name) {
    case "amount":
      return amountOf(receipt);
    case "args":
      return isJsonObject(receipt["args"]) ? within(receipt["args"], ["args"], "value") : undefined;
    case "result":
      return isJsonObject(receipt["result"]) ? within(receipt["result"], ["result"], "value") : undefined;
    case "signature":
      return { steps: ["envelope", "signatures", 0, "sig"], from: 10 };
    case "payload":
      return { steps: ["envelope", "payload"], from: 40 };
    case "time":
      return { steps: ["leaf", "time"], from: 6 };
    case "path":
      return firstHashOf(receipt["proof"]);
    case "cosignature":
      return { steps: ["proof"], from: lastLineOf(receipt["proof"]) };
    case "enrolment":
      return { steps: ["enrolments", 0, "path", 0], from: 4 };
    case "genesis":
      return { steps: ["genesis", "bundle"], from: 4 };
    case "anchor":
      return { steps: ["anchor", "leaf", "rows"], from: 4 };
  }
}

/** The first amount of a row that is not nothing, or else the first number in a row. */
function amountOf({ rows }: JsonObject): Place | undefined {
  if (!Array.isArray(rows)) return undefined;
  for (const isWanted of [(key: string) => AMOUNT.test(key), () => true]) {
    for (const [i, entry] of rows.entries()) {
      const row = isJsonObject(entry) ? entry["row"] : undefined;
      if (!isJsonObject(row)) continue;
      const key = Object.keys(row).find((each) => isWanted(each) && /^[1-9][0-9]*$/.test(String(row[each])));
      if (key !== undefined) return { steps: ["rows", i, "row", key], from: 0 };
    }
  }
  return undefined;
}

/** The first text or number inside a value, whose character can be changed. */
function within(holder: JsonObject, steps: readonly Step[], name: string): Place | undefined {
  const value = holder[name];
  if (typeof value === "string" || typeof value === "number") {
    const isIdentifier = typeof value === "string" && /^[a-z]+_[0-9a-f]{32}$/.test(value);
    return { steps: [...steps, name], from: isIdentifier ? value.indexOf("_") + 6 : 0 };
  }
  if (Array.isArray(value)) {
    const items = Object.fromEntries(value.map((item: Json, i) => [String(i), item]));
    const inner = value.map((_, i) => within(items, [], String(i))).find((place) => place !== undefined);
    return inner && { ...inner, steps: [...steps, name, Number(inner.steps[0]), ...inner.steps.slice(1)] };
  }
  if (!isJsonObject(value)) return undefined;
  for (const key of Object.keys(value)) {
    const place = within(value, [...steps, name], key);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** In the first hash of the inclusion proof, which is the third line; a tree of one leaf has none. */
function firstHashOf(proof: Json | undefined): Place | undefined {
  if (typeof proof !== "string") return undefined;
  const [kind = "", index = "", hash = ""] = proof.split("\n");
  if (!/^[A-Za-z0-9+/]{43}=$/.test(hash)) return undefined;
  return { steps: ["proof"], from: kind.length + index.length + 7 };
}

function lastLineOf(note: Json | undefined): number {
  if (typeof note !== "string") return 0;
  const trimmed = note.trimEnd();
  // Behind the name and the key id, in the signature itself.
  return trimmed.lastIndexOf(" ") + 20;
}

function spotAt(receipt: JsonObject, name: SpotName, { steps, from }: Place): Spot | undefined {
  const start = offsetOf(receipt, steps);
  const value = valueAt(receipt, steps);
  if (start === undefined || (typeof value !== "string" && typeof value !== "number")) return undefined;
  const plain = String(value);
  for (let index = Math.min(from, plain.length - 1); index >= 0 && index < plain.length; index++) {
    if (!/[A-Za-z0-9]/.test(plain[index] ?? "")) continue;
    const written = typeof value === "number" ? index : JSON.stringify(plain.slice(0, index)).length - 1;
    return { name, path: steps.join("."), at: start + written };
  }
  return undefined;
}

function valueAt(value: Json | undefined, steps: readonly Step[]): Json | undefined {
  let at = value;
  for (const step of steps) {
    if (Array.isArray(at)) at = at[Number(step)] as Json | undefined;
    else at = isJsonObject(at) ? at[String(step)] : undefined;
  }
  return at;
}

/** Index at which a value begins in the canonical text of what it stands in (RFC 8785: members sorted, no blanks). */
function offsetOf(value: Json, steps: readonly Step[]): number | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return 0;
  let offset = 1;
  if (Array.isArray(value)) {
    for (const [i, item] of (value as readonly Json[]).entries()) {
      if (i === step) return inside(item, rest, offset);
      offset += canonicalize(item as Value).length + 1;
    }
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  for (const key of Object.keys(value).sort()) {
    const member = value[key] as Json;
    offset += JSON.stringify(key).length + 1;
    if (key === step) return inside(member, rest, offset);
    offset += canonicalize(member as Value).length + 1;
  }
  return undefined;
}

function inside(value: Json, steps: readonly Step[], offset: number): number | undefined {
  const inner = offsetOf(value, steps);
  return inner === undefined ? undefined : offset + inner;
}
