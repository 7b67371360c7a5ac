import { canonicalize, type Value } from "#kernel/json";

/**
 * Writers turn a typed value into the canonical text of its JSON form and check it on the way. They do what encoding with
 * the shape and canonicalising would do, at a quarter of the price: three rows a transaction are written.
 */
export type Writer = (value: unknown) => string;

/** A shape that has a writer carries it under this key. Registered: a contract bundle has a copy of this file of its own. */
export const WRITER = Symbol.for("sanlian/shape-writer");

/** Thrown by a writer on a value that does not fit; contract code that causes it becomes a fault. */
export class Unwritable extends TypeError {}

/** The writer of an object with exactly these fields; those that are optional may be missing. */
export function objectWriter(fields: readonly { name: string; isOptional: boolean; write: Writer }[]): Writer {
  const sorted = [...fields]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((field) => ({ ...field, prefix: `${canonicalize(field.name)}:` }));
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Unwritable("not an object");
    const row = value as Readonly<Record<string, unknown>>;
    let text = "";
    let count = 0;
    for (const { name, prefix, isOptional, write } of sorted) {
      const member = row[name];
      if (member === undefined && isOptional && !Object.hasOwn(row, name)) continue;
      count++;
      text += (count === 1 ? "" : ",") + prefix + write(member);
    }
    if (Object.keys(row).length !== count) throw new Unwritable("a field that the shape does not have");
    return `{${text}}`;
  };
}

/** The writer of a list of `min` to `max` items. */
export function arrayWriter(write: Writer, min: number, max: number): Writer {
  return (value) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) throw new Unwritable("not such a list");
    // Copied first: `map` would pass over a hole, and the text would be no JSON.
    return `[${[...value].map(write).join(",")}]`;
  };
}

/** The writer of text that fulfils a condition. */
export function textWriter(fits: (text: string) => boolean): Writer {
  return (value) => {
    if (typeof value !== "string" || !fits(value)) throw new Unwritable("not such a text");
    return canonicalize(value);
  };
}

/** The writer of a whole number. */
export function intWriter(min: number, max: number): Writer {
  return (value) => {
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < min || value > max)
      throw new Unwritable("not such a number");
    return canonicalize(value);
  };
}

/** The writer of an amount: a bigint within bounds, as a decimal string. */
export function amountWriter(min: bigint, max: bigint): Writer {
  return (value) => {
    if (typeof value !== "bigint" || value < min || value > max) throw new Unwritable("not such an amount");
    return `"${value}"`;
  };
}

/** The writer of a value that some other rule has checked. */
export function plainWriter(fits: (value: unknown) => boolean): Writer {
  return (value) => {
    if (!fits(value)) throw new Unwritable("not such a value");
    return canonicalize(value as Value);
  };
}
