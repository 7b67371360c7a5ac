import { strict as assert } from "node:assert";
import { test } from "node:test";
import { councilLedger, memberId, personId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../../test/support/expect-answer.ts";
import { members } from "../tables.ts";

test("a member without active people leaves, once, and its name is free again", () => {
  const ledger = councilLedger();
  const remove = () => ledger.run("council.remove-member", { memberId: memberId("works") }, { as: "ada" });
  expectRejected(remove(), "member_has_active_people");
  for (const label of ["bo", "ops"]) {
    expectDone(ledger.run("council.deactivate-person", { personId: personId(label) }, { as: "ada" }));
  }
  expectDone(remove());
  expectRejected(remove(), "member_left");
  const row = ledger.rows(members).find(({ id }) => id === memberId("works"));
  assert.equal(row?.["leftAt"], ledger.time);

  const again = { name: { zh: "works", en: "works" } };
  const { memberId: id } = expectDone(ledger.run("council.admit-member", again, { as: "ada" }));
  assert.notEqual(id, memberId("works"));
});

test("an unknown member, a vacant seat and a cosigner cannot be removed", () => {
  const ledger = councilLedger();
  const remove = (label: string) => ledger.run("council.remove-member", { memberId: memberId(label) }, { as: "ada" });
  expectRejected(remove("nowhere"), "member_not_found");
  expectRejected(remove("seat"), "member_vacant");
  expectRejected(remove("centre"), "member_is_cosigner");
});
