import type { Json } from "#kernel/json";

/** Altering JSON data at any place, for tests that no change goes unnoticed. */

export type Place = readonly (string | number)[];

/** Every place in a value, from the outside inwards; not the value itself. */
export function placesOf(node: Json, place: Place = []): Place[] {
  const isBranch = typeof node === "object" && node !== null;
  const children = isBranch ? Object.entries(node) : [];
  const below = children.flatMap(([name, child]) =>
    placesOf(child as Json, [...place, Array.isArray(node) ? Number(name) : name]),
  );
  return place.length === 0 ? below : [place, ...below];
}

/** The value at a place. */
export function valueAt(node: Json, place: Place): Json {
  return place.reduce<Json>((inner, step) => (inner as Record<string | number, Json>)[step] as Json, node);
}

/** Puts a value in the place of another, or takes that away. */
export function putInPlace(node: Json, place: Place, value: Json | undefined): void {
  const parent = valueAt(node, place.slice(0, -1)) as Record<string | number, Json | undefined>;
  const last = place.at(-1) as string | number;
  if (value !== undefined) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
}
