import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kernel/bytes";
import { checkReceipt } from "#kernel/check-receipt";
import { receiptText } from "#kernel/receipt";
import { AnchoringLedger, PayoutLedger } from "../../../test/support/receipt-ledgers.ts";
import { changedCopy, SPOT_NAMES, type SpotName, spotsOf, windowOf } from "./tamper.ts";

/** Which check notices a changed byte first. */
const NOTICED_BY: Readonly<Record<SpotName, string>> = {
  amount: "contents",
  args: "contents",
  result: "contents",
  signature: "transaction",
  payload: "transaction",
  time: "inclusion",
  path: "inclusion",
  cosignature: "checkpoint",
  enrolment: "enrolments",
  genesis: "genesis",
  anchor: "anchor",
};

function scene() {
  const unit = new PayoutLedger();
  unit.enrolPhone("olga");
  const paid = unit.payOut("olga phone", { reason: "prize" });
  const alliance = new AnchoringLedger(unit);
  alliance.anchor();
  const trust = { genesisHashes: [unit.hash, alliance.hash], nowMs: unit.time };
  return { text: receiptText(alliance.anchoredReceipt(unit, paid, "rui")), trust };
}

const { text, trust } = scene();

test("a receipt offers a byte for every check, and each change is noticed by its own", () => {
  assert(checkReceipt(text, trust).ok);
  const spots = spotsOf(text);
  assert.deepEqual(
    spots.map(({ name }) => name),
    SPOT_NAMES,
  );
  for (const spot of spots) {
    const copy = changedCopy(text, spot);
    const { ok, checks } = checkReceipt(copy, trust);
    assert.equal(ok, false);
    assert.equal(checks[0]?.status, "passed", `${spot.name} leaves the file readable`);
    assert.equal(checks.find(({ status }) => status === "failed")?.code, NOTICED_BY[spot.name], spot.name);
  }
});

test("the copy differs from the file in exactly one byte", () => {
  for (const spot of spotsOf(text)) {
    const [before, after] = [utf8(text), utf8(changedCopy(text, spot))];
    assert.equal(after.length, before.length);
    assert.equal(before.filter((byte, i) => byte !== after[i]).length, 1);
  }
});

test("the window around a byte says where in the file it is, in bytes", () => {
  assert.deepEqual(windowOf("名: 625713", 3, 2, 3), { offset: 3, text: ": 625" });
  assert.deepEqual(windowOf("12345", 1), { offset: 0, text: "12345" });
});

test("a file that is no receipt in canonical form offers nothing to change", () => {
  assert.deepEqual(spotsOf("no JSON"), []);
  assert.deepEqual(spotsOf("[]"), []);
  assert.deepEqual(spotsOf(JSON.stringify(JSON.parse(text), undefined, 1)), []);
});
