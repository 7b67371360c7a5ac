import { strict as assert } from "node:assert";
import { test } from "node:test";
import { councilLedger, personId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../../test/support/expect-answer.ts";
import { people } from "../tables.ts";

test("a corrected name replaces the commitment", () => {
  const ledger = councilLedger();
  const rename = (name: string) =>
    ledger.run("council.rename-person", { personId: personId("bo"), name }, { as: "ada" });
  const committed = () => String(ledger.rows(people).find(({ id }) => id === personId("bo"))?.["name"]);
  expectDone(rename("柏某"));
  const first = committed();
  expectDone(rename("薄某"));
  assert.notEqual(committed(), first);
  assert.equal(ledger.personal.get(committed()), "薄某");
});

test("an unknown person is not renamed", () => {
  const ledger = councilLedger();
  const args = { personId: personId("nobody"), name: "某人" };
  expectRejected(ledger.run("council.rename-person", args, { as: "ada" }), "person_not_found");
});
