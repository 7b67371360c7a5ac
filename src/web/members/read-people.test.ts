import assert from "node:assert/strict";
import { test } from "node:test";
import { readPeople } from "./read-people.ts";

const MEMBERS = [{ id: "member_1", name: { zh: "北京交通大学", en: "Beijing Jiaotong University" } }];
const ROLES = { reader: "reader", 查阅员: "reader", "finance-officer": "finance-officer" };

test("organisations go by id or name, roles by code or word", () => {
  const rows = [
    { name: " 欧阳龘 ", memberId: "北京交通大学", roles: "查阅员、finance-officer" },
    { name: "㛃", memberId: "member_1" },
  ];
  assert.deepEqual(readPeople(rows, MEMBERS, ROLES), {
    people: [
      { memberId: "member_1", roles: ["reader", "finance-officer"], name: "欧阳龘" },
      { memberId: "member_1", roles: [], name: "㛃" },
    ],
    wrong: [],
  });
});

test("what does not exist is named with its row", () => {
  const { wrong } = readPeople(
    [
      { name: "a", memberId: "member_1", roles: "reader" },
      { name: "b", memberId: "nowhere", roles: "reader; toString" },
    ],
    MEMBERS,
    ROLES,
  );
  assert.deepEqual(wrong, [
    { row: 2, column: "member", value: "nowhere" },
    { row: 2, column: "roles", value: "toString" },
  ]);
});
