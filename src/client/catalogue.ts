import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import type { Http } from "./http.ts";
import type { Roles, Verb } from "./verb.ts";

/** Asks a node what commands and queries one of its ledgers has, with titles in the client's language. */
export async function loadVerbs(http: Http, ledger: string): Promise<ReadonlyMap<string, Verb>> {
  const { language } = http.options;
  const path = `/api/openapi.json?lang=${language}`;
  return verbsOf(await http.json({ method: "GET", path, isRepeatable: true }), ledger);
}

/** Commands and queries of a ledger in a node's OpenAPI document, by name. */
export function verbsOf(document: JsonObject, ledger: string): ReadonlyMap<string, Verb> {
  const schemas = objectAt(objectAt(document, "components"), "schemas");
  const verbs = Object.values(objectAt(document, "paths")).flatMap((item) => {
    const post = objectAt(item, "post");
    const verb = commandVerb(post, schemas) ?? queryVerb(objectAt(item, "get"), post);
    if (verb === undefined) return [];
    const ledgers = ledgersOf(objectAt(item, "post"), item);
    return ledgers.includes(ledger) ? [verb] : [];
  });
  return new Map(verbs.map((verb) => [verb.name, verb]));
}

function commandVerb(operation: JsonObject, schemas: JsonObject): Verb | undefined {
  const name = operation["x-sanlian-command"];
  if (typeof name !== "string") return undefined;
  const personal = operation["x-sanlian-personal"];
  const cosigners = operation["x-sanlian-cosigners"];
  return {
    kind: "command",
    name,
    ...described(operation),
    input: objectAt(schemas, `arguments.${name}`),
    cosigners: Array.isArray(cosigners) ? cosigners.map(rolesOf) : [],
    personalPaths: Array.isArray(personal) ? personal.map(String) : [],
  };
}

function queryVerb(get: JsonObject, post: JsonObject): Verb | undefined {
  const name = get["operationId"];
  // Only what scenarios declare says which roles may ask.
  if (typeof name !== "string" || get["x-sanlian-roles"] === undefined) return undefined;
  const content = objectAt(objectAt(objectAt(post, "requestBody"), "content"), "application/json");
  return {
    kind: "query",
    name,
    ...described(get),
    input: objectAt(content, "schema"),
    cosigners: [],
    personalPaths: [],
  };
}

function described(operation: JsonObject): Pick<Verb, "title" | "summary" | "allow"> {
  const { summary, description } = operation;
  return {
    title: typeof summary === "string" ? summary : "",
    summary: typeof description === "string" ? description : "",
    allow: rolesOf(operation["x-sanlian-roles"]),
  };
}

/** Ledgers that an operation is for: the values of its path parameter `ledger`. */
function ledgersOf(operation: JsonObject, item: Json): readonly Json[] {
  const parameters = operation["parameters"] ?? (isJsonObject(item) ? item["parameters"] : undefined);
  const list = (Array.isArray(parameters) ? parameters : []) as readonly Json[];
  const ledger = list.find((parameter) => isJsonObject(parameter) && parameter["name"] === "ledger");
  const values = objectAt(ledger, "schema")["enum"];
  return Array.isArray(values) ? values : [];
}

function rolesOf(value: Json | undefined): Roles {
  if (Array.isArray(value)) return value.map(String);
  return value === "public" ? "public" : "anyone";
}

function objectAt(value: Json | undefined, name: string): JsonObject {
  const member = isJsonObject(value) ? value[name] : undefined;
  return isJsonObject(member) ? member : {};
}
