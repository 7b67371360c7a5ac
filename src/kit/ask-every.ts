import type { Json, JsonObject } from "#kernel/json";
import type { Ask } from "#kernel/paper";

const PAGE_ROWS = 200;
/** A paper that reads more than this is no paper. */
const PAGES_MAX = 500;

/** The items of a query that lists, page after page, for as long as they are taken. */
export function* askEvery(ask: Ask, query: string, input: JsonObject): Generator<Json> {
  let after: Json | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer = ask(query, { ...input, limit: PAGE_ROWS, ...(after === undefined ? {} : { after }) });
    const { items, next } = answer;
    if (Array.isArray(items)) yield* items;
    if (next === undefined) return;
    after = next;
  }
}
