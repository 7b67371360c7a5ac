import { strict as assert } from "node:assert";
import { test } from "node:test";
import fc from "fast-check";
import type { ContractHarness } from "../../../test/support/contract-harness.ts";
import { councilLedger, keyId, newKey, personId } from "../../../test/support/council-ledger.ts";
import { randomSeed } from "../../../test/support/random-seed.ts";

const LABELS = ["ada", "rui", "bo", "ops"] as const;
const DEVICES = LABELS.flatMap((label) => [label, `${label} phone`]);

const act = fc.record({
  // Mostly by someone who may, or nearly everything would be refused.
  as: fc.constantFrom("ada", "ada", "ada", "ada", "ada phone", "ada phone", ...DEVICES),
  on: fc.constantFrom(...LABELS),
  device: fc.constantFrom("", " phone"),
  what: fc.constantFrom("grant", "revoke", "deactivate", "reactivate", "reactivate", "enrol", "revoke-key", "rotate"),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function perform(ledger: ContractHarness, { as, on, device, what }: Act) {
  const person = personId(on);
  const role = "administrator";
  switch (what) {
    case "grant":
      return ledger.run("council.grant-role", { personId: person, role }, { as });
    case "revoke":
      return ledger.run("council.revoke-role", { personId: person, role }, { as });
    case "deactivate":
      return ledger.run("council.deactivate-person", { personId: person }, { as });
    case "reactivate":
      return ledger.run("council.reactivate-person", { personId: person }, { as });
    case "enrol":
      return ledger.run("council.enrol-key", { personId: person, ...newKey(ledger, person, on + device) }, { as });
    case "rotate": {
      const key = newKey(ledger, person, `${on} phone`);
      return ledger.run("council.rotate-key", { keyId: keyId(on + device), ...key }, { as });
    }
    default:
      return ledger.run("council.revoke-key", { keyId: keyId(on + device) }, { as });
  }
}

test("whatever anybody does, an administrator who can sign remains", (t) => {
  let doneCount = 0;
  fc.assert(
    fc.property(fc.array(act, { minLength: 20, maxLength: 60 }), (acts) => {
      const ledger = councilLedger();
      for (const step of acts) {
        const answer = perform(ledger, step);
        if (answer.status === "recorded" && answer.outcome === "done") doneCount++;
        const administrators = DEVICES.filter((device) => ledger.signer(device)?.roles.includes("administrator"));
        assert(administrators.length > 0, `nobody is left after ${JSON.stringify(step)}`);
      }
      assert.deepEqual(ledger.faults, []);
    }),
    randomSeed(t, 25),
  );
  assert(doneCount > 50, `only ${doneCount} acts were done: the property says little`);
});
