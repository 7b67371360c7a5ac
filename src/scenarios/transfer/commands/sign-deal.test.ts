import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  equityTerms,
  type Label,
  licenceTerms,
  memberId,
  personId,
  TODAY,
  TOMORROW,
  TransferLedger,
  teamList,
  YESTERDAY,
} from "../../../../test/support/transfer-ledger.ts";

const BOTH = ["office", "metro"] as const;
const CONTRACT = { revision: 1, contractNumber: "2026-XK-031", signedOn: TODAY };

test("a contract of both sides freezes the unit, the packs and the rule that decides", () => {
  const ledger = new TransferLedger();
  const deal = ledger.row("deals", "id", ledger.licence());
  assert.equal(deal["counterpartyId"], memberId("metro"));
  assert.equal(deal["assetHolderId"], memberId("holding"));
  assert.deepEqual(deal["rule"], { because: "unit-rule", id: "bjtu", ruleId: "cash", version: 1 });
  assert.deepEqual(deal["netIncomePack"], { id: "bjtu", version: 1 });
  assert.equal((deal["packs"] as unknown[]).length, 3);
  assert.deepEqual([deal["asset"], deal["isLate"], deal["state"]], ["money", false, "signed"]);
  assert.equal(deal["contractNumber"], "2026-XK-031");
});

test("shares follow the rule for stakes of the day of the contract and have no net income", () => {
  const ledger = new TransferLedger();
  const deal = ledger.row("deals", "id", ledger.equity());
  assert.deepEqual(deal["rule"], { because: "unit-rule", id: "bjtu", ruleId: "equity", version: 1 });
  assert.deepEqual(
    [deal["asset"], deal["netIncomePack"], deal["isLate"], deal["ruledOn"]],
    ["shares", null, true, "2019-06-28"],
  );
});

test("a unit without a rule of its own falls back on the national law, with the net income of its region", () => {
  const ledger = new TransferLedger({ unitCode: "elsewhere" });
  const deal = ledger.row("deals", "id", ledger.licence());
  assert.deepEqual(deal["rule"], { because: "default", id: "national-2015", ruleId: "cash-default", version: 1 });
  assert.deepEqual(deal["netIncomePack"], { id: "beijing-2019", version: 1 });
});

test("a contract is signed by an officer of the unit and by the company that it was decided with", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.decided(licenceTerms(ledger.registered()));
  const sign = (as: readonly Label[], id = dealId) => ledger.act("sign-deal", { dealId: id, ...CONTRACT }, as);
  expectRejected(sign(BOTH, testId("deal", "none")), "deal_not_found");
  expectRejected(sign(["other office", "metro"]), "case_of_other_unit");
  expectRejected(sign(["office", "rail"]), "case_of_other_company");
  expectRejected(sign(["office", "everything"]), "case_of_other_company");
  expectRejected(sign(["office"]), "signers_do_not_fit");
  ledger.done("transfer.sign-deal", { dealId, ...CONTRACT }, BOTH);
  assert.equal(expectRejected(sign(BOTH), "deal_not_decided")["state"], "signed");
});

test("who contributed does not sign for the unit, and on the other side declares it", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = (label: Label) => ({ personId: personId(label), part: "completer", isMain: false, contributionBp: 0 });
  const achievementId = ledger.registered({ contributors: [...contributors, line("everything"), line("metro")] });
  const dealId = ledger.decided(licenceTerms(achievementId));
  const sign = (as: readonly Label[]) => ledger.act("sign-deal", { dealId, ...CONTRACT }, as);
  expectRejected(sign(["everything", "metro"]), "signer_is_contributor");
  expectRejected(sign(BOTH), "related_party_not_declared");
  ledger.licence({ isRelatedParty: true }, achievementId);
});

test("a contract is what was decided, dated on a day that fits", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.dealProposed(licenceTerms(ledger.registered()));
  const sign = (changes: ValueObject = {}) => ledger.act("sign-deal", { dealId, ...CONTRACT, ...changes }, BOTH);
  assert.equal(expectRejected(sign(), "deal_not_decided")["state"], "proposed");
  const minutes = { dealId, revision: 1, minutesNumber: "会纪〔2026〕1号", decidedOn: TODAY, attendeeCount: 7 };
  ledger.done("transfer.record-decision", minutes, "dean");
  assert.equal(expectRejected(sign({ signedOn: TOMORROW }), "day_in_future")["day"], TOMORROW);
  assert.equal(expectRejected(sign({ revision: 2 }), "terms_superseded")["revision"], 1);
  assert.equal(expectRejected(sign({ signedOn: YESTERDAY }), "signed_before_decision")["day"], TODAY);
});

test("a contract needs a registered achievement and a free number, which a void one gives back", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const signed = ledger.licence({}, achievementId);
  const dealId = ledger.decided(equityTerms(achievementId));
  const sign = () => ledger.act("sign-deal", { dealId, ...CONTRACT }, ["office", "rail"]);
  expectRejected(sign(), "contract_number_taken");
  ledger.done("transfer.void-deal", { dealId: signed, reason: "编号有误" }, BOTH);
  ledger.done("transfer.revise-contributors", { achievementId, reason: "更正", ...teamList() }, "office");
  assert.equal(expectRejected(sign(), "achievement_not_registered")["state"], "disclosed");
  ledger.confirmAll(achievementId, 2);
  ledger.done("transfer.sign-deal", { dealId, ...CONTRACT }, ["office", "rail"]);
});

test("a contract for which no pack has a rule, or none says what net income is, is refused", () => {
  const ledger = new TransferLedger({ unitCode: "elsewhere" });
  const achievementId = ledger.registered();
  const sign = (signedOn: string) => {
    const dealId = ledger.decided(licenceTerms(achievementId), signedOn);
    return ledger.act("sign-deal", { dealId, ...CONTRACT, signedOn }, BOTH);
  };
  expectRejected(sign("2015-09-30"), "rule_missing");
  expectRejected(sign("2016-05-01"), "net_income_undefined");
  ledger.licence({ signedOn: YESTERDAY }, achievementId);
});
