import { points } from "../../examples/points/scenario.ts";
import { council } from "../../src/scenarios/council/scenario.ts";
import { ContractHarness } from "./contract-harness.ts";

/** A ledger with points: `ada` administers, `ivo` issues points, `ann`, `ben` and `cy` pass them on; `rui` reads all. */
export function pointsLedger(): ContractHarness {
  return new ContractHarness({
    scenarios: [council, points],
    people: {
      ada: { member: "centre", roles: ["administrator"] },
      ivo: { member: "centre", roles: ["points-issuer"] },
      rui: { member: "centre", roles: ["reader"] },
      ann: { member: "works", roles: [] },
      ben: { member: "works", roles: [] },
      cy: { member: "works", roles: [] },
    },
  });
}
