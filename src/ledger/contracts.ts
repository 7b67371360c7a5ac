import { strict as assert } from "node:assert";
import type { Command, Query, Timer } from "#kernel/command";
import type { Directory } from "#kernel/directory";
import type { Scenario } from "#kernel/scenario";
import type { Table } from "#kernel/table";
import { timersTable } from "./timers-table.ts";

/** The contracts of a ledger: its scenarios put together under the hash of their bundle. */
export interface Contracts {
  /** SHA-256 of the bundle file. */
  readonly hash: string;
  readonly scenarios: readonly Scenario[];
  readonly tables: ReadonlyMap<string, Table>;
  readonly commands: ReadonlyMap<string, Command>;
  readonly queries: ReadonlyMap<string, Query>;
  readonly timers: ReadonlyMap<string, Timer>;
  /** Every role that can be granted, sorted. */
  readonly roles: readonly string[];
  readonly directory: Directory;
}

/** Roles that every ledger has. */
export const COMMON_ROLES = ["administrator", "reader"] as const;

/** Puts the named scenarios together; throws when one is missing or two declare the same name differently. */
export function assembleContracts(hash: string, available: readonly Scenario[], wanted: readonly string[]): Contracts {
  const scenarios = wanted.map((name) => {
    const scenario = available.find((candidate) => candidate.name === name);
    assert(scenario !== undefined, `the contract bundle has no scenario "${name}"`);
    return scenario;
  });
  const directories = scenarios.flatMap((scenario) => scenario.directory ?? []);
  const [directory] = directories;
  assert(directory !== undefined && directories.length === 1, "exactly one scenario of a ledger knows its keys");
  return {
    hash,
    scenarios,
    directory,
    tables: byName([timersTable as unknown as Table, ...scenarios.flatMap((scenario) => scenario.tables)]),
    commands: byName(scenarios.flatMap((scenario) => scenario.commands)),
    queries: byName(scenarios.flatMap((scenario) => scenario.queries)),
    timers: byName(scenarios.flatMap((scenario) => scenario.timers)),
    roles: [...new Set([...COMMON_ROLES, ...scenarios.flatMap((scenario) => scenario.roles)])].sort(),
  };
}

function byName<T extends { readonly name: string }>(definitions: readonly T[]): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const definition of definitions) {
    // Two scenarios may mount the same table of the kit; two different things of one name are a mistake.
    assert(
      map.get(definition.name) === undefined || map.get(definition.name) === definition,
      `"${definition.name}" is declared twice`,
    );
    map.set(definition.name, definition);
  }
  return map;
}
