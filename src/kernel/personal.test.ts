import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sha256Hex } from "#kernel/crypto";
import type { Json, JsonObject } from "#kernel/json";
import { commitment, commitPersonal, fitsCommitment, matchesPath } from "#kernel/personal";
import { randomSeed } from "../../test/support/random-seed.ts";

const LEDGER = `test@${"0".repeat(64)}`;
const SALT = "5a".repeat(32);
const COMMAND = "council.add-person";

test("commits to ledger, field, salt and value as a tagged array", () => {
  assert.equal(
    commitment(LEDGER, `${COMMAND}/name`, SALT, '李"雷'),
    sha256Hex(`["sanlian/personal/1","${LEDGER}","${COMMAND}/name","${SALT}","李\\"雷"]`),
  );
});

test("puts a fresh commitment in the place of each value and hands the values over", () => {
  const args = { name: "Li", size: 3, lines: [{ note: "a" }, { other: "b" }, { note: "c" }] };
  const patterns = ["name", "lines.*.note", "absent", "size", "name.deeper"];
  const committed = commitPersonal(LEDGER, COMMAND, args, patterns);
  assert.deepEqual(
    committed.personal.map(({ path, value }) => [path, value]),
    [
      ["name", "Li"],
      ["lines.0.note", "a"],
      ["lines.2.note", "c"],
    ],
  );
  for (const value of committed.personal) assert.ok(fitsCommitment(LEDGER, COMMAND, committed.args, value));
  assert.deepEqual((committed.args["lines"] as Json[])[1], { other: "b" });
  assert.deepEqual(args.name, "Li", "the arguments given are left alone");
  const again = commitPersonal(LEDGER, COMMAND, args, patterns);
  assert.notEqual(again.args["name"], committed.args["name"]);
});

test("a commitment fits no other ledger, command, place, salt or value", () => {
  const { args, personal } = commitPersonal(LEDGER, COMMAND, { name: "Li", other: "Li" }, ["name", "other"]);
  const [name] = personal;
  assert(name !== undefined);
  assert.ok(!fitsCommitment(`other${LEDGER}`, COMMAND, args, name));
  assert.ok(!fitsCommitment(LEDGER, "council.rename-person", args, name));
  assert.ok(!fitsCommitment(LEDGER, COMMAND, args, { ...name, path: "other" }));
  assert.ok(!fitsCommitment(LEDGER, COMMAND, args, { ...name, salt: SALT }));
  assert.ok(!fitsCommitment(LEDGER, COMMAND, args, { ...name, value: "Lu" }));
});

test("no path reaches what an object or list merely inherits", () => {
  for (const path of [
    "",
    ".",
    "__proto__",
    "constructor.name",
    "lines.length",
    "lines.00",
    "lines.-1",
    "name.length",
  ]) {
    const args: JsonObject = { name: "Li", lines: ["a"] };
    assert.ok(!fitsCommitment(LEDGER, COMMAND, args, { path, salt: SALT, value: "a" }), path);
    assert.deepEqual(commitPersonal(LEDGER, COMMAND, args, [path]).personal, [], path);
  }
});

test("a star stands for the index of a list and for nothing else", () => {
  assert.ok(matchesPath("lines.*.note", "lines.12.note"));
  assert.ok(matchesPath("name", "name"));
  for (const path of ["lines.note", "lines.*.note", "lines.a.note", "lines.1.note.more", "lines..note", "lines.1"]) {
    assert.ok(!matchesPath("lines.*.note", path), path);
  }
});

test("whatever the arguments, nothing but the personal values changes", (t) => {
  const text = fc.string({ maxLength: 5 });
  const args = fc.record({ name: text, place: text, lines: fc.array(fc.record({ note: text, mark: text })) });
  fc.assert(
    fc.property(args, (value) => {
      const { args: done, personal } = commitPersonal(LEDGER, COMMAND, value, ["name", "lines.*.note"]);
      assert.equal(personal.length, 1 + value.lines.length);
      assert.deepEqual(
        { ...done, name: "", lines: (done["lines"] as { mark: string }[]).map(({ mark }) => mark) },
        { ...value, name: "", lines: value.lines.map(({ mark }) => mark) },
      );
      for (const each of personal) assert.ok(fitsCommitment(LEDGER, COMMAND, done, each));
    }),
    randomSeed(t),
  );
});
