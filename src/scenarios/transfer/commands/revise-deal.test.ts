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

const AGREED = { pricing: "agreement", valuationReference: "评估-1" };

test("new terms supersede the notice of the old price and get a version of their own", () => {
  const ledger = new TransferLedger();
  const { achievementId: _, pricingReference: __, ...terms } = licenceTerms(ledger.registered());
  const dealId = ledger.dealProposed({ ...licenceTerms(ledger.registered()), ...AGREED });
  const noticeId = ledger.noticed(dealId);
  const price = 310_000_000n;
  const instalments = [{ dueOn: "2026-06-30", amount: price }];
  const args = { dealId, reason: "异议后重新议价", ...terms, pricing: "agreement", price, instalments };
  assert.equal(ledger.done("transfer.revise-deal", args, "office")["revision"], 2);
  const deal = ledger.row("deals", "id", dealId);
  // What the new terms do not name any more is gone.
  assert.deepEqual(
    ["state", "price", "revision", "valuationReference", "pricingReference"].map((field) => deal[field]),
    ["proposed", "310000000", 2, undefined, undefined],
  );
  assert.deepEqual(
    ["state", "endReason"].map((field) => ledger.row("notices", "id", noticeId)[field]),
    ["superseded", "异议后重新议价"],
  );
  ledger.noticed(dealId, { revision: 2 });
  assert.equal(ledger.row("deals", "id", dealId)["state"], "noticed");
});

test("terms are revised by the unit's office before the decision, and must fit together", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("everything"), part: "transformer", isMain: false, contributionBp: 0 };
  const all = licenceTerms(ledger.registered({ contributors: [...contributors, line] }));
  const { achievementId: _, ...terms } = all;
  const dealId = ledger.dealProposed(all);
  const revise = (changes: ValueObject = {}, as: Label = "office") =>
    ledger.act("revise-deal", { dealId, reason: "更正", ...terms, ...changes }, as);
  expectRejected(revise({ dealId: testId("deal", "none") }), "deal_not_found");
  expectRejected(revise({}, "other office"), "case_of_other_unit");
  expectRejected(revise({}, "everything"), "officer_is_contributor");
  expectRejected(revise({ counterpartyId: memberId("school") }), "counterparty_is_unit");
  expectRejected(revise({ instalments: [] }), "instalments_do_not_add_up");
  expectRejected(revise({ route: "equity" }), "instalments_of_shares");
  const decided = ledger.decided(all);
  assert.equal(expectRejected(revise({ dealId: decided }), "deal_not_proposed")["state"], "decided");
});

test("a route that came to have no rule is refused", () => {
  for (const [startsAt, code] of [
    [Date.UTC(2015, 8, 30), "rule_missing"],
    [Date.UTC(2016, 4, 1), "net_income_undefined"],
  ] as const) {
    // The unit's own pack has a rule at any time; then the unit is described anew, without one.
    const ledger = new TransferLedger({ startsAt });
    const { achievementId, ...terms } = licenceTerms(ledger.registered());
    const dealId = ledger.dealProposed({ achievementId: achievementId ?? "", ...terms });
    ledger.described("elsewhere");
    expectRejected(ledger.act("revise-deal", { dealId, reason: "更正", ...terms }, "office"), code);
  }
});
