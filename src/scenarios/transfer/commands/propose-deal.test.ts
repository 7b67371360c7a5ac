import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValueObject } from "#kernel/json";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  type Label,
  licenceTerms,
  memberId,
  personId,
  TransferLedger,
  teamList,
} from "../../../../test/support/transfer-ledger.ts";

test("a deal is proposed with its terms and the rules of the day, and brings nothing yet", () => {
  const ledger = new TransferLedger();
  const deal = ledger.row("deals", "id", ledger.dealProposed(licenceTerms(ledger.registered())));
  assert.deepEqual(
    ["state", "revision", "contractNumber", "signedOn", "ruledOn", "decisionId"].map((field) => deal[field]),
    ["proposed", 1, "", null, "2026-03-02", null],
  );
  assert.deepEqual(ledger.rows({ name: "transfer_settlements" }), []);
  const receipt = { dealId: deal["id"] ?? "", amount: 1n, bankReference: "回单" };
  expectRejected(ledger.act("record-receipt", receipt, "finance"), "deal_not_open");
});

test("a deal is proposed by the unit's office, with somebody else, by nobody who contributed", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("everything"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.registered({ contributors: [...contributors, line] });
  const propose = (changes: ValueObject = {}, as: Label = "office") =>
    ledger.act("propose-deal", { ...licenceTerms(achievementId), ...changes }, as);
  expectRejected(propose({ achievementId: testId("achievement", "none") }), "achievement_not_found");
  expectRejected(propose({}, "other office"), "case_of_other_unit");
  expectRejected(propose({}, "everything"), "officer_is_contributor");
  expectRejected(propose({ counterpartyId: memberId("school") }), "counterparty_is_unit");
});

test("terms that do not fit together are refused", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const propose = (changes: ValueObject) =>
    ledger.act("propose-deal", { ...licenceTerms(achievementId), ...changes }, "office");
  const facts = expectRejected(propose({ price: 300_000_001n }), "instalments_do_not_add_up");
  assert.deepEqual(facts, { sum: "3000000.00", price: "3000000.01" });
  expectRejected(propose({ instalments: [] }), "instalments_do_not_add_up");
  expectRejected(propose({ route: "equity" }), "instalments_of_shares");
});

test("a deal needs a registered achievement of a described unit, and rules for it", () => {
  const ledger = new TransferLedger();
  const propose = (achievementId: string, as: Label = "office") =>
    ledger.act("propose-deal", licenceTerms(achievementId), as);
  assert.equal(expectRejected(propose(ledger.confirmed()), "achievement_not_registered")["state"], "confirmed");

  const line = { personId: personId("other dean"), part: "completer", isMain: true, contributionBp: 10_000 };
  const list = { leaderId: personId("other dean"), contributors: [line] };
  const disclosure = { title: "另一项成果", kind: "other", ...list };
  const { achievementId } = ledger.done("transfer.disclose-achievement", disclosure, "other dean");
  ledger.done("transfer.register-achievement", { achievementId: achievementId ?? "", version: 1 }, "other office");
  expectRejected(propose(String(achievementId), "other office"), "unit_not_described");
});

test("before there was a law no rule decides, and before Beijing's none said what net income is", () => {
  for (const [startsAt, code] of [
    [Date.UTC(2015, 8, 30), "rule_missing"],
    [Date.UTC(2016, 4, 1), "net_income_undefined"],
  ] as const) {
    const ledger = new TransferLedger({ unitCode: "elsewhere", startsAt });
    expectRejected(ledger.act("propose-deal", licenceTerms(ledger.registered()), "office"), code);
  }
});
