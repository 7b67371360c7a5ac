import { strict as assert } from "node:assert";
import { test } from "node:test";
import { check, shape } from "#kernel/shape";
import { type PageInput, pageFields, pageOf, startAfter } from "./paging.ts";

const ROWS = ["a", "b", "c", "d", "e"].map((key) => ({ key }));

function page(input: PageInput) {
  const read = (after: string | undefined, limit: number) =>
    ROWS.filter(({ key }) => after === undefined || key > after).slice(0, limit);
  return pageOf(
    input,
    read,
    ({ key }) => key,
    ({ key }) => ({ letter: key }),
  );
}

test("pages follow each other without gap or overlap and the last one names no next", () => {
  assert.deepEqual(page({ limit: 2 }), { items: [{ letter: "a" }, { letter: "b" }], next: "b" });
  assert.deepEqual(page({ limit: 2, after: "b" }), { items: [{ letter: "c" }, { letter: "d" }], next: "d" });
  assert.deepEqual(page({ limit: 2, after: "d" }), { items: [{ letter: "e" }] });
});

test("a page that ends exactly with the last row names no next", () => {
  assert.equal("next" in page({ limit: 5 }), false);
  assert.deepEqual(page({ after: "e" }), { items: [] });
});

test("the page limit has bounds", () => {
  const input = shape.object(pageFields);
  assert.equal(check(input, {}).ok, true);
  assert.equal(check(input, { limit: 0 }).ok, false);
  assert.equal(check(input, { limit: 201 }).ok, false);
});

test("the first page has no start", () => {
  assert.deepEqual(startAfter(undefined), {});
  assert.deepEqual(startAfter("k"), { after: "k" });
});
