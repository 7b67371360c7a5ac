import type { Viewer } from "#kernel/identity";
import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import type { Leaf } from "#kernel/leaf";
import { type Explorer, isOfKind } from "#ledger/explorer";
import type { LedgerService } from "#ledger/service";

/**
 * What a text finds on a ledger: leaves by id, position and height, rows by their words, and what scenarios find by queries
 * of their own, such as people by name. Only what the viewer may see, and only things of some kinds where these are given.
 */
export function searchHits(
  explorer: Explorer,
  service: LedgerService,
  text: string,
  viewer: Viewer,
  limit: number,
  kinds?: ReadonlySet<string>,
): readonly object[] {
  const wanted = text.trim();
  if (wanted === "") return [];
  const named = kinds === undefined ? explorer.leavesNamed(wanted) : [];
  const entries = explorer.seen(named, viewer);
  const leaves = named.map((leaf) =>
    leafHit(
      leaf,
      entries.find(({ position }) => position === leaf.position),
    ),
  );
  const people = queryHits(service, wanted, viewer, limit).filter(({ kind }) =>
    isOfKind({ kind: String(kind) }, kinds),
  );
  return [...leaves, ...people, ...explorer.search(wanted, viewer, limit, kinds)].slice(0, limit);
}

function leafHit(leaf: Leaf, entry: object | undefined): object {
  const { kind, position, height, time } = leaf;
  const id = "id" in leaf ? { id: leaf.id } : {};
  return { kind, ...id, position, height, time, ...(entry === undefined ? {} : { entry }) };
}

function queryHits(service: LedgerService, text: string, viewer: Viewer, limit: number): readonly JsonObject[] {
  const names = service.contracts.scenarios.flatMap(({ searches }) => searches ?? []);
  return names.flatMap((name) => {
    const answer = service.reader.query(name, { text, limit }, viewer);
    const items = answer.ok ? answer.value["items"] : undefined;
    return Array.isArray(items) ? items.filter((item: Json) => isJsonObject(item)) : [];
  });
}
