import assert from "node:assert/strict";
import { test } from "node:test";
import type { StepState } from "../case-steps.ts";
import { nearSteps } from "./state-rail-steps.ts";

const near = (...states: readonly StepState[]) => [...nearSteps(states.map((state) => ({ state })))];

test("a narrow rail shows the step before, the one that waits, and the next", () => {
  assert.deepEqual(near("done", "done", "now", "ahead", "ahead"), [1, 2, 3]);
  assert.deepEqual(near("done", "stopped", "ahead", "ahead"), [0, 1, 2]);
});

test("at both ends it still shows three", () => {
  assert.deepEqual(near("now", "ahead", "ahead", "ahead"), [0, 1, 2]);
  assert.deepEqual(near("done", "done", "done", "done"), [1, 2, 3]);
  assert.deepEqual(near("done", "done", "dropped", "dropped"), [1, 2, 3]);
});

test("a way of one step shows that step", () => {
  assert.deepEqual(near("now"), [0]);
  assert.deepEqual(near(), []);
});
