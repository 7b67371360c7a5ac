import type { QueryContext } from "#kernel/command";
import type { ReadTx } from "#kernel/table";
import { contributorsOf } from "./achievement-tables.ts";
import type { Deal } from "./deal-tables.ts";
import { shareholders } from "./shareholder-table.ts";

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

/**
 * Names of those who get something by the plans of a deal: as contributors, and of shares also for the two companies that
 * enter them in the register, see `shareholders`. Null where the viewer may not read it.
 */
export function payeeNamesOf(tx: ReadTx, deal: Deal, ctx: QueryContext): (payeeId: string) => string | null {
  const names = namesOf(tx, deal.achievementId, ctx);
  return (payeeId) => names.get(payeeId) ?? shareholderName(tx, deal, payeeId, ctx) ?? null;
}

/** Names of those who get shares of a deal, for the two companies that enter them; empty for everyone else. */
export function shareholderNames(
  tx: ReadTx,
  dealId: string,
  ctx: QueryContext,
): readonly { readonly personId: string; readonly name: string | null }[] {
  const names = new Map<string, string | null>();
  for (const { payeeId, name } of tx.table(shareholders).find({ index: "byPayee", equals: { dealId } })) {
    names.set(payeeId, ctx.reveal(name) ?? null);
  }
  return [...names].map(([personId, name]) => ({ personId, name }));
}

function shareholderName(tx: ReadTx, deal: Deal, payeeId: string, ctx: QueryContext): string | undefined {
  if (deal.asset !== "shares") return undefined;
  const equals = { dealId: deal.id, payeeId };
  // Whoever gets shares by several plans stands here once for each: the last says how the person is called now.
  const [row] = tx.table(shareholders).find({ index: "byPayee", equals, limit: 1, reverse: true });
  return row === undefined ? undefined : ctx.reveal(row.name);
}
