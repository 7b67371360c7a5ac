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
  TOMORROW,
  TransferLedger,
  teamList,
  YESTERDAY,
} from "../../../../test/support/transfer-ledger.ts";

test("a contract of both sides freezes the unit, the packs and the rule that decides", () => {
  const ledger = new TransferLedger();
  const deal = ledger.row("deals", "id", ledger.licence());
  assert.equal(deal["counterpartyId"], memberId("metro"));
  assert.equal(deal["assetHolderId"], memberId("holding"));
  assert.deepEqual(deal["rule"], { because: "unit-rule", id: "bjtu", ruleId: "cash", version: 1 });
  assert.deepEqual(deal["netIncomePack"], { id: "bjtu", version: 1 });
  assert.equal((deal["packs"] as unknown[]).length, 3);
  assert.deepEqual([deal["asset"], deal["isLate"], deal["state"]], ["money", false, "signed"]);
});

test("shares follow the rule for stakes and have no net income", () => {
  const ledger = new TransferLedger();
  const deal = ledger.row("deals", "id", ledger.equity());
  assert.deepEqual(deal["rule"], { because: "unit-rule", id: "bjtu", ruleId: "equity", version: 1 });
  assert.deepEqual([deal["asset"], deal["netIncomePack"], deal["isLate"]], ["shares", null, true]);
});

test("a unit without a rule of its own falls back on the national law, with the net income of its region", () => {
  const ledger = new TransferLedger({ unitCode: "elsewhere" });
  const deal = ledger.row("deals", "id", ledger.licence());
  assert.deepEqual(deal["rule"], { because: "default", id: "national-2015", ruleId: "cash-default", version: 1 });
  assert.deepEqual(deal["netIncomePack"], { id: "beijing-2019", version: 1 });
});

test("a contract is signed by an officer of the unit and by somebody else", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.confirmed();
  const sign = (as: readonly Label[], changes: ValueObject = {}) =>
    ledger.act("sign-deal", { ...licenceTerms(achievementId), ...changes }, as);
  expectRejected(sign(["office", "metro"], { achievementId: testId("achievement", "none") }), "achievement_not_found");
  expectRejected(sign(["other office", "metro"]), "case_of_other_unit");
  expectRejected(sign(["office", "everything"]), "counterparty_is_unit");
  expectRejected(sign(["office"]), "signers_do_not_fit");
});

test("who contributed does not sign for the unit, and on the other side declares it", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = (label: Label) => ({ personId: personId(label), part: "completer", isMain: false, contributionBp: 0 });
  const list = [...contributors, line("everything"), line("metro")];
  const achievementId = ledger.confirmed({ contributors: list });
  for (const label of ["everything", "metro"] as const)
    ledger.done("transfer.confirm-contribution", { achievementId, version: 1 }, label);
  const terms = licenceTerms(achievementId);
  expectRejected(ledger.act("sign-deal", terms, ["everything", "rail"]), "signer_is_contributor");
  expectRejected(ledger.act("sign-deal", terms, ["office", "metro"]), "related_party_not_declared");
  ledger.done("transfer.sign-deal", { ...terms, isRelatedParty: true }, ["office", "metro"]);
});

test("terms that do not fit together are refused", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.confirmed();
  const sign = (changes: ValueObject) =>
    ledger.act("sign-deal", { ...licenceTerms(achievementId), ...changes }, ["office", "metro"]);
  expectRejected(sign({ signedOn: TOMORROW }), "day_in_future");
  const facts = expectRejected(sign({ price: 300_000_001n }), "instalments_do_not_add_up");
  assert.deepEqual(facts, { sum: "3000000.00", price: "3000000.01" });
  expectRejected(sign({ instalments: [] }), "instalments_do_not_add_up");
  expectRejected(sign({ route: "equity" }), "instalments_of_shares");
});

test("a contract needs a confirmed achievement, a free number and a described unit", () => {
  const ledger = new TransferLedger();
  const registered = licenceTerms(ledger.registered());
  expectRejected(ledger.act("sign-deal", registered, ["office", "metro"]), "achievement_not_confirmed");
  const achievementId = ledger.confirmed();
  const dealId = ledger.licence({}, achievementId);
  const again = { ...equityTerms(achievementId), contractNumber: "2026-XK-031" };
  expectRejected(ledger.act("sign-deal", again, ["office", "rail"]), "contract_number_taken");
  ledger.done("transfer.void-deal", { dealId, reason: "编号有误" }, ["office", "metro"]);
  ledger.done("transfer.sign-deal", again, ["office", "rail"]);

  const contributors = [{ personId: personId("leader"), part: "completer", isMain: true, contributionBp: 10_000 }];
  const elsewhere = { title: "另一项成果", kind: "other", leaderId: personId("leader"), contributors };
  const { achievementId: other } = ledger.done("transfer.register-achievement", elsewhere, "other office");
  ledger.done("transfer.confirm-contribution", { achievementId: other ?? "", version: 1 }, "leader");
  const terms = licenceTerms(String(other));
  expectRejected(ledger.act("sign-deal", terms, ["other office", "metro"]), "unit_not_described");
});

test("a contract for which no pack has a rule, or none says what net income is, is refused", () => {
  const ledger = new TransferLedger({ unitCode: "elsewhere" });
  const achievementId = ledger.confirmed();
  const sign = (signedOn: string) =>
    ledger.act("sign-deal", { ...licenceTerms(achievementId), signedOn }, ["office", "metro"]);
  expectRejected(sign("2015-09-30"), "rule_missing");
  expectRejected(sign("2016-05-01"), "net_income_undefined");
  ledger.licence({ signedOn: YESTERDAY }, achievementId);
});
