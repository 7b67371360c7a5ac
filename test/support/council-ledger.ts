import { toBase64 } from "#kernel/bytes";
import { proveEnrolment } from "#kernel/enrolment";
import { keyIdOf } from "#kernel/identity";
import { council } from "../../src/scenarios/council/scenario.ts";
import { ContractHarness } from "./contract-harness.ts";
import { testId, testKeyPair } from "./test-genesis.ts";

/**
 * A ledger with the council alone: `ada` (administrator) and `rui` (reader) of `centre`, which runs the node; `bo` (no
 * role) and `ops` (operator) of `works`; one vacant seat.
 */
export function councilLedger(clock: "real" | "simulated" = "simulated"): ContractHarness {
  return new ContractHarness({
    scenarios: [council],
    clock,
    people: {
      ada: { member: "centre", roles: ["administrator"] },
      rui: { member: "centre", roles: ["reader"] },
      bo: { member: "works", roles: [] },
      ops: { member: "works", roles: ["operator"] },
    },
    vacantSeats: ["seat"],
  });
}

/** Id of the person that stands for a label from the start. */
export function personId(label: string): string {
  return testId("person", label);
}

/** Id of the member that stands for a label from the start. */
export function memberId(label: string): string {
  return testId("member", label);
}

/** Id of the key that stands for a label. */
export function keyId(label: string): string {
  return keyIdOf(testKeyPair(label).publicKey);
}

/** Public key of a label with its proof for a person: the arguments that enrol it. */
export function newKey(ledger: ContractHarness, person: string, label: string) {
  const key = testKeyPair(label);
  return { publicKey: toBase64(key.publicKey), proof: proveEnrolment(ledger.executor.ref, person, key) };
}
