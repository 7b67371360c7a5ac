import { fillText } from "#kernel/fill-text";
import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import type { Texts } from "./text/text-form.ts";

/** One field of a command or query as help shows it. */
export interface FieldLine {
  readonly path: string;
  readonly kind: string;
  readonly label: string;
}

/** The fields of an input by its JSON Schema, those of nested objects by their dotted paths. */
export function describeFields(schema: JsonObject, texts: Texts): readonly FieldLine[] {
  return membersOf(schema).flatMap(([path, field, isNeeded]) => lines(path, field, isNeeded, texts));
}

function lines(path: string, field: JsonObject, isNeeded: boolean, texts: Texts): readonly FieldLine[] {
  const members = membersOf(field);
  if (members.length > 0) {
    return members.flatMap(([name, member, isMemberNeeded]) =>
      lines(`${path}.${name}`, member, isNeeded && isMemberNeeded, texts),
    );
  }
  const { description } = field;
  const kind = kindOf(field, texts);
  return [
    {
      path,
      kind: isNeeded ? kind : fillText(texts.fieldKinds.optional, { kind }),
      label: typeof description === "string" ? description : "",
    },
  ];
}

type Member = readonly [name: string, schema: JsonObject, isNeeded: boolean];

/** Members of an object and of its alternatives, each name once; one that only some alternatives have is not needed. */
function membersOf(schema: JsonObject): readonly Member[] {
  const { oneOf, anyOf, properties, required } = schema;
  const needed = Array.isArray(required) ? (required as readonly Json[]) : [];
  const own = isJsonObject(properties) ? Object.entries(properties) : [];
  const found = new Map<string, Member>();
  for (const [name, member] of own) if (isJsonObject(member)) found.set(name, [name, member, needed.includes(name)]);
  const options = [oneOf, anyOf].flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : []));
  const alternatives = options.filter(isJsonObject).map(membersOf);
  for (const [name, member] of alternatives.flat()) {
    const isInAll = alternatives.every((members) => members.some(([other, , isNeeded]) => other === name && isNeeded));
    const before = found.get(name)?.[1];
    found.set(name, [name, before === undefined ? member : withValuesOf(before, member), isInAll]);
  }
  return [...found.values()];
}

/** What tells alternatives apart has one value in each of them: help shows all. */
function withValuesOf(field: JsonObject, other: JsonObject): JsonObject {
  const values = [field, other].flatMap((schema) => {
    const { const: only, enum: several } = schema;
    return Array.isArray(several) ? (several as readonly Json[]) : only === undefined ? [] : [only];
  });
  return values.length === 0 ? field : { ...field, enum: [...new Set(values)] };
}

const AMOUNT_PATTERN = "^(0|-?[1-9][0-9]{0,18})$";

function kindOf(field: JsonObject, texts: Texts): string {
  const { fieldKinds: kinds } = texts;
  const { type, pattern, items, personal } = field;
  const values = field["enum"];
  if (personal === true) return kinds.personal;
  if (Array.isArray(values)) return values.join(" | ");
  if (field["const"] !== undefined) return String(field["const"]);
  if (pattern === AMOUNT_PATTERN) return kinds.amount;
  const prefix = typeof pattern === "string" ? /^\^(\w+)_\[0-9a-f\]/.exec(pattern)?.[1] : undefined;
  if (prefix !== undefined) return fillText(kinds.id, { prefix });
  if (pattern === "^[0-9a-f]{64}$") return kinds.hash;
  switch (type) {
    case "integer":
    case "number":
      return kinds.integer;
    case "boolean":
      return kinds.boolean;
    case "array":
      return fillText(kinds.list, { kind: isJsonObject(items) ? kindOf(items, texts) : kinds.text });
    case "object":
      return kinds.object;
    default:
      return kinds.text;
  }
}
