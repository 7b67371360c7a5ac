import assert from "node:assert/strict";
import { test } from "node:test";
import { readSearch, searchText } from "./router-search.ts";

test("what an address says stays text, digits and words of JSON too", () => {
  assert.deepEqual(readSearch("?leaf=288&id=00000123456789012345678901&q=true"), {
    leaf: "288",
    id: "00000123456789012345678901",
    q: "true",
  });
});

test("an address is written as it is read", () => {
  const search = { q: "轨道 + 车辆 & 50 %", leaf: "7" };
  assert.deepEqual(readSearch(searchText(search)), search);
  assert.equal(searchText({ leaf: 288, open: true, gone: undefined }), "?leaf=288&open=true");
  assert.equal(searchText({}), "");
});
