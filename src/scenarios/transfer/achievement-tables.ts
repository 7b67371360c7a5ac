import type { Viewer } from "#kernel/identity";
import { type Infer, shape } from "#kernel/shape";
import { defineTable, type ReadTx } from "#kernel/table";
import { startAfter } from "#kit/paging";
import { ACHIEVEMENT_STATES } from "./rules.ts";
import { isOffice } from "./visibility.ts";

const PAGE_ROWS = 1_000;

/** What an achievement is. Secrecy, owners and encumbrances belong to registration proper. */
export const ACHIEVEMENT_KINDS = [
  "patent",
  "software",
  "layout-design",
  "plant-variety",
  "know-how",
  "new-drug",
  "other",
] as const;

const unitRow = shape.object({
  memberId: shape.id("member"),
  /** How rule packs name the unit. */
  code: shape.text(1, 40),
  /** Whether the state founded it: some rules bind only then. */
  isStateFounded: shape.bool(),
  /** Member that holds shares for the unit. */
  assetHolderId: shape.id("member"),
  describedAt: shape.instant(),
});
export type Unit = Infer<typeof unitRow>;

/** What the rules need to know of a unit. Deals keep their own copy of it. */
export const units = defineTable({
  name: "transfer_units",
  row: unitRow,
  key: (unit: Unit) => unit.memberId,
  indexes: {},
  visible: (_, viewer) => viewer !== undefined,
});

const numberRow = shape.object({ id: shape.text(1, 80), last: shape.int(1, 999_999) });
export type LastNumber = Infer<typeof numberRow>;

/** Last case number by unit and year. */
export const numbers = defineTable({
  name: "transfer_numbers",
  row: numberRow,
  key: (row: LastNumber) => row.id,
  indexes: {},
  visible: () => false,
});

const achievementRow = shape.object({
  id: shape.id("achievement"),
  /** Case number, `2026-0007`: counted by unit and year of disclosure. */
  number: shape.text(9, 12),
  title: shape.text(1, 200),
  kind: shape.choice(ACHIEVEMENT_KINDS),
  unitId: shape.id("member"),
  /** The contributor who decides how the team shares an award. */
  leaderId: shape.id("person"),
  state: shape.choice(ACHIEVEMENT_STATES),
  /** Version of the list of contributors: each revision is confirmed anew. */
  version: shape.int(1, 1_000),
  contributorCount: shape.int(1, 200),
  confirmedCount: shape.int(0, 200),
  disclosedBy: shape.id("person"),
  disclosedAt: shape.instant(),
  /** When the office registered it; null until then. A list that is revised later needs no second registration. */
  registeredAt: shape.nullable(shape.instant()),
});
export type Achievement = Infer<typeof achievementRow>;

/** Achievements that the unit owns. */
export const achievements = defineTable({
  name: "transfer_achievements",
  row: achievementRow,
  key: (row: Achievement) => row.id,
  indexes: { byUnit: ["unitId", "number"], byState: ["unitId", "state"], byLeader: ["leaderId"] },
  search: ({ title, number }) => ({ kind: "transfer.achievement", title, words: [number] }),
  visible: (row, viewer, tx) =>
    isOffice(viewer, row.unitId) || isLeader(row, viewer) || isContributor(tx, row.id, viewer),
});

const contributorRow = shape.object({
  achievementId: shape.id("achievement"),
  personId: shape.id("person"),
  version: shape.int(1, 1_000),
  /** Place in the papers; the first is 1. */
  position: shape.int(1, 200),
  /** Who made it, or who brought it into use. */
  part: shape.choice(["completer", "transformer"]),
  isMain: shape.bool(),
  contributionBp: shape.basisPoints(),
  /** Commitment to the name as it stands in the papers. */
  name: shape.optional(shape.hash()),
  /** Id of the transaction by which the person confirmed this line; null until then. */
  confirmedBy: shape.nullable(shape.text(80, 80)),
});
export type Contributor = Infer<typeof contributorRow>;

/** Who contributed and how much, one row a person: everyone confirms and sees their own line. */
export const contributors = defineTable({
  name: "transfer_contributors",
  row: contributorRow,
  key: (row: Contributor) => contributorKey(row.achievementId, row.personId),
  indexes: { byAchievement: ["achievementId", "position"], byPerson: ["personId"] },
  visible: (row, viewer, tx) =>
    viewer?.personId === row.personId || seesWholeCase(viewer, tx.table(achievements).get(row.achievementId)),
});

/** Key of a contributor's row. */
export function contributorKey(achievementId: string, personId: string): string {
  return `${achievementId}/${personId}`;
}

/** All contributors of an achievement in the order of the papers. */
export function contributorsOf(tx: ReadTx, achievementId: string): readonly Contributor[] {
  return tx.table(contributors).find({ index: "byAchievement", equals: { achievementId } });
}

/** All contributions of a person, in the order in which they were disclosed. */
export function contributionsOf(tx: ReadTx, personId: string): readonly Contributor[] {
  const found: Contributor[] = [];
  for (let last: Contributor | undefined; ; ) {
    const after = last === undefined ? undefined : contributorKey(last.achievementId, last.personId);
    const page = tx
      .table(contributors)
      .find({ index: "byPerson", equals: { personId }, ...startAfter(after), limit: PAGE_ROWS });
    found.push(...page);
    last = page.at(-1);
    if (page.length < PAGE_ROWS) return found;
  }
}

/** Whether a person is on the list of contributors. */
export function isContributor(tx: ReadTx, achievementId: string, viewer: Viewer): boolean {
  return (
    viewer !== undefined && tx.table(contributors).get(contributorKey(achievementId, viewer.personId)) !== undefined
  );
}

/** Whether a viewer leads the team. */
export function isLeader(achievement: Achievement | undefined, viewer: Viewer): boolean {
  return viewer !== undefined && achievement?.leaderId === viewer.personId;
}

/** Whether a viewer sees everybody's lines in the cases of an achievement: the unit's offices and the team's leader. */
export function seesWholeCase(viewer: Viewer, achievement: Achievement | undefined): boolean {
  return achievement !== undefined && (isOffice(viewer, achievement.unitId) || isLeader(achievement, viewer));
}
