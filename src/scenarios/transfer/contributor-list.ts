import { type Infer, shape } from "#kernel/shape";
import type { Tx } from "#kernel/table";
import { type Achievement, contributorKey, contributors, contributorsOf } from "./achievement-tables.ts";
import { WHOLE_BP } from "./rules.ts";

/** The list of contributors as commands take it: who, in which order, with which part. */
export const contributorFields = {
  /** Who decides how the team shares an award. One of the contributors. */
  leaderId: shape.id("person"),
  /** In the order of the papers. The contributions add up to 10,000 basis points. */
  contributors: shape.array(
    shape.object({
      personId: shape.id("person"),
      part: shape.choice(["completer", "transformer"]),
      isMain: shape.bool(),
      contributionBp: shape.basisPoints(),
      /** The name as it stands in the papers. */
      name: shape.optional(shape.personal(100)),
    }),
    1,
    200,
  ),
};

const listShape = shape.object(contributorFields);
type ContributorList = Infer<typeof listShape>;

/** Rejections of a list that cannot be right. */
export const LIST_REJECTIONS = {
  contributor_repeated: 422,
  leader_not_contributor: 422,
  contributions_do_not_add_up: 422,
} as const;

/** What is wrong with a list, with the facts that say so; undefined when it is fit. */
export function listProblem({
  leaderId,
  contributors: list,
}: ContributorList): readonly [code: keyof typeof LIST_REJECTIONS, facts: Record<string, string | number>] | undefined {
  const ids = list.map(({ personId }) => personId);
  const repeated = ids.find((id, i) => ids.indexOf(id) < i);
  if (repeated !== undefined) return ["contributor_repeated", { person: repeated }];
  if (!ids.includes(leaderId)) return ["leader_not_contributor", { person: leaderId }];
  const sum = list.reduce((total, { contributionBp }) => total + contributionBp, 0);
  return sum === WHOLE_BP ? undefined : ["contributions_do_not_add_up", { sum, whole: WHOLE_BP }];
}

/**
 * Writes a list in place of the one before. Everyone on it confirms anew, except who signs the list itself and stands on
 * it: `signed` says that person's id and transaction.
 */
export function writeContributors(
  tx: Tx,
  achievement: Achievement,
  list: ContributorList,
  signed?: { readonly personId: string; readonly transactionId: string },
): void {
  const table = tx.table(contributors);
  const listed = new Set<string>(list.contributors.map(({ personId }) => personId));
  for (const { personId } of contributorsOf(tx, achievement.id)) {
    if (!listed.has(personId)) table.delete(contributorKey(achievement.id, personId));
  }
  for (const [i, { name, ...contributor }] of list.contributors.entries()) {
    table.put({
      achievementId: achievement.id,
      version: achievement.version,
      position: i + 1,
      ...contributor,
      ...(name === undefined ? {} : { name }),
      confirmedBy: contributor.personId === signed?.personId ? signed.transactionId : null,
    });
  }
}
