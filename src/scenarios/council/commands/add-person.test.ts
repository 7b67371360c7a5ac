import { strict as assert } from "node:assert";
import { test } from "node:test";
import { councilLedger, memberId, newKey } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../../test/support/expect-answer.ts";
import { people } from "../tables.ts";

const NAME = "欧阳龘";

test("a person is known by a random id and the name stays out of the ledger", () => {
  const ledger = councilLedger();
  const args = { memberId: memberId("works"), roles: ["reader", "operator", "reader"], name: NAME };
  const { personId } = expectDone(ledger.run("council.add-person", args, { as: "ada" }));
  const row = ledger.rows(people).find(({ id }) => id === personId);
  assert.deepEqual(row?.["roles"], ["operator", "reader"]);
  assert.equal(row?.["isAdministrator"], false);
  assert.equal(ledger.personal.get(String(row?.["name"])), NAME);
  assert.equal(JSON.stringify(ledger.rows(people)).includes(NAME), false);
  assert.equal(
    ledger.blocks.some((block) => Buffer.from(block).includes(NAME)),
    false,
  );
});

test("an added person signs once an administrator enrolled a key", () => {
  const ledger = councilLedger();
  const args = { memberId: memberId("works"), roles: ["administrator"] };
  const { personId } = expectDone(ledger.run("council.add-person", args, { as: "ada" }));
  const key = newKey(ledger, String(personId), "eve");
  expectDone(ledger.run("council.enrol-key", { personId: String(personId), ...key }, { as: "ada" }));
  assert.deepEqual(ledger.signer("eve")?.roles, ["administrator"]);
  expectDone(ledger.run("council.add-person", { memberId: memberId("works"), roles: [] }, { as: "eve" }));
});

test("people of unknown members or empty seats and roles that no scenario has are refused", () => {
  const ledger = councilLedger();
  const add = (member: string, roles: string[]) =>
    ledger.run("council.add-person", { memberId: memberId(member), roles }, { as: "ada" });
  expectRejected(add("nowhere", []), "member_not_found");
  assert.equal(expectRejected(add("works", ["operator", "emperor"]), "role_unknown")["role"], "emperor");
  expectRejected(add("seat", []), "member_not_seated");
});
