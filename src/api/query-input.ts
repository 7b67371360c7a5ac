import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import { wholeNumber } from "./whole-number.ts";

/** The input of a query out of a query string, by its JSON Schema. */

export type QueryString = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Reads numbers and booleans where the schema wants them; everything else stays text. Texts that do not fit stay as they
 * are, and names that the schema lacks are passed on, so that the shape of the query reports each of them.
 */
export function queryInput(schema: JsonObject, query: QueryString): JsonObject {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const input: [string, Json][] = [];
  for (const [name, given] of Object.entries(query)) {
    if (given === undefined) continue;
    const wanted = Object.hasOwn(properties, name) ? properties[name] : undefined;
    // `lang` chooses the language of texts unless the query itself has such a field.
    if (name === "lang" && wanted === undefined) continue;
    input.push([name, wanted === undefined ? (given as Json) : convert(wanted, given)]);
  }
  // Unlike an assignment this makes `__proto__` a field like any other, which is then reported as unknown.
  return Object.fromEntries(input);
}

function convert(schema: Json, given: string | readonly string[]): Json {
  if (!isJsonObject(schema)) return given;
  const { items } = schema;
  if (items !== undefined) {
    const list: readonly string[] = typeof given === "string" ? [given] : given;
    return list.map((item) => convert(items, item));
  }
  if (typeof given !== "string") return given;
  const types = typesOf(schema);
  if (types.has("null") && given === "null") return null;
  if (types.has("boolean") && (given === "true" || given === "false")) return given === "true";
  if (types.has("integer") || types.has("number")) return numberOf(given) ?? given;
  return given;
}

/** The types that a schema allows, at its top and in its alternatives. */
function typesOf(schema: JsonObject): ReadonlySet<Json> {
  const { type, anyOf, oneOf } = schema;
  const types = new Set<Json>(Array.isArray(type) ? type : type === undefined ? [] : [type]);
  for (const options of [anyOf, oneOf]) {
    if (!Array.isArray(options)) continue;
    for (const option of options) if (isJsonObject(option)) for (const inner of typesOf(option)) types.add(inner);
  }
  return types;
}

function numberOf(text: string): number | undefined {
  const isNegative = text.startsWith("-") && text !== "-0";
  const value = wholeNumber(isNegative ? text.slice(1) : text);
  return value === undefined ? undefined : isNegative ? -value : value;
}
