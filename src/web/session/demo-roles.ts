import type { DemoLabel } from "#kernel/demo-keys";

/** Roles of the demo that anyone may step into: their keys are published. `ledger` is where the role works. */
export interface DemoRole {
  readonly label: DemoLabel;
  readonly ledger: "alliance" | "bjtu";
  /** Key of its texts under `demo.roles`. */
  readonly text: string;
  /** Page that it starts on, below the ledger. */
  readonly home: string;
  /** Roles beyond the ten of the first page: needed on the way, shown on request. */
  readonly isFurther?: boolean;
}

export const DEMO_ROLES: readonly DemoRole[] = [
  { label: "bjtu/team-leader", ledger: "bjtu", text: "teamLeader", home: "work" },
  { label: "bjtu/team-member-1", ledger: "bjtu", text: "teamMember", home: "work" },
  { label: "bjtu/transfer-officer", ledger: "bjtu", text: "transferOfficer", home: "work" },
  { label: "bjtu/finance-officer", ledger: "bjtu", text: "financeOfficer", home: "work" },
  { label: "bjtu/discipline-officer", ledger: "bjtu", text: "disciplineOfficer", home: "work" },
  { label: "bjtu/asset-manager", ledger: "bjtu", text: "assetManager", home: "work" },
  { label: "bjtu/company-manager", ledger: "bjtu", text: "companyManager", home: "work" },
  { label: "alliance/programme-officer", ledger: "alliance", text: "programmeOfficer", home: "ledger" },
  { label: "bjtu/auditor", ledger: "bjtu", text: "auditor", home: "ledger" },
  { label: "bjtu/node-operator", ledger: "bjtu", text: "nodeOperator", home: "node" },
  { label: "bjtu/transfer-director", ledger: "bjtu", text: "transferDirector", home: "work", isFurther: true },
  { label: "bjtu/leadership", ledger: "bjtu", text: "leadership", home: "work", isFurther: true },
  { label: "bjtu/licensee-manager", ledger: "bjtu", text: "licenseeManager", home: "work", isFurther: true },
  { label: "bjtu/team-member-2", ledger: "bjtu", text: "teamMember2", home: "work", isFurther: true },
  { label: "bjtu/team-member-3", ledger: "bjtu", text: "teamMember3", home: "work", isFurther: true },
  { label: "bjtu/team-member-4", ledger: "bjtu", text: "teamMember4", home: "work", isFurther: true },
  { label: "bjtu/administrator", ledger: "bjtu", text: "administrator", home: "members", isFurther: true },
  {
    label: "alliance/administrator",
    ledger: "alliance",
    text: "allianceAdministrator",
    home: "members",
    isFurther: true,
  },
];

/** The role of a label; undefined for labels that nobody steps into. */
export function demoRoleOf(label: string): DemoRole | undefined {
  return DEMO_ROLES.find((role) => role.label === label);
}
