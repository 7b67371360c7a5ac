import assert from "node:assert/strict";
import { test } from "node:test";
import { workSource } from "./work-source.ts";

const ITEM = { kind: "x", caseNumber: "2026-0001", title: "制动盘", since: 0, waitingFor: "finance-officer" };

test("what is to be done opens its act with everything that is known of it", () => {
  const item = { ...ITEM, command: "transfer.approve-plan", dealId: "deal_1", planId: "plan_1" };
  assert.equal(workSource.address(item), "acts/approve-plan?dealId=deal_1&planId=plan_1");
});

test("an objection is answered on its notice", () => {
  const item = { ...ITEM, command: "transfer.resolve-objection", noticeId: "notice_1", objectionId: "objection_1" };
  assert.equal(workSource.address(item), "notices/notice_1?answer=objection_1");
});

test("what one waits for opens the notice or the case", () => {
  assert.equal(workSource.address({ ...ITEM, dealId: "deal_1", noticeId: "notice_1" }), "notices/notice_1");
  assert.equal(workSource.address({ ...ITEM, dealId: "deal_1" }), "cases/deal_1");
  assert.equal(workSource.address(ITEM), "cases");
});

test("a case is its deal, before that its achievement, and nothing for a bank slip", () => {
  assert.equal(workSource.caseAddress({ ...ITEM, dealId: "deal_1", achievementId: "achievement_1" }), "cases/deal_1");
  assert.equal(workSource.caseAddress({ ...ITEM, achievementId: "achievement_1" }), "achievements/achievement_1");
  assert.equal(workSource.caseAddress({ ...ITEM, slipId: "slip_1" }), undefined);
});
