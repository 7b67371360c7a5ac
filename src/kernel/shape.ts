import { z } from "zod";
import { fromBase64 } from "#kernel/bytes";
import { amountReader, arrayReader, objectReader, READER, type Reader, sameReader } from "#kernel/checked-reader";
import { INT64_MAX } from "#kernel/int64";
import { canonicalize, type Json, type JsonObject, type Value } from "#kernel/json";
import { type PersonalField, personalFieldsOf } from "#kernel/personal-paths";
import {
  amountWriter,
  arrayWriter,
  intWriter,
  objectWriter,
  plainWriter,
  textWriter,
  WRITER,
  type Writer,
} from "#kernel/row-writer";

/**
 * The narrow set of shapes that commands, queries and tables are declared with. The only file that imports Zod: no
 * coercion, no defaults, no dates parsed by locale. JSON Schema is emitted for the input side.
 */
export type Shape<T> = z.ZodType<T>;
export type Infer<S> = S extends z.ZodType<infer T> ? T : never;

/** One thing that is wrong with an input: where, which rule it breaks, and what that rule wants. */
export interface Issue {
  /** Dotted path of the field; empty for the whole input. */
  readonly path: string;
  readonly code: IssueCode;
  /** What the rule wants, to complete the text of the code: bounds, allowed values, a prefix. */
  readonly wants: Readonly<Record<string, string | number>>;
}

export type IssueCode =
  | "required"
  | "unknown_field"
  | "wrong_type"
  | "not_one_of"
  | "not_integer"
  | "too_small"
  | "too_large"
  | "too_short"
  | "too_long"
  | "bad_text"
  | "bad_amount"
  | "bad_id"
  | "bad_day"
  | "bad_hash"
  | "bad_base64";

/** The last instant a Date can hold and far beyond any ledger: 9999-12-31T23:59:59.999Z. */
const INSTANT_MAX = 253_402_300_799_999;

const AMOUNT = /^(0|-?[1-9][0-9]{0,18})$/;
const SLUG = /^[a-z][a-z0-9-]{0,39}$/;
const HASH = /^[0-9a-f]{64}$/;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
/** Printable ASCII that neither starts nor ends with a blank: always plain. */
const ASCII = /^(?:[!-~](?:[ -~]*[!-~])?)?$/;
// Control characters and bidirectional overrides make a text look like another one.
const BAD_TEXT = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/u;

