import { defineQuery } from "#kernel/command";
import { shape } from "#kernel/shape";
import { ASSET_MANAGER, COMPANY_MANAGER } from "../visibility.ts";
import { approvalWork } from "../work/approval-work.ts";
import { companyWork, financeWork, holderWork, releaseWork } from "../work/money-work.ts";
import { disciplineWork, leadershipWork, officeWork } from "../work/office-work.ts";
import { teamWork } from "../work/team-work.ts";
import type { WorkFinder, WorkItem } from "../work/work-item.ts";

/** Who has what kind of work. People of teams have no role. */
const FINDERS: readonly (readonly [role: string | undefined, find: WorkFinder])[] = [
  [undefined, teamWork],
  [undefined, approvalWork],
  ["transfer-officer", officeWork],
  ["finance-officer", financeWork],
  ["leadership", leadershipWork],
  ["leadership", releaseWork],
  ["discipline-officer", disciplineWork],
  [ASSET_MANAGER, holderWork],
  [COMPANY_MANAGER, companyWork],
];

/**
 * What waits for the viewer, what is due first standing first, and what the viewer waits for. Everything is looked up by
 * indexes of what is open; of each kind at most 50 are given.
 */
export const myWorkQuery = defineQuery({
  name: "transfer.my-work",
  allow: "anyone",
  input: shape.object({}),

  run(tx, _, { viewer, time }) {
    if (viewer === undefined) return { mine: [], others: [] };
    const found = FINDERS.filter(([role]) => role === undefined || viewer.roles.includes(role)).map(([, find]) =>
      find(tx, viewer, time),
    );
    return {
      mine: found.flatMap(({ mine }) => mine).sort(byUrgency),
      // Nobody waits for an office of the own: what it has to do stands above.
      others: found
        .flatMap(({ others }) => others)
        .filter(({ waitingFor }) => waitingFor !== viewer.personId && !viewer.roles.includes(waitingFor))
        .sort(byUrgency),
    };
  },
});

/** What has a deadline comes first, the nearest before; then what waits longest. */
function byUrgency(a: WorkItem, b: WorkItem): number {
  if (a.dueAt !== undefined || b.dueAt !== undefined) {
    return (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER) || a.since - b.since;
  }
  return a.since - b.since;
}
