/** Ids that the address of an act may name. */
export const ID_NAMES = [
  "achievementId",
  "dealId",
  "planId",
  "noticeId",
  "objectionId",
  "batchId",
  "slipId",
  "receiptId",
  "costId",
  "personId",
  "deputyshipId",
] as const;

export type IdName = (typeof ID_NAMES)[number];
export type Ids = Readonly<Partial<Record<IdName, string>>>;
