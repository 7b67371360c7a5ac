import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { endOfDay } from "#kit/calendar-day";
import { expectAnswered } from "../../../../test/support/expect-answer.ts";
import { equityTerms, type Label, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

function objected() {
  const ledger = new TransferLedger();
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  const noticeId = ledger.noticed(dealId);
  ledger.advanceTo(endOfDay("2026-03-04"));
  const args = { noticeId, target: "whole", reason: "价格偏低" };
  const objectionId = String(ledger.done("transfer.object", args, "stranger")["objectionId"]);
  const notice = (as?: Label) => expectAnswered(ledger.query("transfer.notice", { noticeId }, as));
  return { ledger, dealId, noticeId, objectionId, notice };
}

test("a notice tells every day with its count, what is left, and when it closes", () => {
  const { ledger, objectionId, notice } = objected();
  const stopped = notice("jia");
  assert.deepEqual([stopped["today"], stopped["daysLeft"]], ["2026-03-05", 13]);
  const kinds = (stopped["calendar"] as JsonObject[]).map(({ day, kind, count }) => [day, kind, count]);
  assert.deepEqual(kinds, [
    ["2026-03-02", "publication", null],
    ["2026-03-03", "counted", 1],
    ["2026-03-04", "counted", 2],
    ["2026-03-05", "stopped", null],
  ]);
  const answer = { objectionId, result: "dismissed", resolution: "不成立" };
  ledger.done("transfer.resolve-objection", answer, "discipline");
  const running = notice("jia");
  assert.equal((running["notice"] as JsonObject)["closesOn"], "2026-03-24");
  const last = (running["calendar"] as JsonObject[]).at(-1);
  assert.deepEqual([last?.["day"], last?.["count"]], ["2026-03-24", 15]);
});

test("an objection shows its texts to whom it concerns, until they are erased; others see how many there are", () => {
  const { ledger, notice } = objected();
  const shown = (as: Label) => (notice(as)["objections"] as JsonObject[]).map(({ reason }) => reason);
  assert.deepEqual(
    ["stranger", "discipline", "office"].map((as) => shown(as as Label)),
    [["价格偏低"], ["价格偏低"], ["价格偏低"]],
  );
  assert.deepEqual(shown("leader"), []);
  assert.equal((notice("leader")["notice"] as JsonObject)["openObjectionCount"], 1);
  for (const commitment of ledger.personal.keys()) ledger.personal.delete(commitment);
  assert.deepEqual(shown("discipline"), [null]);
});

test("who is not in the audience sees no notice", () => {
  const { ledger, notice } = objected();
  assert.equal(notice("other office")["notice"], null);
  assert.equal(notice()["notice"], null);
  assert.notEqual(notice("rail")["notice"], null);
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  const noticeId = ledger.noticed(dealId, { audience: "public" });
  const shown = expectAnswered(ledger.query("transfer.notice", { noticeId }));
  assert.equal((shown["notice"] as JsonObject)["audience"], "public");
  // The case behind it stays closed to the public.
  assert.equal(shown["dealId"], null);
});

test("notices are listed by state and page by page", () => {
  const { ledger } = objected();
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  ledger.noticed(dealId);
  const list = (input: JsonObject, as: Label = "jia") =>
    expectAnswered(ledger.query("transfer.notices", input, as)) as { items: JsonObject[]; next?: string };
  assert.deepEqual(
    list({}).items.map(({ number, state, daysLeft }) => [number, state, daysLeft]),
    [
      ["2026-0002", "open", 15],
      ["2026-0001", "suspended", 13],
    ],
  );
  assert.deepEqual(
    list({ state: "suspended" }).items.map(({ number }) => number),
    ["2026-0001"],
  );
  const first = list({ limit: 1 });
  assert.equal(list({ limit: 1, after: first.next ?? "" }).items[0]?.["number"], "2026-0001");
  assert.deepEqual(list({}, "other office").items, []);
});
