import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { endOfDay } from "#kit/calendar-day";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  equityTerms,
  type Label,
  personId,
  TransferLedger,
  teamList,
} from "../../../../test/support/transfer-ledger.ts";

const ANSWER = { result: "dismissed", resolution: "评估程序合规" };

function objected(ledger: TransferLedger, achievementId = ledger.registered(), as: Label = "stranger") {
  const dealId = ledger.dealProposed(equityTerms(achievementId));
  const noticeId = ledger.noticed(dealId);
  const args = { noticeId, target: "whole", reason: "价格偏低" };
  return { dealId, noticeId, objectionId: String(ledger.done("transfer.object", args, as)["objectionId"]) };
}

test("a dismissed objection lets the clock go on with the days that were left", () => {
  const ledger = new TransferLedger();
  const { dealId, noticeId, objectionId } = objected(ledger);
  ledger.advanceTo(endOfDay("2026-03-09"));
  const done = ledger.done("transfer.resolve-objection", { objectionId, ...ANSWER }, "discipline");
  // No day had counted on the 2nd; the 10th, on which it was answered, does not count either.
  assert.deepEqual([done["noticeState"], done["closesOn"]], ["open", "2026-03-31"]);
  assert.equal(ledger.row("deals", "id", dealId)["state"], "noticed");
  assert.equal(ledger.row("notices", "id", noticeId)["openObjectionCount"], 0);
});

test("an upheld objection makes the notice void and the price is proposed again", () => {
  const ledger = new TransferLedger();
  const { dealId, noticeId, objectionId } = objected(ledger);
  const args = { objectionId, result: "upheld", resolution: "重新评估", documentHash: "e".repeat(64) };
  assert.equal(ledger.done("transfer.resolve-objection", args, "discipline")["noticeState"], "void");
  assert.equal(ledger.row("deals", "id", dealId)["state"], "proposed");
  assert.equal(ledger.row("notices", "id", noticeId)["state"], "void");
  ledger.noticed(dealId);
});

test("nobody answers an objection who has a part in it", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("discipline"), part: "transformer", isMain: false, contributionBp: 0 };
  const { objectionId } = objected(ledger, ledger.registered({ contributors: [...contributors, line] }));
  const resolve = (as: Label, id = objectionId) => ledger.act("resolve-objection", { objectionId: id, ...ANSWER }, as);
  expectRejected(resolve("discipline", testId("objection", "none")), "objection_not_found");
  expectRejected(resolve("other discipline"), "case_of_other_unit");
  expectRejected(resolve("office"), "role_missing");
  expectRejected(resolve("discipline"), "resolver_is_interested");
  const own = objected(ledger, ledger.registered(), "inspector");
  expectRejected(resolve("inspector", own.objectionId), "resolver_is_interested");
  ledger.done("transfer.resolve-objection", { objectionId: own.objectionId, ...ANSWER }, "discipline");
  const again = ledger.act("resolve-objection", { objectionId: own.objectionId, ...ANSWER }, "discipline");
  assert.equal(expectRejected(again, "objection_not_open")["state"], "dismissed");
});
