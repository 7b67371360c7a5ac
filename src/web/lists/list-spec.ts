import type { ValueObject } from "#kernel/json";
import type { Search } from "../router-search.ts";

/** How a list is asked for: the query that answers, and what the address may say of it. */
export interface ListSpec {
  readonly query: string;
  /** Kinds of things whose ids the query takes as `foundIds`. */
  readonly kinds: readonly string[];
  /** States by which it is narrowed; none where it is not. */
  readonly states: readonly string[];
  /** The first one holds unless the address says otherwise. */
  readonly orders: readonly ["newest", "oldest"] | readonly ["oldest", "newest"];
  readonly rows: number;
  /** Hits of a search that the query takes; as many as a search gives unless it takes fewer. */
  readonly foundMax?: number;
}

/** Ids that a list takes of a search; the node's search gives no more. */
export const FOUND_MAX = 100;

/**
 * Input of the query by what the address says; what it cannot say is left out. `foundIds` are given where words are searched
 * for. `afterKey` is the field of the address that turns the pages.
 */
export function listInput(
  spec: ListSpec,
  address: Search,
  foundIds: readonly string[] | undefined,
  afterKey = "after",
): ValueObject {
  const { state, order } = address;
  const after = address[afterKey];
  return {
    limit: spec.rows,
    ...(state !== undefined && spec.states.includes(state) ? { state } : {}),
    ...(order === spec.orders[1] ? { order } : {}),
    ...(foundIds === undefined ? {} : { foundIds }),
    ...(after === undefined ? {} : { after }),
  };
}

/** The changes that lead back to the first page of every list on a page. */
export function firstPages(address: Search): Search {
  const turned = Object.keys(address).filter((key) => key === "page" || key.startsWith("after"));
  return Object.fromEntries(turned.map((key) => [key, undefined]));
}
