import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { basisPoints, type Rate } from "#kernel/rate";
import { randomSeed } from "../../test/support/random-seed.ts";
import { AWARD, type AwardPools, awardPools, netIncomeOf, REST } from "./award-pools.ts";
import type { Choice } from "./rule-check.ts";
import { readRulePack } from "./rule-pack.ts";
import type { Paid } from "./splitting.ts";

const words = { zh: "文", en: "text" };

/** A unit's pack with a flat rate, tiers as Notre Dame has them, a third, and a definition of net income. */
const PACK = readRulePack({
  id: "unit",
  version: 3,
  level: "unit",
  jurisdiction: "CN",
  unit: "u",
  title: words,
  document: words,
  source: words,
  effectiveOn: null,
  rules: [
    { id: "flat", rateBp: 9700 },
    { id: "tiers", tiers: [{ upTo: "10000000", rateBp: 5000 }, { rateBp: 2500 }] },
    { id: "third", rateExact: { num: "1", den: "3" } },
  ].map((rule) => ({
    ...rule,
    article: words,
    routes: ["transfer"],
    base: "net-income",
    recipient: "award",
    force: "unit-rule",
    bindingOn: "this-unit",
    evidence: "rule-text",
    note: words,
  })),
  notices: [],
  netIncome: {
    article: words,
    costClasses: [
      { id: "taxes", isDeductible: true, article: words, title: words },
      { id: "research", isDeductible: false, article: words, title: words },
    ],
    note: words,
  },
  provisions: [],
});

function choice(id: string): Choice {
  const rule = PACK.rules.find((each) => each.id === id);
  assert.ok(rule);
  return { because: "unit-rule", pack: PACK, rule };
}

const paidBy = (pools: AwardPools, paid: Paid = new Map()): Paid =>
  new Map([
    [AWARD, (paid.get(AWARD) ?? 0n) + pools.award.amount],
    [REST, (paid.get(REST) ?? 0n) + pools.rest.amount],
  ]);

test("deducts only the cost classes of the pack and says so for each cost", () => {
  const net = netIncomeOf(PACK, 1_000n, [
    { id: "c1", class: "taxes", amount: 30n },
    { id: "c2", class: "research", amount: 500n },
    { id: "c3", class: "travel", amount: 70n },
    { id: "c4", class: "taxes", amount: 1n },
  ]);
  assert.equal(net.deducted, 31n);
  assert.equal(net.net, 969n);
  assert.deepEqual(
    net.lines.map(({ id, verdict }) => [id, verdict]),
    [
      ["c1", "deducted"],
      ["c2", "not-deductible"],
      ["c3", "class-not-listed"],
      ["c4", "deducted"],
    ],
  );
  assert.equal(netIncomeOf(PACK, 10n, [{ id: "c1", class: "taxes", amount: 30n }]).net, -20n);
  assert.throws(() => netIncomeOf(PACK, 10n, [{ id: "c1", class: "taxes", amount: -1n }]), /c1/);
  const { netIncome: _, ...silent } = PACK;
  assert.throws(() => netIncomeOf(silent, 10n, []), /does not define net income/);
});

test("explains each pool by rule, pack, base, rate and remainder", () => {
  const { award, rest, amount, overdrawn } = awardPools(choice("flat"), 293_211_433n);
  assert.equal(amount, 293_211_433n);
  assert.equal(overdrawn, 0n);
  assert.equal(award.amount, 284_415_090n);
  assert.equal(rest.amount, 8_796_343n);
  const { packId, packVersion, ruleId, base, baseFen, because, force } = award;
  assert.deepEqual(
    { packId, packVersion, ruleId, base, baseFen, because, force },
    {
      packId: "unit",
      packVersion: 3,
      ruleId: "flat",
      base: "net-income",
      baseFen: 293_211_433n,
      because: "unit-rule",
      force: "unit-rule",
    },
  );
  assert.deepEqual(award.tiers, [{ baseFen: 293_211_433n, rate: basisPoints(9700) }]);
  assert.deepEqual(rest.tiers, [{ baseFen: 293_211_433n, rate: basisPoints(300) }]);
  // 2,932,114.33 × 97 % = 2,844,150.9001: the award's remainder of 100/10000 loses to the rest's 9900/10000.
  assert.equal(award.remainder, 100n);
  assert.equal(award.decidedBy, "remainder");
  assert.equal(rest.extraFen, 1n);
});

test("takes tiers of the base to date, exact at their ends, however it is paid", () => {
  const tiers = choice("tiers");
  assert.equal(awardPools(tiers, 34_000_000n).award.amount, 11_000_000n);
  assert.equal(awardPools(tiers, 10_000_000n).award.amount, 5_000_000n);
  assert.equal(awardPools(tiers, 10_000_000n).award.tiers.length, 1);
  assert.equal(awardPools(tiers, 10_000_004n).award.amount, 5_000_001n);
  const first = awardPools(tiers, 9_999_999n);
  const second = awardPools(tiers, 34_000_000n, paidBy(first));
  assert.equal(first.award.amount + second.award.amount, 11_000_000n);
  assert.deepEqual(
    second.award.tiers.map(({ baseFen, rate }) => [baseFen, rate] as [bigint, Rate]),
    [
      [10_000_000n, basisPoints(5000)],
      [24_000_000n, basisPoints(2500)],
    ],
  );
});

test("waits after a late cost or refund until income has made up for it", () => {
  const flat = choice("flat");
  const paid = paidBy(awardPools(flat, 10_000n));
  const overdrawn = awardPools(flat, 9_000n, paid);
  assert.deepEqual([overdrawn.amount, overdrawn.award.amount, overdrawn.overdrawn], [0n, 0n, 1_000n]);
  assert.equal(awardPools(flat, -5n, paid).overdrawn, 10_000n);
  assert.equal(awardPools(flat, 11_000n, paid).award.amount, 970n);
  assert.deepEqual(awardPools(flat, 0n).award.amount, 0n);
});

test("distributes every base to date exactly, in any instalments, within half a fen of the rate", (t) => {
  const bases = fc.array(fc.oneof(fc.integer({ min: -50, max: 300 }), fc.nat(40_000_000)), {
    minLength: 1,
    maxLength: 8,
  });
  const property = fc.property(bases, fc.constantFrom("flat", "tiers", "third"), (steps, ruleId) => {
    let paid: Paid = new Map();
    let most = 0n;
    for (const step of steps) {
      const base = BigInt(step);
      const pools = awardPools(choice(ruleId), base, paid);
      assert.equal(pools.award.amount + pools.rest.amount, pools.amount);
      assert.ok(pools.award.amount >= 0n && pools.rest.amount >= 0n);
      paid = paidBy(pools, paid);
      most = base > most ? base : most;
      const [award, rest] = [paid.get(AWARD) ?? 0n, paid.get(REST) ?? 0n];
      assert.equal(award + rest, most);
      const deviation = (pools.award.entitledFen - award) * pools.award.weightSum + pools.award.remainder;
      assert.ok(2n * (deviation < 0n ? -deviation : deviation) <= pools.award.weightSum);
    }
  });
  fc.assert(property, randomSeed(t, 5_000));
});
