import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject, ValueObject } from "#kernel/json";
import { endOfDay } from "#kit/calendar-day";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { testId } from "../../../../test/support/test-genesis.ts";
import {
  equityTerms,
  type Label,
  licenceTerms,
  personId,
  TransferLedger,
  teamList,
} from "../../../../test/support/transfer-ledger.ts";

test("an agreed price is noticed for the days of the rule, shows what the law asks, and runs out by itself", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  const args = { dealId, revision: 1, audience: "unit" };
  const published = ledger.done("transfer.publish-price-notice", args, "office");
  assert.deepEqual(
    [published["number"], published["closesOn"], published["isShort"]],
    ["2026-0001", "2026-03-23", false],
  );
  const notice = ledger.row("notices", "id", String(published["noticeId"]));
  const shown = Object.fromEntries((notice["facts"] as JsonObject[]).map(({ name, value }) => [name, value]));
  assert.deepEqual(
    ["title", "price", "pricing", "related_party", "valuation"].map((name) => shown[name]),
    ["轨道车辆用钢质制动盘开发及应用研究", "1250000000", "agreement", "no", "评估报告一份"],
  );
  const source = notice["source"] as JsonObject;
  assert.deepEqual(
    [source["packId"], source["days"], source["dayKind"], source["force"]],
    ["bjtu", 15, "working", "customary"],
  );
  assert.equal(ledger.row("deals", "id", dealId)["state"], "noticed");
  ledger.advanceTo(endOfDay("2026-03-23"));
  assert.equal(ledger.row("notices", "id", String(published["noticeId"]))["state"], "closed");
  assert.deepEqual(ledger.faults, []);
});

test("a notice of seven days needs a reason, and shows it with the rule that it falls short of", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  const args = { dealId, revision: 1, audience: "unit", days: 7, dayKind: "working" };
  const facts = expectRejected(ledger.act("publish-price-notice", args, "office"), "notice_too_short");
  assert.deepEqual([facts["days"], facts["required"], facts["pack"]], [7, 15, "bjtu"]);
  const shortReason = "已在技术交易市场公示";
  const published = ledger.done("transfer.publish-price-notice", { ...args, shortReason }, "office");
  assert.deepEqual([published["isShort"], published["closesOn"]], [true, "2026-03-11"]);
  const notice = ledger.row("notices", "id", String(published["noticeId"]));
  assert.deepEqual([notice["shortReason"], (notice["source"] as JsonObject)["days"]], [shortReason, 15]);
});

test("a reason is kept only where the notice is short", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  const notice = ledger.row("notices", "id", ledger.noticed(dealId, { days: 20, shortReason: "无" }));
  assert.deepEqual([notice["days"], notice["shortReason"]], [20, null]);
});

test("a price is noticed by the unit's office, once, as it was seen", () => {
  const ledger = new TransferLedger();
  const { contributors } = teamList() as { contributors: ValueObject[] };
  const line = { personId: personId("everything"), part: "transformer", isMain: false, contributionBp: 0 };
  const achievementId = ledger.registered({ contributors: [...contributors, line] });
  const dealId = ledger.dealProposed(equityTerms(achievementId));
  const publish = (changes: ValueObject = {}, as: Label = "office") =>
    ledger.act("publish-price-notice", { dealId, revision: 1, audience: "unit", ...changes }, as);
  expectRejected(publish({ dealId: testId("deal", "none") }), "deal_not_found");
  expectRejected(publish({}, "other office"), "case_of_other_unit");
  expectRejected(publish({}, "everything"), "officer_is_contributor");
  assert.equal(expectRejected(publish({ revision: 2 }), "terms_superseded")["revision"], 1);
  expectRejected(publish({ dealId: ledger.dealProposed(licenceTerms(achievementId)) }), "price_not_agreed");
  ledger.noticed(dealId);
  assert.equal(expectRejected(publish(), "deal_not_proposed")["state"], "noticed");
});

test("where no rule says how long, the office does", () => {
  const ledger = new TransferLedger({ unitCode: "elsewhere", isStateFounded: false });
  const dealId = ledger.dealProposed(equityTerms(ledger.registered()));
  const args = { dealId, revision: 1, audience: "unit" };
  expectRejected(ledger.act("publish-price-notice", args, "office"), "notice_days_missing");
  const notice = ledger.row("notices", "id", ledger.noticed(dealId, { days: 5 }));
  assert.deepEqual([notice["source"], notice["days"], notice["dayKind"]], [null, 5, "working"]);
});
