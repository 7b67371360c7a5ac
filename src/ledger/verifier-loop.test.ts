import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { utf8, utf8Decode } from "#kernel/bytes";
import { randomSeed } from "../../test/support/random-seed.ts";
import type { Door } from "./door.ts";
import { entriesOf } from "./thread-messages.ts";
import { splitLines, verifyChunk } from "./verifier-loop.ts";

function lines(text: string): string[] {
  return splitLines(utf8(text)).map(utf8Decode);
}

test("lines end with a newline, and the last one may do without", () => {
  assert.deepEqual(lines(""), []);
  assert.deepEqual(lines("a"), ["a"]);
  assert.deepEqual(lines("a\n"), ["a"]);
  assert.deepEqual(lines("a\nb"), ["a", "b"]);
  assert.deepEqual(lines("\n"), [""]);
  assert.deepEqual(lines("a\n\n三\r\n"), ["a", "", "三\r"]);
});

test("every text is its lines again", (t) => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom("a", "\r", "链") })), fc.boolean(), (wanted, isEnded) => {
      const last = wanted.at(-1);
      // An empty last line without its newline is no line.
      const isOpen = !isEnded && last !== "" && last !== undefined;
      const text = wanted.map((line) => `${line}\n`).join("");
      assert.deepEqual(lines(isOpen ? text.slice(0, -1) : text), wanted);
    }),
    randomSeed(t),
  );
});

test("a chunk keeps the order of its lines, passed or refused", () => {
  const door = {
    open: (line: Uint8Array) => {
      const text = utf8Decode(line);
      return text.startsWith("good") ? { ok: true, entry: { text } } : { ok: false, answer: `no ${text}` };
    },
  } as unknown as Door;
  const verified = verifyChunk(door, 7, utf8("good 1\nbad 2\ngood 3\n"));
  assert.equal(verified.chunk, 7);
  assert.deepEqual(verified.refused, [undefined, "no bad 2", undefined]);
  assert.deepEqual(entriesOf(verified), [{ text: "good 1" }, { text: "good 3" }]);
});
