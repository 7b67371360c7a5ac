import type { JsonObject } from "#kernel/json";

/** Work that scenarios find for a viewer: what waits for the viewer, and what the viewer waits for. */

export interface WorkItem {
  /** What is to be done; its words are the scenario's text `work.<kind>`. */
  readonly kind: string;
  readonly caseNumber: string;
  readonly title: string;
  /** In fen. */
  readonly amount?: string;
  readonly asset?: string;
  readonly count?: number;
  /** Instant since when it waits. */
  readonly since: number;
  /** Instant by which it is to be done, or at which it is over by itself. */
  readonly dueAt?: number;
  /** A role, the id of a person, or what else is waited for. */
  readonly waitingFor: string;
  /** Present where something is to be done here, and not elsewhere or only waited for. */
  readonly command?: string;
}

/** The answer of a query that finds work. */
export interface Work<Item extends WorkItem = WorkItem> {
  readonly mine: readonly Item[];
  readonly others: readonly Item[];
}

/** How a scenario's work is found and where it is done. */
export interface WorkSource {
  /** Name of the query. */
  readonly query: string;
  /** Below `/at/<ledger>/`: where an item is done, or looked at where there is nothing to do. */
  readonly address: (item: WorkItem & JsonObject) => string;
  /** Below `/at/<ledger>/`: the case that an item belongs to; undefined where it has none yet. */
  readonly caseAddress: (item: WorkItem & JsonObject) => string | undefined;
}
