import type { ValueObject } from "#kernel/json";
import { shape } from "#kernel/shape";

/** Paging, the same in every query that lists: `{after?, limit?}` in, `{items, next?}` out. */

const PAGE_LIMIT_MAX = 200;
const PAGE_LIMIT = 50;

/** Input fields of a query that lists. `after` is the `next` of the page before. */
export const pageFields = {
  after: shape.optional(shape.text(1, 200)),
  limit: shape.optional(shape.int(1, PAGE_LIMIT_MAX)),
};

/** Hits of a search that a list takes: no search of a node gives more. */
const FOUND_MAX = 100;

/**
 * Input fields of a query whose list is turned round and searched as well. `foundIds` are ids of things that a search of the
 * node has found: then the list holds these, or what belongs to them, and nothing else.
 */
export const listFields = {
  order: shape.optional(shape.choice(["newest", "oldest"])),
  foundIds: foundIdsUpTo(FOUND_MAX),
  ...pageFields,
};

/** The field for a list to which much belongs of each thing that is found: it takes fewer of them. */
export function foundIdsUpTo(max: number) {
  return shape.optional(shape.array(shape.text(1, 60), 0, max));
}

export interface PageInput {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** One page; `next` is absent on the last one. */
export type Page<Item extends ValueObject> = ValueObject & {
  readonly items: readonly Item[];
  readonly next?: string;
};

/**
 * Cuts a page. `read` gives at most `limit` rows that follow the row with the key `after`; it is asked for one row more
 * than the page holds, which tells whether another page follows.
 */
export function pageOf<Row extends ValueObject, Item extends ValueObject>(
  input: PageInput,
  read: (after: string | undefined, limit: number) => readonly Row[],
  keyOf: (row: Row) => string,
  toItem: (row: Row) => Item,
): Page<Item> {
  const limit = input.limit ?? PAGE_LIMIT;
  const rows = read(input.after, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(toItem);
  return rows.length > limit && last !== undefined ? { items, next: keyOf(last) } : { items };
}

/** The part of a search that starts after a key; absent on the first page. */
export function startAfter(after: string | undefined): { readonly after?: string } {
  return after === undefined ? {} : { after };
}
