import { strict as assert } from "node:assert";
import { test } from "node:test";
import { shape } from "#kernel/shape";
import { defineTable, type Table } from "#kernel/table";
import { openState } from "#sqlite/sqlite-state";
import { countingState } from "../../test/support/counting-state.ts";
import { visibleTx } from "./visible-tx.ts";

const row = shape.object({ id: shape.text(1, 10), group: shape.text(1, 10), owner: shape.text(1, 10) });
const VIEWER = { keyId: "k", personId: "ann", memberId: "m", roles: [] };

/** Four rows, with how often they were read and how often it was judged who may see one. */
function askedOften() {
  let judged = 0;
  const things = defineTable({
    name: "things",
    row,
    key: ({ id }) => id,
    indexes: { byGroup: ["group", "owner"] },
    visible: ({ owner }, viewer) => {
      judged++;
      return owner === viewer?.personId;
    },
  });
  const plain = things as unknown as Table;
  const state = openState(":memory:", [plain]);
  state.commit(() => {
    for (const [id, group, owner] of ["a x ann", "b x ben", "c x ann", "d y ann"].map((text) => text.split(" ")))
      state.putRow(plain, id ?? "", `{"group":"${group}","id":"${id}","owner":"${owner}"}`);
  });
  const counting = countingState(state);
  return {
    tx: visibleTx(counting.state, VIEWER),
    things,
    reads: counting.reads,
    judged: () => judged,
    close: () => state.close(),
  };
}

test("a row is read once and judged once, whether it may be seen or not", () => {
  const { tx, things, reads, judged, close } = askedOften();
  for (let i = 0; i < 3; i++) {
    assert.equal(tx.table(things).get("a")?.group, "x");
    assert.equal(tx.table(things).get("b"), undefined);
    assert.equal(tx.table(things).get("none"), undefined);
  }
  assert.deepEqual([reads.gets, reads.scans, judged()], [3, 0, 2]);
  close();
});

test("what is found alike is found once, and what differs in any part is not", () => {
  const { tx, things, reads, close } = askedOften();
  const ids = (find: object) =>
    tx
      .table(things)
      .find({ index: "byGroup", equals: { group: "x" }, ...find })
      .map(({ id }) => id);
  for (let i = 0; i < 2; i++) assert.deepEqual(ids({}), ["a", "c"]);
  assert.equal(reads.scans, 1);
  assert.deepEqual(ids({ reverse: true }), ["c", "a"]);
  assert.deepEqual(ids({ limit: 1 }), ["a"]);
  assert.deepEqual(ids({ after: "a" }), ["c"]);
  assert.deepEqual(ids({ equals: { group: "y" } }), ["d"]);
  assert.deepEqual(ids({ equals: { group: "x", owner: "ann" } }), ["a", "c"]);
  close();
});
