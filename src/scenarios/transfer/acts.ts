import type { CommandContext } from "#kernel/command";
import { type Infer, shape } from "#kernel/shape";
import { defineTable, type Tx } from "#kernel/table";
import { achievements, isContributor, seesWholeCase } from "./achievement-tables.ts";
import { dealOf, seesDealMoney, seesPlans } from "./deal-tables.ts";
import type { Signature } from "./plan-tables.ts";
import { handlesObjections } from "./visibility.ts";

/**
 * Who hears of an act: `achievement` and `deal` the team and the offices too, `deal` also the other side; `money` whoever
 * sees what came in; `plan` whoever sees the plans; `objection` only the offices that handle it, for it names the objector.
 * Who signed it always does.
 */
const SCOPES = ["achievement", "deal", "money", "plan", "objection"] as const;

const actRow = shape.object({
  transactionId: shape.text(80, 80),
  command: shape.text(1, 80),
  scope: shape.choice(SCOPES),
  achievementId: shape.id("achievement"),
  /** Empty for acts on the achievement itself. */
  dealId: shape.text(0, 60),
  /** Plan, receipt or cost that it is about. */
  subjectId: shape.nullable(shape.text(1, 60)),
  signerIds: shape.array(shape.text(1, 60), 1, 16),
  at: shape.instant(),
  occurredOn: shape.nullable(shape.day()),
  isLate: shape.bool(),
  reason: shape.nullable(shape.text(1, 200)),
});
export type Act = Infer<typeof actRow>;

/** What happened in the cases of an achievement: one row a transaction and deal, without amounts. */
export const acts = defineTable({
  name: "transfer_acts",
  row: actRow,
  key: actKey,
  indexes: { byAchievement: ["achievementId", "at"], byDeal: ["dealId", "at"] },
  visible: (act, viewer, tx) => {
    if (viewer === undefined) return false;
    if (act.signerIds.includes(viewer.personId)) return true;
    const achievement = tx.table(achievements).get(act.achievementId);
    if (act.scope === "objection") return achievement !== undefined && handlesObjections(viewer, achievement.unitId);
    const deal = act.dealId === "" ? undefined : dealOf(tx, act.dealId);
    if (act.scope === "plan") return seesPlans(deal, viewer, tx);
    if (act.scope === "money") return seesDealMoney(deal, viewer, tx);
    const isInTeam = isContributor(tx, act.achievementId, viewer);
    if (isInTeam || seesWholeCase(viewer, achievement)) return true;
    return act.scope === "deal" && seesDealMoney(deal, viewer, tx);
  },
});

/** Key of an act: a transaction may concern several deals, such as a batch of payments. */
export function actKey({ transactionId, dealId }: Act): string {
  return dealId === "" ? transactionId : `${transactionId}/${dealId}`;
}

/** Proposal, split and approval. */
const SIGNATURES_OF_PLAN = 3;
const LATER_SIGNATURES_MAX = 15;

/** What an act is about, beside who signs it when. */
export interface ActSubject {
  readonly command: string;
  readonly scope: Act["scope"];
  readonly achievementId: Act["achievementId"];
  readonly dealId?: string;
  readonly subjectId?: string;
  readonly occurredOn?: string;
  readonly isLate?: boolean;
  readonly reason?: string;
}

/** Enters the running transaction in the history of its case. */
export function recordAct(tx: Tx, ctx: CommandContext, subject: ActSubject): void {
  tx.table(acts).put({
    transactionId: ctx.id,
    command: subject.command,
    scope: subject.scope,
    achievementId: subject.achievementId,
    dealId: subject.dealId ?? "",
    subjectId: subject.subjectId ?? null,
    signerIds: signerIdsOf(ctx),
    at: ctx.time,
    occurredOn: subject.occurredOn ?? null,
    isLate: subject.isLate ?? false,
    reason: subject.reason ?? null,
  });
}

/** The running transaction as an amount rests on it. */
export function signatureOf(ctx: CommandContext, command: string): Signature {
  return { command, transactionId: ctx.id, personIds: signerIdsOf(ctx), at: ctx.time };
}

/** Signatures with one more. The first ones, on which the amount rests, stay; of later ones the latest. */
export function withSignature(signed: readonly Signature[], added: Signature): Signature[] {
  const later = signed.slice(SIGNATURES_OF_PLAN);
  return [...signed.slice(0, SIGNATURES_OF_PLAN), ...later.slice(-LATER_SIGNATURES_MAX), added];
}

function signerIdsOf(ctx: CommandContext): string[] {
  return [...new Set(ctx.signers.map((signer) => signer.personId))];
}
