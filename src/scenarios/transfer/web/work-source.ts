import type { JsonObject } from "#kernel/json";
import type { WorkItem, WorkSource } from "#web/work.ts";

/** Ids of an item that the page of an act takes over. */
const IDS = ["achievementId", "dealId", "planId", "noticeId", "objectionId", "batchId", "slipId", "payeeId"] as const;

/** Where the work of technology transfer is found and done. */
export const workSource: WorkSource = {
  query: "transfer.my-work",
  address(item) {
    const objection = textOf(item, "objectionId");
    const notice = textOf(item, "noticeId");
    if (objection !== undefined && notice !== undefined) return `notices/${notice}?answer=${objection}`;
    if (item.command === undefined) return notice === undefined ? (caseOf(item) ?? "cases") : `notices/${notice}`;
    const known = IDS.flatMap((name) => {
      const id = textOf(item, name);
      return id === undefined ? [] : [`${name}=${encodeURIComponent(id)}`];
    });
    return `acts/${item.command.replace(/^transfer\./, "")}${known.length === 0 ? "" : `?${known.join("&")}`}`;
  },
  caseAddress: caseOf,
};

function caseOf(item: WorkItem & JsonObject): string | undefined {
  const deal = textOf(item, "dealId");
  if (deal !== undefined) return `cases/${deal}`;
  const achievement = textOf(item, "achievementId");
  return achievement === undefined ? undefined : `achievements/${achievement}`;
}

function textOf(item: JsonObject, name: string): string | undefined {
  const value = item[name];
  return typeof value === "string" ? value : undefined;
}
