import assert from "node:assert/strict";
import { test } from "node:test";
import { firstPages, type ListSpec, listInput } from "./list-spec.ts";

const CASES: ListSpec = {
  query: "transfer.cases",
  kinds: ["transfer.deal"],
  states: ["signed"],
  orders: ["newest", "oldest"],
  rows: 25,
};

test("a list is asked for as the address says, and an address that says nonsense asks for everything", () => {
  assert.deepEqual(listInput(CASES, {}, undefined), { limit: 25 });
  const whole = { state: "signed", order: "oldest", after: "deal_1", q: "brake" };
  assert.deepEqual(listInput(CASES, whole, ["deal_2"]), {
    limit: 25,
    state: "signed",
    order: "oldest",
    foundIds: ["deal_2"],
    after: "deal_1",
  });
  assert.deepEqual(listInput(CASES, { state: "sold", order: "cheapest" }, []), { limit: 25, foundIds: [] });
  assert.deepEqual(listInput({ ...CASES, orders: ["oldest", "newest"] }, { order: "newest" }, undefined), {
    limit: 25,
    order: "newest",
  });
});

test("lists beside each other turn their pages by themselves and go back to the first together", () => {
  const address = { "after-office": "a", "after-finance": "b", q: "brake" };
  assert.deepEqual(listInput(CASES, address, undefined, "after-office"), { limit: 25, after: "a" });
  assert.deepEqual(firstPages(address), { "after-office": undefined, "after-finance": undefined });
});
