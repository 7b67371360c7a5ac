import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import { CliProblem } from "./cli-problem.ts";

/**
 * Arguments from words: `name=text`, `name.part=text` for a member, the same name again for a further entry of a list, and
 * `name:=json` for anything. Numbers and booleans are read where the schema wants them; amounts are the decimal strings of
 * the API, in the smallest unit.
 */
export function fieldInput(schema: JsonObject, words: readonly string[], start: JsonObject = {}): JsonObject {
  const root = structuredClone(start) as MutableObject;
  const seen = new Set<string>();
  for (const word of words) {
    const { path, text, isJson } = splitWord(word);
    const wanted = schemaAt(schema, path);
    const isList = !isJson && typesOf(wanted).has("array");
    if (seen.has(path) && !isList) throw new CliProblem("field_twice", { field: path });
    const value = isJson ? parsed(path, text) : isList ? convert(itemsOf(wanted), text) : convert(wanted, text);
    setAt(root, path, isList ? [...(seen.has(path) ? listAt(root, path) : []), value] : value);
    seen.add(path);
  }
  return root as JsonObject;
}

type MutableObject = { [key: string]: Json };

function splitWord(word: string): { readonly path: string; readonly text: string; readonly isJson: boolean } {
  const at = word.indexOf("=");
  if (at < 1) throw new CliProblem("field_unfit", { word });
  const isJson = word.charAt(at - 1) === ":";
  const path = word.slice(0, isJson ? at - 1 : at);
  // A name that reaches into the prototype of an object is no field of anything.
  if (!/^[A-Za-z][\w-]*(\.[\w-]+)*$/.test(path) || path.split(".").includes("__proto__")) {
    throw new CliProblem("field_unfit", { word });
  }
  return { path, text: word.slice(at + 1), isJson };
}

function parsed(path: string, text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw new CliProblem("json_unfit", { path, reason: (cause as Error).message }, { cause });
  }
}

/** The schema of a dotted path; undefined for what it does not know, which then travels as text for the node to name. */
function schemaAt(schema: JsonObject, path: string): Json | undefined {
  return path.split(".").reduce<Json | undefined>((at, step) => {
    if (!isJsonObject(at)) return undefined;
    for (const option of alternativesOf(at)) {
      const { properties } = option;
      if (isJsonObject(properties) && Object.hasOwn(properties, step)) return properties[step];
    }
    return undefined;
  }, schema);
}

/** A schema and its alternatives. */
function alternativesOf(schema: JsonObject): readonly JsonObject[] {
  const { anyOf, oneOf } = schema;
  const options = [anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : []));
  return [schema, ...options.filter(isJsonObject).flatMap(alternativesOf)];
}

function typesOf(schema: Json | undefined): ReadonlySet<Json> {
  if (!isJsonObject(schema)) return new Set();
  const listed = alternativesOf(schema).map(({ type }) => type);
  return new Set(
    listed.flatMap((type) => (Array.isArray(type) ? (type as readonly Json[]) : type === undefined ? [] : [type])),
  );
}

function itemsOf(schema: Json | undefined): Json | undefined {
  if (!isJsonObject(schema)) return undefined;
  return alternativesOf(schema).find(({ items }) => items !== undefined)?.["items"];
}

function convert(schema: Json | undefined, text: string): Json {
  const types = typesOf(schema);
  if (types.has("null") && text === "null") return null;
  if (types.has("boolean") && (text === "true" || text === "false")) return text === "true";
  const isWhole = /^(0|-?[1-9][0-9]{0,15})$/.test(text) && Number.isSafeInteger(Number(text));
  return (types.has("integer") || types.has("number")) && isWhole ? Number(text) : text;
}

function setAt(root: MutableObject, path: string, value: Json): void {
  const steps = path.split(".");
  const last = steps.pop() as string;
  let at = root;
  for (const step of steps) {
    const next = Object.hasOwn(at, step) ? at[step] : {};
    if (!isJsonObject(next)) throw new CliProblem("field_twice", { field: path });
    at[step] = next;
    at = next as MutableObject;
  }
  at[last] = value;
}

function listAt(root: JsonObject, path: string): readonly Json[] {
  const value = path.split(".").reduce<Json | undefined>((at, step) => (isJsonObject(at) ? at[step] : undefined), root);
  return Array.isArray(value) ? value : [];
}
