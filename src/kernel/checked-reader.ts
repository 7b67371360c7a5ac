/**
 * Readers give the typed value of JSON that was checked against its shape before, in this process, and check nothing. They
 * save the executor a second check of arguments that its own door has passed.
 */
export type Reader = (value: unknown) => unknown;

/** A shape that has a reader carries it under this key. Registered: a contract bundle has a copy of this file of its own. */
export const READER = Symbol.for("sanlian/shape-reader");

/** The reader of values that are the same in JSON and typed. */
export const sameReader: Reader = (value) => value;

/** The reader of an amount. */
export const amountReader: Reader = (value) => BigInt(value as string);

/** The reader of an object whose fields have these readers; fields that are missing stay so. */
export function objectReader(fields: readonly { readonly name: string; readonly read: Reader }[]): Reader {
  return (value) => {
    const given = value as Readonly<Record<string, unknown>>;
    const read: Record<string, unknown> = {};
    for (const field of fields) if (Object.hasOwn(given, field.name)) read[field.name] = field.read(given[field.name]);
    return read;
  };
}

/** The reader of a list. */
export function arrayReader(read: Reader): Reader {
  return (value) => (value as readonly unknown[]).map((item) => read(item));
}
