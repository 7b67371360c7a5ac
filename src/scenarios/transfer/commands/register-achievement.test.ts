import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import { type Label, personId, TransferLedger, teamList } from "../../../../test/support/transfer-ledger.ts";

test("the office registers an achievement once everyone has confirmed", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.disclosed();
  const register = (as: Label = "office", version = 1, id = achievementId) =>
    ledger.act("register-achievement", { achievementId: id, version }, as);
  expectRejected(register("office", 1, testId("achievement", "none")), "achievement_not_found");
  expectRejected(register("other office"), "case_of_other_unit");
  assert.equal(expectRejected(register(), "achievement_not_confirmed")["state"], "disclosed");
  ledger.confirmAll(achievementId, 1);
  assert.equal(expectRejected(register("office", 2), "list_superseded")["version"], 1);
  ledger.done("transfer.register-achievement", { achievementId, version: 1 }, "office");
  const { state, registeredAt } = ledger.row("achievements", "id", achievementId);
  assert.deepEqual([state, registeredAt], ["registered", ledger.time]);
  expectRejected(register(), "achievement_not_confirmed");
});

test("who contributed does not register", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("everything"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.confirmed({ contributors: [...contributors, line] });
  const register = ledger.act("register-achievement", { achievementId, version: 1 }, "everything");
  expectRejected(register, "registrar_is_contributor");
});
