import type { NavGroup, ScenarioPages } from "../scenario-pages.ts";

/** What stands in the rail: by chain first, because people know their chain before the module. */

export interface NavItem {
  /** Below `/at/<ledger>/`; undefined for a mechanism that is still being built. */
  readonly path?: string;
  /** Key of its text. */
  readonly text: string;
}

export interface NavSection {
  readonly group: NavGroup;
  /** The ring of the emblem that is lit. */
  readonly ring?: 1 | 2 | 3;
  readonly items: readonly NavItem[];
}

const BUILT_LATER: Readonly<Record<NavGroup, readonly string[]>> = {
  work: [],
  innovation: ["mechanisms.challenge", "mechanisms.facility", "mechanisms.grant"],
  industry: ["mechanisms.carbon"],
  capital: ["mechanisms.fund", "mechanisms.voucher"],
  public: [],
};

/** The sections for a ledger with some scenarios. */
export function navigation(scenarios: readonly ScenarioPages[], onLedger: readonly string[]): readonly NavSection[] {
  const pages = scenarios.filter(({ scenario }) => onLedger.includes(scenario)).flatMap((each) => each.pages);
  const items = (group: NavGroup): readonly NavItem[] => [
    ...pages.flatMap(({ path, nav }) => (nav?.group === group ? [{ path, text: nav.text }] : [])),
    ...BUILT_LATER[group].map((text) => ({ text })),
  ];
  return [
    {
      group: "work",
      items: [{ path: "work", text: "nav.work" }, ...items("work"), { path: "rounds", text: "nav.rounds" }],
    },
    { group: "innovation", ring: 1, items: items("innovation") },
    { group: "industry", ring: 2, items: items("industry") },
    { group: "capital", ring: 3, items: items("capital") },
    {
      group: "public",
      items: [
        ...items("public"),
        { path: "ledger", text: "nav.ledger" },
        { path: "verify", text: "nav.verify" },
        { path: "members", text: "nav.members" },
        { path: "commands", text: "nav.commands" },
        { path: "node", text: "nav.node" },
      ],
    },
  ];
}
