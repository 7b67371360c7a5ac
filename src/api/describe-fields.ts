import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import type { Texts } from "#kernel/scenario";

/**
 * Puts the field texts of a definition into its JSON Schema as descriptions: `<definition>.fields.<field>`, nested like the
 * fields. Entries of lists have the texts of their list.
 */
export function describeFields(schema: JsonObject, definitions: string | Texts | undefined, name: string): JsonObject {
  return describeObject(schema, childOf(childOf(definitions, name), "fields"));
}

function describeObject(schema: JsonObject, texts: string | Texts | undefined): JsonObject {
  const described: Record<string, Json> = { ...schema };
  if (typeof texts === "string") described["description"] = texts;
  const { properties, items } = schema;
  if (isJsonObject(properties)) {
    described["properties"] = Object.fromEntries(
      Object.entries(properties).map(([field, child]) => [
        field,
        isJsonObject(child) ? describeObject(child, childOf(texts, field)) : child,
      ]),
    );
  }
  if (isJsonObject(items) && typeof texts === "object") described["items"] = describeObject(items, texts);
  return described;
}

function childOf(texts: string | Texts | undefined, key: string): string | Texts | undefined {
  return typeof texts === "object" && Object.hasOwn(texts, key) ? texts[key] : undefined;
}