export const shape = {
  /** An object with exactly these fields. */
  object: <F extends z.ZodRawShape>(fields: F) =>
    written(
      z.strictObject(fields),
      objectWriter(
        Object.entries(fields).map(([name, field]) => ({
          name,
          isOptional: (field as z.ZodType).def.type === "optional",
          write: writerOf(field as z.ZodType),
        })),
      ),
      objectReader(Object.entries(fields).map(([name, field]) => ({ name, read: readerOf(field as z.ZodType) }))),
    ),

  /** Text of `min` to `max` Unicode code points, in NFC, without control characters, not padded with blanks. Lines end with \n. */
  text: (min: number, max: number) =>
    written(
      z
        .string()
        .min(min)
        .max(max)
        .refine((text) => isPlainText(text), { params: { issue: "bad_text" } }),
      textWriter((text) => isOfLength(text, min, max) && isPlainText(text)),
    ),

  /** A name that stands in addresses and paths: lowercase letters, digits and hyphens, a letter first. */
  slug: () =>
    written(
      z.string().regex(SLUG, { error: "bad_text" }),
      textWriter((text) => SLUG.test(text)),
    ),

  /** A C2SP signed note: plain lines, each ended with \n, the last one too. Nothing is trimmed, for signatures cover it. */
  note: (max: number) =>
    z
      .string()
      .min(1)
      .max(max)
      .refine((text) => text.endsWith("\n") && text.isWellFormed() && !BAD_TEXT.test(text), {
        params: { issue: "bad_text" },
      }),

  /** A whole number from `min` to `max`. */
  int: (min: number, max: number) => written(z.int().min(min).max(max), intWriter(min, max)),

  /** A share in basis points: 10000 is the whole. */
  basisPoints: () => written(z.int().min(0).max(10_000).meta({ unit: "basis-points" }), intWriter(0, 10_000)),

  /** An amount in the smallest unit: decimal string outside, bigint inside. Fits 64 signed bits. */
  amount: (min: bigint = -INT64_MAX, max: bigint = INT64_MAX) =>
    written(
      z.codec(
        z
          .string()
          .regex(AMOUNT, { error: "bad_amount" })
          .refine((text) => fitsInt64(text), { params: { issue: "bad_amount" } }),
        z.bigint().min(min).max(max),
        { decode: (text) => BigInt(text), encode: (value) => value.toString() },
      ),
      amountWriter(min, max),
      amountReader,
    ),

  /** An id that the runtime made: `<prefix>_` and 32 hexadecimal digits. */
  id: <P extends string>(prefix: P) => {
    const pattern = new RegExp(`^${prefix}_[0-9a-f]{32}$`);
    const schema = z.string().regex(pattern, { error: `bad_id:${prefix}` }) as unknown as z.ZodType<Id<P>, string>;
    return written(
      schema,
      textWriter((text) => pattern.test(text)),
    );
  },

  /** A calendar day, `2026-03-06`, Asia/Shanghai. */
  day: () =>
    z
      .string()
      .refine((text) => isDay(text), { params: { issue: "bad_day" } })
      .meta({ format: "date" }),

  /** An instant in milliseconds since 1970-01-01T00:00:00Z. */
  instant: () => written(z.int().min(0).max(INSTANT_MAX).meta({ unit: "milliseconds" }), intWriter(0, INSTANT_MAX)),

  /** SHA-256 in lowercase hexadecimal. */
  hash: () =>
    written(
      z.string().regex(HASH, { error: "bad_hash" }),
      textWriter((text) => HASH.test(text)),
    ),

  /** Padded base64 of exactly `size` bytes. */
  base64: (size: number) =>
    z
      .string()
      .refine((text) => isBase64Of(text, size), { params: { issue: "bad_base64" } })
      .meta({ contentEncoding: "base64" }),

  bool: () =>
    written(
      z.boolean(),
      plainWriter((value) => typeof value === "boolean"),
    ),
  /** Any JSON value: for files that carry rows of any table, such as receipts; never for a command, query or table. */
  json: () => z.unknown() as unknown as z.ZodType<Json>,
  choice: <const V extends readonly [string, ...string[]]>(values: V) =>
    written(
      z.enum(values),
      textWriter((text) => values.includes(text)),
    ),
  array: <S extends z.ZodType>(item: S, min: number, max: number) =>
    written(z.array(item).min(min).max(max), arrayWriter(writerOf(item), min, max), arrayReader(readerOf(item))),
  optional: <S extends z.ZodType>(inner: S) => written(z.exactOptional(inner), writerOf(inner), readerOf(inner)),
  nullable: <S extends z.ZodType>(inner: S) => z.nullable(inner),
  /** One of several objects, told apart by the field `tag`. */
  oneOf: <T extends string, const O extends readonly [z.ZodObject, ...z.ZodObject[]]>(tag: T, options: O) =>
    z.discriminatedUnion(tag, options as never) as unknown as O[number],

  /**
   * A personal field: the transaction carries only its commitment (64 hexadecimal digits). Value and salt travel beside the
   * envelope into the vault of those entitled and can be erased; no outcome may depend on them.
   */
  personal: (lengthMax: number) =>
    written(
      z.string().regex(HASH, { error: "bad_hash" }).meta({ personal: true, valueLengthMax: lengthMax }),
      textWriter((text) => HASH.test(text)),
    ),
} as const;

/** A branded id: `Id<"person">` is not an `Id<"member">`. */
export type Id<P extends string> = string & { readonly __prefix: P };

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Checks a JSON value against a shape and gives the typed value, or every issue found. Never throws on bad input. */
export function check<T>(wanted: Shape<T>, value: Json): Checked<T> {
  const parsed = wanted.safeParse(value, { reportInput: true });
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, issues: parsed.error.issues.flatMap(toIssues) };
}

/** The canonical text of a typed value, checked: `check` would accept it. Throws if the value does not fit. */
export function write<T>(wanted: Shape<T>, value: T): string {
  return writerOf(wanted)(value);
}

/** The typed value of JSON that `check` has accepted before. Checks nothing: for arguments that came through our own door. */
export function readChecked<T>(wanted: Shape<T>, value: Json): T {
  return readerOf(wanted)(value) as T;
}

/** Reads a value that was checked when it was written, such as a stored row; throws if it does not fit. */
export function read<T>(wanted: Shape<T>, value: Json): T {
  return wanted.parse(value);
}

/** JSON Schema (2020-12) of what a client sends. */
export function jsonSchema(wanted: Shape<unknown>): JsonObject {
  const { $schema: _, ...schema } = z.toJSONSchema(wanted, { io: "input", unrepresentable: "any" });
  return schema as JsonObject;
}

