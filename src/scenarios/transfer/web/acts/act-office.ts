import type { ActKinds } from "./act-kind.ts";

/** Acts on who signs for a unit, and on the unit itself. */
export const officeActs: ActKinds = {
  "name-deputy": {
    initial: ({ self, today }) => ({ startsOn: today, role: self?.roles[0] ?? "", isAbsent: false }),
    shows: () => "approvals",
  },
  "revoke-deputy": {
    about: "deputyshipId",
    fixed: ({ ids }) => ({ deputyshipId: ids.deputyshipId ?? "" }),
    shows: () => "approvals",
  },
  "name-unit-head": { initial: () => ({ isHead: true }), shows: () => "approvals" },
};
