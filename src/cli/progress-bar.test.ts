import assert from "node:assert/strict";
import { test } from "node:test";
import { ProgressBar } from "./progress-bar.ts";

function drawn(isShown: boolean, columns = 100) {
  const lines: string[] = [];
  let now = 0;
  const bar = new ProgressBar({ write: (text: string) => lines.push(text), columns }, "核验", isShown, () => now);
  return { bar, lines, wait: (ms: number) => (now += ms) };
}

test("draws the share that is done", () => {
  const { bar, lines } = drawn(true);
  bar.update(1, 2, "height 7");
  assert.match(lines[0] ?? "", /核验 █{14}░{14} {2}50 % height 7$/);
});

test("draws rarely, but always the end", () => {
  const { bar, lines, wait } = drawn(true);
  bar.update(1, 10);
  bar.update(2, 10);
  assert.equal(lines.length, 1);
  wait(150);
  bar.update(3, 10);
  bar.update(10, 10);
  assert.equal(lines.length, 3);
  assert.match(lines[2] ?? "", /100 %/);
});

test("stays within the terminal and takes itself away", () => {
  const { bar, lines } = drawn(true, 20);
  bar.update(1, 1, "a long story");
  assert.ok((lines[0] ?? "").replace("\r\u001b[2K", "").length < 20);
  bar.clear();
  assert.equal(lines.at(-1), "\r\u001b[2K");
});

test("writes nothing where nobody watches", () => {
  const { bar, lines } = drawn(false);
  bar.update(1, 2);
  bar.clear();
  assert.deepEqual(lines, []);
});
