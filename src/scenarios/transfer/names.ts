import type { QueryContext } from "#kernel/command";
import type { ReadTx } from "#kernel/table";
import { contributorsOf } from "./achievement-tables.ts";

/**
 * Names of contributors by person id, as far as the viewer sees their rows and the vault still has the names. Queries only:
 * no outcome depends on a name.
 */
export function namesOf(tx: ReadTx, achievementId: string, ctx: QueryContext): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { personId, name } of contributorsOf(tx, achievementId)) {
    const revealed = name === undefined ? undefined : ctx.reveal(name);
    if (revealed !== undefined) names.set(personId, revealed);
  }
  return names;
}
