import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AWARD, awardPools, REST } from "#kit/award-pools";
import { type Choice, chooseRule } from "#kit/rule-check";
import { paidAfter, paidWithout, payeesProblem, splitInstalment } from "#kit/splitting";
import { randomSeed } from "../../../test/support/random-seed.ts";
import { rulePacks } from "./rule-packs.ts";

const unit = { code: "bjtu", isStateFounded: true };
const choice = chooseRule(rulePacks, { route: "licence", signedOn: "2026-03-02", unit });
const IDS = "abcdefgh";

const aPlan = fc.record({
  rateBp: fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: undefined }),
  weights: fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 1_000_000 })), {
    minLength: 1,
    maxLength: 8,
  }),
  /** What came in and what was spent between two plans. */
  steps: fc.array(fc.tuple(fc.maxSafeNat(), fc.nat(100_000)), { minLength: 1, maxLength: 3 }),
});

function ruleOf(rateBp: number | undefined): Choice {
  assert.ok(choice !== undefined);
  if (rateBp === undefined) return choice;
  const { rateExact: _, tiers: __, ...others } = choice.rule;
  return { ...choice, rule: { ...others, rateBp } };
}

test("of 100,000 random plans every sum is exact, no instalment is negative, order is nothing, and reversal restores", (t) => {
  const property = fc.property(aPlan, ({ rateBp, weights, steps }) => {
    const payees = weights.map((weight, i) => ({ id: IDS.charAt(i), weight: BigInt(weight) }));
    if (payeesProblem(payees) !== undefined) return;
    const rule = ruleOf(rateBp);
    let pools: ReadonlyMap<string, bigint> = new Map();
    let paid: ReadonlyMap<string, bigint> = new Map();
    let base = 0n;
    for (const [received, spent] of steps) {
      base += BigInt(received) - BigInt(spent);
      const { amount, award, rest } = awardPools(rule, base, pools);
      assert.ok(award.amount >= 0n && rest.amount >= 0n);
      assert.equal(award.amount + rest.amount, amount);
      const split = splitInstalment(award.amount, payees, paid);
      assert.equal(
        split.shares.reduce((sum, share) => sum + share.amount, 0n),
        award.amount,
      );
      assert.ok(split.shares.every((share) => share.amount >= 0n));
      const turned = splitInstalment(award.amount, [...payees].reverse(), paid);
      assert.ok(split.shares.every((share, i) => share.amount === turned.shares[i]?.amount));
      const after = paidAfter(split, paid);
      const restored = paidWithout(split, after);
      for (const { id } of payees) assert.equal(restored.get(id) ?? 0n, paid.get(id) ?? 0n);
      paid = after;
      pools = new Map([
        [AWARD, (pools.get(AWARD) ?? 0n) + award.amount],
        [REST, (pools.get(REST) ?? 0n) + rest.amount],
      ]);
    }
  });
  fc.assert(property, randomSeed(t, 100_000));
});
