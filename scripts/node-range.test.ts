import assert from "node:assert/strict";
import { test } from "node:test";
import { isInRange } from "./node-range.mjs";

const CASES: readonly (readonly [range: string, inside: readonly string[], outside: readonly string[]])[] = [
  [">=20.19 <21 || >=22.18", ["20.19.0", "20.20.2", "22.18.0", "24.1.0"], ["20.18.9", "21.0.0", "22.17.1", "18.20.4"]],
  ["^20.19.0 || ^22.13.0 || >=24", ["20.19.0", "22.13.0", "24.0.0", "25.1.0"], ["20.18.0", "21.0.0", "23.0.0"]],
  ["^18", ["18.0.0", "18.20.4"], ["17.9.9", "19.0.0"]],
  ["^0.2.3", ["0.2.3", "0.2.9"], ["0.3.0", "0.2.2"]],
  ["^0.0.3", ["0.0.3"], ["0.0.4"]],
  ["~20.19", ["20.19.0", "20.19.9"], ["20.20.0"]],
  ["~20", ["20.0.0", "20.19.9"], ["21.0.0"]],
  ["18.x || 20.*", ["18.1.0", "20.9.0"], ["19.0.0"]],
  ["20", ["20.0.0", "20.19.1"], ["21.0.0"]],
  ["=20.19.1", ["20.19.1"], ["20.19.2"]],
  ["> 20", ["21.0.0"], ["20.19.0", "20.0.0"]],
  [">20.1.1", ["20.1.2"], ["20.1.1"]],
  ["<= 20", ["20.99.0", "19.0.0"], ["21.0.0"]],
  ["<=20.1.1", ["20.1.1"], ["20.1.2"]],
  ["18 - 20", ["18.0.0", "20.5.0"], ["17.9.9", "21.0.0"]],
  [">=14.0.0-rc.1", ["14.0.0"], ["13.9.0"]],
  ["*", ["0.1.0", "99.0.0"], []],
];

test("reads the ranges that packages write", () => {
  for (const [range, inside, outside] of CASES) {
    for (const version of inside) assert.ok(isInRange(version, range), `${version} lies in ${range}`);
    for (const version of outside) assert.ok(!isInRange(version, range), `${version} does not lie in ${range}`);
  }
});

test("throws on a range it cannot read", () => {
  assert.throws(() => isInRange("20.19.0", "lts/iron"), /cannot read the version range "lts\/iron"/);
});
