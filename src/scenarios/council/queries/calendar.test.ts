import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { councilLedger } from "../../../../test/support/council-ledger.ts";
import { expectAnswered } from "../../../../test/support/expect-answer.ts";

test("a week of October has its holidays and its make-up day", () => {
  const answer = expectAnswered(councilLedger().query("council.calendar", { from: "2019-10-07", count: 7 }));
  const days = answer["days"] as readonly JsonObject[];
  assert.deepEqual(
    days.filter(({ isWorking }) => isWorking === true).map(({ day }) => day),
    ["2019-10-08", "2019-10-09", "2019-10-10", "2019-10-11", "2019-10-12"],
  );
});

test("without a first day it starts today", () => {
  const answer = expectAnswered(councilLedger().query("council.calendar", {}));
  const [first] = answer["days"] as readonly JsonObject[];
  assert.equal(first?.["day"], answer["today"]);
  assert.equal((answer["days"] as readonly JsonObject[]).length, 21);
});