/** How a column of a row sorts: as text, as a number (true is 1), or as an amount. Throws when it is none of them or optional. */
export function columnKind(wanted: Shape<unknown>, column: string): "text" | "number" | "amount" {
  const { properties, required } = jsonSchema(wanted) as { properties?: JsonObject; required?: readonly string[] };
  const { type, pattern } = (properties?.[column] ?? {}) as { type?: string; pattern?: string };
  if (!required?.includes(column)) throw new TypeError(`the column "${column}" may be absent and cannot be indexed`);
  if (pattern === AMOUNT.source) return "amount";
  if (type === "string") return "text";
  if (type === "integer" || type === "boolean") return "number";
  throw new TypeError(`the column "${column}" cannot be indexed`);
}

/** The personal fields of an object shape. */
export function personalFields(wanted: Shape<unknown>): readonly PersonalField[] {
  return personalFieldsOf(jsonSchema(wanted));
}

/** Dotted paths of the personal fields of an object shape; `*` stands for any index of a list. */
export function personalPaths(wanted: Shape<unknown>): readonly string[] {
  return personalFields(wanted).map(({ path }) => path);
}

/** The shape's own writer, or one by way of Zod for the few shapes that have none. */
function writerOf(shape: z.ZodType): Writer {
  const own = (shape as { [WRITER]?: Writer })[WRITER];
  return own ?? ((value) => canonicalize(z.encode(shape, value) as Value));
}

/** The shape's own reader, or one by way of Zod for the few shapes that have none. */
function readerOf(shape: z.ZodType): Reader {
  const own = (shape as { [READER]?: Reader })[READER];
  return own ?? ((value) => shape.parse(value));
}

function written<S extends z.ZodType>(schema: S, writer: Writer, reader: Reader = sameReader): S {
  return Object.assign(schema, { [WRITER]: writer, [READER]: reader });
}

function toIssues(issue: z.core.$ZodIssue): Issue[] {
  const path = issue.path.join(".");
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: path === "" ? key : `${path}.${key}`,
        code: "unknown_field",
        wants: {},
      }));
    case "invalid_type":
      if (issue.input === undefined) return [{ path, code: "required", wants: {} }];
      return [{ path, code: issue.expected === "int" ? "not_integer" : "wrong_type", wants: { type: issue.expected } }];
    case "too_small":
      return [{ path, code: isSized(issue.origin) ? "too_short" : "too_small", wants: { min: String(issue.minimum) } }];
    case "too_big":
      return [{ path, code: isSized(issue.origin) ? "too_long" : "too_large", wants: { max: String(issue.maximum) } }];
    case "invalid_value":
      return [{ path, code: "not_one_of", wants: { values: issue.values.map(String).join(", ") } }];
    case "invalid_union":
      return [{ path: path === "" ? String(issue.discriminator ?? "") : path, code: "not_one_of", wants: {} }];
    default:
      return [{ path, ...namedIssue(issue) }];
  }
}

function namedIssue(issue: z.core.$ZodIssue): Pick<Issue, "code" | "wants"> {
  const named = issue.code === "custom" ? String(issue.params?.["issue"] ?? "wrong_type") : issue.message;
  const [code, prefix] = named.split(":");
  return { code: code as IssueCode, wants: prefix === undefined ? {} : { prefix } };
}

function isSized(origin: string): boolean {
  return origin === "string" || origin === "array";
}

/** Whether a text is in NFC, without control characters and not padded with blanks: what people can see is all of it. */
export function isPlainText(text: string): boolean {
  if (ASCII.test(text)) return true;
  return text.isWellFormed() && !BAD_TEXT.test(text) && text.trim() === text && text.normalize("NFC") === text;
}

/** Whether a text has `min` to `max` code points, which JSON Schema counts, too. */
export function isOfLength(text: string, min: number, max: number): boolean {
  // A code point has one or two units: mostly they need no counting.
  if (text.length <= max && text.length >= 2 * min) return true;
  if (text.length < min || text.length > 2 * max) return false;
  let count = 0;
  for (const _ of text) count++;
  return count >= min && count <= max;
}

function fitsInt64(text: string): boolean {
  if (!AMOUNT.test(text)) return true;
  const value = BigInt(text);
  return value <= INT64_MAX && value >= -INT64_MAX;
}

function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const [year, month, day] = text.split("-").map(Number) as [number, number, number];
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}

function isBase64Of(text: string, size: number): boolean {
  // Canonical only: two texts for the same bytes would be two keys of one.
  return fromBase64(text)?.length === size;
}
