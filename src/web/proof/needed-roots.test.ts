import assert from "node:assert/strict";
import { test } from "node:test";
import { checkReceipt } from "#kernel/check-receipt";
import { type Receipt, receiptText } from "#kernel/receipt";
import { AnchoringLedger, PayoutLedger } from "../../../test/support/receipt-ledgers.ts";
import { lacksOnlyRoots, neededRoots } from "./needed-roots.ts";
import { changedCopy, spotsOf } from "./tamper.ts";

const unit = new PayoutLedger();
const paid = unit.payOut();
const alliance = new AnchoringLedger(unit);
alliance.anchor();
const receipt: Receipt = alliance.anchoredReceipt(unit, paid, "pia");
const file = receiptText(receipt);

const check = (text: string, ...genesisHashes: readonly string[]) => checkReceipt(text, { genesisHashes });

test("an anchored receipt needs the genesis of its ledger and of the other one, as the file has them", () => {
  const hashes = [unit.hash, alliance.hash];
  for (const brought of [[], hashes]) {
    const roots = neededRoots(check(file, ...brought), receipt);
    assert.deepEqual(
      roots.map(({ hash }) => hash),
      hashes,
    );
  }
  assert.deepEqual(neededRoots(check("{}"), undefined), []);
});

test("a receipt that agrees with itself lacks roots alone, and one that was changed does not", () => {
  assert.ok(lacksOnlyRoots(check(file)));
  assert.ok(lacksOnlyRoots(check(file, "5e".repeat(32))));
  assert.ok(lacksOnlyRoots(check(file, unit.hash)));
  assert.ok(lacksOnlyRoots(check(file, alliance.hash)));
  assert.ok(!lacksOnlyRoots(check(file, unit.hash, alliance.hash)), "nothing is lacking");
  assert.ok(!lacksOnlyRoots(check(file.slice(1))));
  for (const spot of spotsOf(file)) {
    // Another genesis is another ledger, which nobody has shown yet to be the wrong one.
    if (spot.name !== "genesis") assert.ok(!lacksOnlyRoots(check(changedCopy(file, spot))), spot.name);
  }
});
