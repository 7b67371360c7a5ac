import type { Viewer } from "#kernel/identity";
import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import type { Leaf } from "#kernel/leaf";
import type { Explorer } from "#ledger/explorer";
import type { LedgerService } from "#ledger/service";

/**
 * What a text finds on a ledger: leaves by id, position and height, rows by their words, and what scenarios find by queries
 * of their own, such as people by name. Only what the viewer may see.
 */
export function searchHits(
  explorer: Explorer,
  service: LedgerService,
  text: string,
  viewer: Viewer,
  limit: number,
): readonly object[] {
  const wanted = text.trim();
  if (wanted === "") return [];
  const named = explorer.leavesNamed(wanted);
  const entries = explorer.seen(named, viewer);
  const leaves = named.map((leaf) =>
    leafHit(
      leaf,
      entries.find(({ position }) => position === leaf.position),
    ),
  );
  const rows = explorer.search(wanted, viewer, limit);
  return [...leaves, ...queryHits(service, wanted, viewer, limit), ...rows].slice(0, limit);
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
