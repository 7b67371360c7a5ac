import { strict as assert } from "node:assert";
import { test } from "node:test";
import { wholeTx } from "#ledger/run-query";
import { councilLedger } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../../test/support/expect-answer.ts";
import { directory } from "../directory.ts";

const DAY_MS = 86_400_000;

test("steps of the simulated clock add up", () => {
  const ledger = councilLedger();
  const offset = () => directory.clockOffsetMs(wholeTx(ledger.state));
  assert.equal(offset(), 0);
  expectDone(ledger.run("council.advance-clock", { to: ledger.time + 3 * DAY_MS }, { as: "ada" }));
  assert.equal(offset(), 3 * DAY_MS);
  const time = ledger.time + 3 * DAY_MS;
  expectDone(ledger.run("council.advance-clock", { to: time + 400 * DAY_MS }, { as: "ada", time }));
  assert.equal(offset(), 403 * DAY_MS);
});

test("the clock goes neither back nor too far at once", () => {
  const ledger = councilLedger();
  const advance = (ms: number) => ledger.run("council.advance-clock", { to: ledger.time + ms }, { as: "ada" });
  expectRejected(advance(0), "instant_not_later");
  expectRejected(advance(-1), "instant_not_later");
  expectRejected(advance(400 * DAY_MS + 1), "instant_too_far");
});

test("the real clock cannot be moved", () => {
  const ledger = councilLedger("real");
  expectRejected(ledger.run("council.advance-clock", { to: ledger.time + DAY_MS }, { as: "ada" }), "clock_is_real");
});
