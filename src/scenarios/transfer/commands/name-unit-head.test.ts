import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import {
  type Label,
  memberId,
  personId,
  TransferLedger,
  teamShares,
} from "../../../../test/support/transfer-ledger.ts";

test("a head of the unit is given cash and no shares", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const head = { personId: personId("yi"), post: "院长", isHead: true };
  ledger.done("transfer.name-unit-head", head, "discipline");
  const equity = ledger.equity({}, achievementId);
  ledger.stake(equity);
  const planId = ledger.proposed(equity);
  const split = () => ledger.act("decide-team-split", { planId, shares: teamShares() }, "leader");
  const facts = expectRejected(split(), "unit_head_gets_no_shares");
  assert.deepEqual([facts["person"], facts["pack"]], [personId("yi"), "national-2015"]);
  const without = teamShares({ leader: 6_000, jia: 2_000, yi: 0, bing: 1_000, ding: 1_000 });
  ledger.done("transfer.decide-team-split", { planId, shares: without }, "leader");
  const licence = ledger.licence({}, achievementId);
  ledger.receipt(licence, 10_000n);
  ledger.split(licence);
  ledger.done("transfer.name-unit-head", { ...head, isHead: false }, "discipline");
  ledger.done("transfer.decide-team-split", { planId, shares: teamShares() }, "leader");
});

test("the rule binds units that the state founded, and nobody marks the own post or people of others", () => {
  const ledger = new TransferLedger({ unitCode: "private", isStateFounded: false });
  const mark = (label: Label, as: Label = "discipline") =>
    ledger.act("name-unit-head", { personId: personId(label), post: "院长", isHead: true }, as);
  expectRejected(mark("discipline"), "head_is_self");
  expectRejected(mark("yi", "office"), "role_missing");
  ledger.done("transfer.name-unit-head", { personId: personId("yi"), post: "院长", isHead: true }, "discipline");
  const dealId = ledger.equity();
  ledger.stake(dealId);
  ledger.split(dealId);
  assert.equal(ledger.row("unit_heads", "personId", personId("yi"))["unitId"], memberId("school"));
  expectRejected(mark("yi", "other discipline"), "case_of_other_unit");
});
