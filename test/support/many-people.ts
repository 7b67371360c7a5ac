import type { TestPerson } from "./test-genesis.ts";

/** Who lives on a ledger with many cases: two units with their offices and researchers, and the companies they deal with. */

export const UNITS = ["school", "college"] as const;
export type Unit = (typeof UNITS)[number];

/** Labels of people with an office in a unit: `school office`. */
const OFFICES = {
  admin: ["administrator"],
  office: ["transfer-officer"],
  director: ["transfer-director"],
  finance: ["finance-officer"],
  dean: ["leadership"],
  rector: ["leadership"],
  discipline: ["discipline-officer"],
  auditor: ["reader"],
  everything: ["transfer-officer", "transfer-director", "finance-officer", "leadership", "discipline-officer"],
} as const;

/** The last company has one case, the others share the rest. */
export const COMPANIES = 20;

/** Researchers of a unit with so many cases; the last one, `quiet`, stands in one case only. */
export function researchersOf(unit: Unit, count: number): number {
  return Math.max(6, Math.min(unit === "school" ? 300 : 40, Math.ceil(count / 12)));
}

/** Everybody of the genesis, by label. */
export function manyPeople(caseCount: number): Record<string, TestPerson> {
  const people: Record<string, TestPerson> = {};
  for (const unit of UNITS) {
    for (const [office, roles] of Object.entries(OFFICES)) people[`${unit} ${office}`] = { member: unit, roles };
    for (let i = 0; i < researchersOf(unit, caseCount); i++) people[`${unit} ${i}`] = { member: unit, roles: [] };
  }
  people["quiet"] = { member: "school", roles: [] };
  people["stranger"] = { member: "school", roles: [] };
  people["holder"] = { member: "holding", roles: ["asset-manager"] };
  for (let i = 0; i < COMPANIES; i++) people[`company ${i}`] = { member: `company ${i}`, roles: ["company-manager"] };
  return people;
}
