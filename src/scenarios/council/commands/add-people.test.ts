import { strict as assert } from "node:assert";
import { test } from "node:test";
import { councilLedger, memberId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../../test/support/expect-answer.ts";
import { people } from "../tables.ts";

test("everybody on a list is added, and names stay out of the ledger", () => {
  const ledger = councilLedger();
  const before = ledger.rows(people).length;
  const list = [
    { memberId: memberId("works"), roles: ["reader"], name: "欧阳龘" },
    { memberId: memberId("centre"), roles: [], name: "诸葛㛃" },
  ];
  const { personIds } = expectDone(ledger.run("council.add-people", { people: list }, { as: "ada" }));
  assert.equal(new Set(personIds as readonly string[]).size, 2);
  assert.equal(ledger.rows(people).length, before + 2);
  const names = ledger.rows(people).map(({ name }) => ledger.personal.get(String(name)));
  for (const { name } of list) assert.ok(names.includes(name), name);
  assert.doesNotMatch(JSON.stringify(ledger.rows(people)), /欧阳|诸葛/);
});

test("one wrong row, named by its number, and nobody is added", () => {
  const ledger = councilLedger();
  const before = ledger.rows(people).length;
  const good = { memberId: memberId("works"), roles: [] };
  const add = (wrong: { memberId: string; roles: string[] }) =>
    ledger.run("council.add-people", { people: [good, wrong] }, { as: "ada" });
  const unknown = expectRejected(add({ memberId: memberId("nowhere"), roles: [] }), "member_not_found");
  assert.equal(unknown["row"], 2);
  expectRejected(add({ memberId: memberId("works"), roles: ["emperor"] }), "role_unknown");
  expectRejected(add({ memberId: memberId("seat"), roles: [] }), "member_not_seated");
  assert.equal(ledger.rows(people).length, before);
});
