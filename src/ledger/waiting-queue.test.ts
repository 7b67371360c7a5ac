import assert from "node:assert/strict";
import { test } from "node:test";
import type { VerifiedEntry } from "./entry.ts";
import { type Waiting, WaitingQueue } from "./waiting-queue.ts";

function waiting(text: string): Waiting {
  return { entry: { text } as VerifiedEntry, personal: [], answer: () => {} };
}

/** Adds a chunk of these texts; gives how often it was opened. */
function add(queue: WaitingQueue, ...texts: string[]): () => number {
  let opened = 0;
  queue.add({
    count: texts.length,
    open: () => {
      opened++;
      return texts.map(waiting);
    },
  });
  return () => opened;
}

function takeAll(queue: WaitingQueue): string[] {
  const texts: string[] = [];
  for (let next = queue.first(); next !== undefined; next = queue.first()) {
    texts.push(next.entry.text);
    queue.take();
  }
  return texts;
}

test("gives entries in the order in which they came, whatever their chunks", () => {
  const queue = new WaitingQueue();
  add(queue, "a", "b");
  add(queue);
  add(queue, "c");
  assert.equal(queue.length, 3);
  assert.deepEqual(takeAll(queue), ["a", "b", "c"]);
  assert.equal(queue.length, 0);
});

test("opens a chunk once, and not before its first entry is looked at", () => {
  const queue = new WaitingQueue();
  const opened = [add(queue, "a", "b"), add(queue, "c")];
  queue.first();
  queue.first();
  assert.deepEqual(
    opened.map((count) => count()),
    [1, 0],
  );
  takeAll(queue);
  assert.deepEqual(
    opened.map((count) => count()),
    [1, 1],
  );
});

test("entries that are put back come before all others", () => {
  const queue = new WaitingQueue();
  add(queue, "a", "b", "c");
  add(queue, "d");
  const first = queue.first() as Waiting;
  queue.take();
  const second = queue.first() as Waiting;
  queue.take();
  queue.putBack([first, second]);
  assert.equal(queue.length, 4);
  assert.deepEqual(takeAll(queue), ["a", "b", "c", "d"]);
});
