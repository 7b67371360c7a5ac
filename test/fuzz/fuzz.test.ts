import { after, before, describe, test } from "node:test";
import {
  expectBatchesRefused,
  expectRequestsAnswered,
  expectSinglesRefused,
  expectSocketsAnswered,
} from "./fuzz-runs.ts";
import { FuzzedNode } from "./fuzzed-node.ts";

/** A hundred thousand in all. */
describe("a node that is sent nonsense", () => {
  let node: FuzzedNode;
  before(async () => {
    node = await FuzzedNode.start();
  });
  after(() => node.close());

  test("refuses broken submissions in batches", (t) => expectBatchesRefused(t, node, 80_000));
  test("refuses broken submissions one by one", (t) => expectSinglesRefused(t, node, 3_000));
  test("answers broken requests with problems of its catalogue", (t) => expectRequestsAnswered(t, node, 15_000));
  test("answers or drops what is broken on its way", (t) => expectSocketsAnswered(t, node, 2_000));
});
