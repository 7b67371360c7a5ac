import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRejected } from "../../../../test/support/expect-answer.ts";
import { memberId, TransferLedger, unit } from "../../../../test/support/transfer-ledger.ts";

test("a unit is described anew for later deals, and signed ones keep what they froze", () => {
  const ledger = new TransferLedger();
  const dealId = ledger.licence();
  const changed = { ...unit(), assetHolderId: memberId("college"), code: "other", isStateFounded: false };
  ledger.done("transfer.describe-unit", changed, "admin");
  assert.equal(ledger.row("units", "memberId", memberId("school"))["code"], "other");
  assert.deepEqual(ledger.row("deals", "id", dealId)["unit"], { code: "bjtu", isStateFounded: true });
});

test("only an administrator describes a unit", () => {
  const ledger = new TransferLedger();
  const args = { ...unit(), code: "bjtu", isStateFounded: true };
  expectRejected(ledger.act("describe-unit", args, "office"), "role_missing");
});
