import { type Infer, shape } from "#kernel/shape";
import { defineTable, type ReadTx } from "#kernel/table";
import { saidOf } from "#kit/rule-check";
import type { Deal } from "./deal-tables.ts";
import { caseOf, frozenPack } from "./planning.ts";

const headRow = shape.object({
  personId: shape.id("person"),
  unitId: shape.id("member"),
  /** The post, as papers name it: president, director of an institute. */
  post: shape.text(1, 100),
  isHead: shape.bool(),
  namedAt: shape.instant(),
});
export type UnitHead = Infer<typeof headRow>;

/** People who lead a unit or a legal person of it (正职领导). Who gave the post up stays with `isHead` false. */
export const unitHeads = defineTable({
  name: "transfer_unit_heads",
  row: headRow,
  key: (head: UnitHead) => head.personId,
  indexes: { byUnit: ["unitId", "namedAt"] },
  visible: (head, viewer) => viewer?.memberId === head.unitId,
});

/** The first head of a unit to whom a split gives shares where a rule forbids it, with that rule; undefined when none. */
export function headWithShares(
  tx: ReadTx,
  deal: Deal,
  shares: readonly { readonly personId: string; readonly weight: number }[],
): Readonly<Record<string, string>> | undefined {
  if (deal.asset !== "shares") return undefined;
  const limits = saidOf(deal.packs.map(frozenPack), caseOf(deal), (pack) => pack.equityLimits);
  const limit = limits.find(({ said }) => said.force === "mandatory" && said.evidence !== "unverified");
  if (limit === undefined) return undefined;
  const { said, pack } = limit;
  const head = shares.find(({ personId, weight }) => weight > 0 && tx.table(unitHeads).get(personId)?.isHead === true);
  return head === undefined ? undefined : { person: head.personId, pack: pack.id, article: said.article.zh };
}
