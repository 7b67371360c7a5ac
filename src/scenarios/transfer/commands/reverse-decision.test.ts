import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  equityTerms,
  type Label,
  licenceTerms,
  personId,
  TODAY,
  TransferLedger,
  teamList,
} from "../../../../test/support/transfer-ledger.ts";

test("a reversed decision leaves the notice that ran out, so the price can be decided again", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.decided(equityTerms(ledger.registered()));
  const reversed = ledger.done("transfer.reverse-decision", { dealId, reason: "纪要有误" }, "dean");
  assert.equal(reversed["state"], "noticed");
  assert.equal(ledger.row("decisions", "dealId", dealId)["state"], "reversed");
  const minutes = { dealId, revision: 1, minutesNumber: "会纪〔2026〕2号", decidedOn: TODAY, attendeeCount: 7 };
  ledger.done("transfer.record-decision", minutes, "dean");
});

test("a decision on a listing goes back to its proposal", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.decided(licenceTerms(ledger.registered()));
  ledger.done("transfer.reverse-decision", { dealId, reason: "纪要有误" }, "dean");
  assert.equal(ledger.row("deals", "id", dealId)["state"], "proposed");
});

test("a decision is reversed by the unit's leadership before the contract is signed", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("dean"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.registered({ contributors: [...contributors, line] });
  const dealId = ledger.licence({}, achievementId);
  const reverse = (as: Label = "rector", id = dealId) =>
    ledger.act("reverse-decision", { dealId: id, reason: "纪要有误" }, as);
  expectRejected(reverse("rector", testId("deal", "none")), "deal_not_found");
  expectRejected(reverse("other dean"), "case_of_other_unit");
  expectRejected(reverse("dean"), "officer_is_contributor");
  assert.equal(expectRejected(reverse(), "deal_not_proposed")["state"], "signed");
});
