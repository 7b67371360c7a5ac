import { isJsonObject, type Json, type JsonObject } from "#kernel/json";

/** Fields of a form, made from the JSON Schema of a command: what a person fills in, each with its label and its limits. */

export type Field = FieldHead & FieldKind;

interface FieldHead {
  readonly name: string;
  readonly label: string;
  /** Left empty it is not sent. */
  readonly isOptional: boolean;
}

export type FieldKind =
  | { readonly kind: "text"; readonly lengthMin: number; readonly lengthMax: number; readonly isPersonal: boolean }
  | { readonly kind: "choice"; readonly options: readonly Option[] }
  | { readonly kind: "boolean" | "day" | "amount" | "hash" }
  | { readonly kind: "integer" | "basis-points" | "instant"; readonly min: number; readonly max: number }
  | { readonly kind: "id"; readonly prefix: string }
  | { readonly kind: "object"; readonly fields: readonly Field[] }
  | { readonly kind: "list"; readonly item: Field; readonly countMin: number; readonly countMax: number }
  /** What no form knows: written as JSON. */
  | { readonly kind: "json" };

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Words that go before those of the schema, which speak to programs of fen and ids; and words that it does not bring. */
export interface FieldWords {
  /** Undefined where there is none. */
  label(name: string): string | undefined;
  /** Of a field that holds fields: another command may have a plain field of that name. */
  group(name: string): string | undefined;
  choice(name: string, value: string): string | undefined;
}

const ID = /^\^([a-z][a-z-]*)_\[0-9a-f\]\{32\}\$$/;
const HASH = "^[0-9a-f]{64}$";
/** How the shape of an amount begins; no other shape does. */
const AMOUNT = "^(0|-?[1-9]";
const TEXT_MAX = 10_000;

/** Fields of an object schema, in its order. */
export function fieldsOf(schema: JsonObject, words: FieldWords): readonly Field[] {
  const { properties, required } = schema;
  const needed = (Array.isArray(required) ? required : []) as readonly Json[];
  return Object.entries(isJsonObject(properties) ? properties : {}).map(([name, property]) =>
    fieldOf(name, isJsonObject(property) ? property : {}, !needed.includes(name), words),
  );
}

function fieldOf(name: string, schema: JsonObject, isOptional: boolean, words: FieldWords): Field {
  const { description, properties } = schema;
  const word = (isJsonObject(properties) ? words.group(name) : undefined) ?? words.label(name);
  const label = word ?? (typeof description === "string" ? description : name);
  return { name, label, isOptional, ...kindOf(name, schema, words) };
}

function kindOf(name: string, schema: JsonObject, words: FieldWords): FieldKind {
  const { type, properties, items, minItems, maxItems } = schema;
  if (isJsonObject(properties)) return { kind: "object", fields: fieldsOf(schema, words) };
  if (type === "array" && isJsonObject(items)) {
    const item = fieldOf(name, items, false, words);
    return { kind: "list", item, countMin: numberOr(minItems, 0), countMax: numberOr(maxItems, TEXT_MAX) };
  }
  if (type === "boolean") return { kind: "boolean" };
  if (type === "integer" || type === "number") return numberKind(schema);
  if (type === "string") return textKind(name, schema, words);
  return { kind: "json" };
}

function numberKind({ unit, minimum, maximum }: JsonObject): FieldKind {
  const min = numberOr(minimum, 0);
  const max = numberOr(maximum, Number.MAX_SAFE_INTEGER);
  const kind = unit === "basis-points" ? "basis-points" : unit === "milliseconds" ? "instant" : "integer";
  return { kind, min, max };
}

function textKind(name: string, schema: JsonObject, words: FieldWords): FieldKind {
  const { pattern, format, personal, valueLengthMax, minLength, maxLength } = schema;
  const { enum: values } = schema;
  if (Array.isArray(values)) {
    const texts = (values as readonly Json[]).map(String);
    return { kind: "choice", options: texts.map((value) => ({ value, label: words.choice(name, value) ?? value })) };
  }
  if (personal === true) {
    return { kind: "text", lengthMin: 1, lengthMax: numberOr(valueLengthMax, TEXT_MAX), isPersonal: true };
  }
  if (format === "date") return { kind: "day" };
  if (typeof pattern === "string") {
    const [, prefix] = ID.exec(pattern) ?? [];
    if (prefix !== undefined) return { kind: "id", prefix };
    if (pattern === HASH) return { kind: "hash" };
    if (pattern.startsWith(AMOUNT)) return { kind: "amount" };
  }
  const lengthMax = numberOr(maxLength, TEXT_MAX);
  return { kind: "text", lengthMin: numberOr(minLength, 0), lengthMax, isPersonal: false };
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
