import { strict as assert } from "node:assert";
import { test } from "node:test";
import { councilLedger, memberId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../../test/support/expect-answer.ts";
import { members } from "../tables.ts";

const NEW = { zh: "新单位", en: "Newcomer" };

test("an organisation takes a vacant seat and keeps the seat's id", () => {
  const ledger = councilLedger();
  const args = { memberId: memberId("seat"), name: NEW };
  assert.deepEqual(expectDone(ledger.run("council.admit-member", args, { as: "ada" })), { memberId: memberId("seat") });
  const row = ledger.rows(members).find(({ id }) => id === memberId("seat"));
  assert.deepEqual(row, {
    id: memberId("seat"),
    name: NEW,
    isVacant: false,
    isCosigner: false,
    isInGenesis: false,
    admittedAt: ledger.time,
  });
});

test("an organisation is admitted to a new seat when none is named", () => {
  const ledger = councilLedger();
  const { memberId: id } = expectDone(ledger.run("council.admit-member", { name: NEW }, { as: "ada" }));
  assert.match(String(id), /^member_[0-9a-f]{32}$/);
  assert.equal(ledger.rows(members).length, 4);
});

test("a seat that does not exist or is taken and a name in use are refused", () => {
  const ledger = councilLedger();
  const admit = (args: { memberId?: string; name: { zh: string; en: string } }) =>
    ledger.run("council.admit-member", args, { as: "ada" });
  expectRejected(admit({ memberId: memberId("nowhere"), name: NEW }), "member_not_found");
  expectRejected(admit({ memberId: memberId("works"), name: NEW }), "seat_taken");
  expectRejected(admit({ name: { zh: "别的", en: "works" } }), "member_name_taken");
  assert.equal(ledger.rows(members).length, 3);
});

test("only an administrator admits members", () => {
  const ledger = councilLedger();
  expectRejected(ledger.run("council.admit-member", { name: NEW }, { as: "rui" }), "role_missing");
});
