import type { Json, JsonObject } from "#kernel/json";

/** A personal field of an input: where its commitment stands and how long the value behind it may be. */
export interface PersonalField {
  /** Dotted path; `*` stands for any index of a list. */
  readonly path: string;
  /** Most Unicode code points of the value. */
  readonly lengthMax: number;
}

/** The personal fields that a JSON Schema marks, each path once; of alternatives the longest value is allowed. */
export function personalFieldsOf(schema: JsonObject): readonly PersonalField[] {
  const fields = new Map<string, PersonalField>();
  const walk = (node: Json | undefined, path: string): void => {
    if (typeof node !== "object" || node === null || Array.isArray(node)) return;
    const { personal, valueLengthMax, properties, items, anyOf, oneOf } = node as JsonObject;
    if (personal === true) {
      const lengthMax = Math.max(Number(valueLengthMax), fields.get(path)?.lengthMax ?? 0);
      fields.set(path, { path, lengthMax });
    }
    for (const [name, child] of Object.entries((properties ?? {}) as JsonObject)) {
      walk(child, path === "" ? name : `${path}.${name}`);
    }
    walk(items, `${path}.*`);
    for (const options of [anyOf, oneOf]) for (const option of (options ?? []) as readonly Json[]) walk(option, path);
  };
  walk(schema, "");
  return [...fields.values()];
}

/** Dotted paths of the personal fields that a JSON Schema marks; `*` stands for any index of a list. */
export function personalPathsOf(schema: JsonObject): readonly string[] {
  return personalFieldsOf(schema).map(({ path }) => path);
}
