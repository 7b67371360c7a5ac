import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { expectAnswered } from "../../../../test/support/expect-answer.ts";
import { memberId, TransferLedger } from "../../../../test/support/transfer-ledger.ts";

function rows(answer: JsonObject): readonly (readonly unknown[])[] {
  const packs = answer["packs"] as readonly JsonObject[];
  return packs.map(({ packId, ruleId, award, rest, decides }) => [packId, ruleId, award, rest, decides]);
}

test("anybody compares packs on a made-up base, and nothing is written", () => {
  const ledger = new TransferLedger();
  const before = ledger.executor.head.height;
  const asked = { route: "licence", base: "293211433", signedOn: "2026-03-02", isStateFounded: true };
  assert.deepEqual(rows(expectAnswered(ledger.query("transfer.pack-comparison", { ...asked, unitCode: "bjtu" }))), [
    ["bjtu", "cash", "284415090", "8796343", true],
    ["beijing-2019", "cash-permitted", "205248003", "87963430", false],
    ["national-2015", "cash-default", "146605717", "146605716", false],
    ["national-2015", "cash-floor", "146605717", "146605716", false],
  ]);
  const elsewhere = rows(expectAnswered(ledger.query("transfer.pack-comparison", asked)));
  assert.deepEqual(
    elsewhere.filter(([, , , , decides]) => decides === true).map(([packId]) => packId),
    ["national-2015"],
  );
  assert.equal(ledger.executor.head.height, before);
});

test("a case is compared by the costs that each pack deducts, a stake by its value", () => {
  const ledger = new TransferLedger();
  const achievementId = ledger.registered();
  const dealId = ledger.licence({}, achievementId);
  ledger.receipt(dealId, 11_000n);
  ledger.cost(dealId, 1_000n);
  const licence = rows(expectAnswered(ledger.query("transfer.case-comparison", { dealId }, "office")));
  assert.deepEqual(
    licence.map(([packId, , award]) => [packId, award]),
    [
      ["bjtu", "9700"],
      ["beijing-2019", "7000"],
      ["national-2015", "5000"],
      ["national-2015", "5000"],
    ],
  );
  const equityId = ledger.equity({}, achievementId);
  ledger.stake(equityId);
  const equity = rows(expectAnswered(ledger.query("transfer.case-comparison", { dealId: equityId }, "leader")));
  assert.deepEqual(equity[0], ["bjtu", "equity", "1125000000", "125000000", true]);
});

test("rule packs are public and units are known to whoever has a session", () => {
  const ledger = new TransferLedger();
  const { packs } = expectAnswered(ledger.query("transfer.rule-packs", {}));
  assert.deepEqual(
    (packs as readonly JsonObject[]).map(({ id }) => id),
    ["bjtu", "beijing-2019", "national-2015"],
  );
  const { units } = expectAnswered(ledger.query("transfer.units", {}, "metro"));
  assert.deepEqual(
    (units as readonly JsonObject[]).map((unit) => unit["memberId"]),
    [memberId("school")],
  );
});
