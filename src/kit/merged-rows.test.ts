import { strict as assert } from "node:assert";
import { test } from "node:test";
import fc from "fast-check";
import { randomSeed } from "../../test/support/random-seed.ts";
import { mergedRows, type RowOrder, type RowSource, rowsAtHand } from "./merged-rows.ts";

interface Row {
  readonly key: string;
  readonly at: number;
}

const row = fc.record({
  key: fc.string({ minLength: 1, maxLength: 2, unit: fc.constantFrom("a", "b", "c") }),
  at: fc.nat(3),
});

function orderOf(reverse: boolean): RowOrder<Row> {
  return { columnOf: ({ at }) => at, keyOf: ({ key }) => key, reverse };
}

function sorted(rows: readonly Row[], reverse: boolean): readonly Row[] {
  const ascending = [...rows].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  return reverse ? ascending.reverse() : ascending;
}

test("pages of several sources together give every row once, in order", (t) => {
  const rows = fc.uniqueArray(row, { selector: ({ key }) => key });
  const parts = fc.array(fc.nat(7), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(rows, parts, fc.boolean(), fc.integer({ min: 1, max: 4 }), (all, masks, reverse, limit) => {
      const order = orderOf(reverse);
      const cursorOf = (key: string) => all.find((one) => one.key === key);
      // Each row stands in one source or more, as its mask says.
      const sources: readonly RowSource<Row>[] = [1, 2, 4].map((bit) =>
        rowsAtHand(() => all.filter((_, i) => (((masks[i] ?? 0) || 1) & bit) !== 0), order, cursorOf),
      );
      const seen: Row[] = [];
      for (let after: string | undefined; ; ) {
        const page = mergedRows(sources, order, after, limit);
        seen.push(...page);
        after = page.at(-1)?.key;
        if (page.length < limit) break;
      }
      assert.deepEqual(seen, sorted(all, reverse));
    }),
    randomSeed(t),
  );
});

test("nothing follows a row that is not there", () => {
  const source = rowsAtHand(
    () => [{ key: "a", at: 1 }],
    orderOf(false),
    () => undefined,
  );
  assert.deepEqual(source("b", 10), []);
});
