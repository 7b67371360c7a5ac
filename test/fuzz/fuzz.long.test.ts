import { describe, test } from "node:test";
import {
  expectBatchesRefused,
  expectRequestsAnswered,
  expectSinglesRefused,
  expectSocketsAnswered,
} from "./fuzz-runs.ts";
import { FuzzedNode } from "./fuzzed-node.ts";

const COUNT = 100_000;

/** A hundred thousand for every way into a node, each on a node of its own. */
describe("a node that is sent nonsense for long", () => {
  for (const [name, expectAll] of [
    ["refuses broken submissions in batches", expectBatchesRefused],
    ["refuses broken submissions one by one", expectSinglesRefused],
    ["answers broken requests with problems of its catalogue", expectRequestsAnswered],
    ["answers or drops what is broken on its way", expectSocketsAnswered],
  ] as const) {
    test(name, async (t) => {
      const node = await FuzzedNode.start();
      t.after(() => node.close());
      await expectAll(t, node, COUNT);
    });
  }
});
