import type { Json, JsonObject } from "#kernel/json";

/** Dotted paths of the personal fields that a JSON Schema marks; `*` stands for any index of a list. */
export function personalPathsOf(schema: JsonObject): readonly string[] {
  const paths: string[] = [];
  const walk = (node: Json | undefined, path: string): void => {
    if (typeof node !== "object" || node === null || Array.isArray(node)) return;
    const { personal, properties, items, anyOf, oneOf } = node as JsonObject;
    if (personal === true) paths.push(path);
    for (const [name, child] of Object.entries((properties ?? {}) as JsonObject)) {
      walk(child, path === "" ? name : `${path}.${name}`);
    }
    walk(items, `${path}.*`);
    for (const options of [anyOf, oneOf]) for (const option of (options ?? []) as readonly Json[]) walk(option, path);
  };
  walk(schema, "");
  return paths;
}
