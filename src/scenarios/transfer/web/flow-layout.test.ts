import assert from "node:assert/strict";
import { test } from "node:test";
import { type FlowPart, layFlow } from "./flow-layout.ts";

const FRAME = { top: 40, width: 200, thickest: 36 };

const PARTS: readonly FlowPart[] = [
  { key: "leader", y: 300, amount: 40_00n },
  { key: "costs", y: 120, amount: 2_00n },
  { key: "member", y: 360, amount: 20_00n, isHeld: true },
];

test("upper rows turn off nearer to the table, so that branches never cross", () => {
  const laid = layFlow(PARTS, FRAME);
  assert.deepEqual(
    laid.map(({ key }) => key),
    ["costs", "leader", "member"],
  );
  for (const [i, branch] of laid.entries()) {
    const next = laid[i + 1];
    if (next !== undefined) assert.ok(branch.to < next.from);
  }
  assert.ok((laid.at(-1)?.to ?? 0) <= FRAME.width + 0.001);
});

test("widths are to one scale and stay within a row", () => {
  const [costs, leader, member] = layFlow(PARTS, FRAME);
  assert.ok(costs && leader && member);
  assert.equal(leader.thickness, FRAME.thickest);
  assert.equal(member.thickness * 2, leader.thickness);
  assert.ok(Math.abs(costs.thickness * 20 - leader.thickness) < 0.001);
});

test("a part that is held stops short of its row, and nothing is drawn of nothing", () => {
  const laid = layFlow([...PARTS, { key: "none", y: 400, amount: 0n }], FRAME);
  assert.deepEqual(
    laid.map(({ key, end }) => [key, end > 0]),
    [
      ["costs", false],
      ["leader", false],
      ["member", true],
    ],
  );
  assert.deepEqual(layFlow([{ key: "none", y: 100, amount: 0n }], FRAME), []);
});

test("two hundred people fit into the picture", () => {
  const people = Array.from({ length: 200 }, (_, i) => ({ key: String(i), y: 100 + i * 40, amount: 100n }));
  const laid = layFlow(people, FRAME);
  assert.equal(laid.length, 200);
  assert.ok((laid[0]?.from ?? 0) > 0);
});
