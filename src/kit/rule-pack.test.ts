import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#kernel/json";
import { basisPoints } from "#kernel/rate";
import { flatRate, isInForce, RulePackError, readRulePack, tiersOf } from "./rule-pack.ts";

const words = { zh: "文", en: "text" };

const RULE = {
  id: "cash",
  article: words,
  routes: ["transfer"],
  base: "net-income",
  recipient: "award",
  rateBp: 5000,
  force: "default",
  bindingOn: "every-unit",
  evidence: "rule-text",
  note: words,
};

const packOf = (rules: readonly JsonObject[], rest: JsonObject = {}): JsonObject => ({
  id: "pack",
  version: 1,
  level: "national",
  jurisdiction: "CN",
  title: words,
  document: words,
  source: words,
  effectiveOn: "2015-10-01",
  rules,
  notices: [],
  provisions: [],
  ...rest,
});

const without = (object: JsonObject, key: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));

test("reads a pack with a rate in each of its three forms", () => {
  const tiers = [{ upTo: "10000000", rateBp: 5000 }, { rateBp: 2500 }];
  const pack = readRulePack(
    packOf([
      RULE,
      { ...without(RULE, "rateBp"), id: "third", rateExact: { num: "1", den: "3" } },
      { ...without(RULE, "rateBp"), id: "tiered", tiers },
    ]),
  );
  const [flat, third, tiered] = pack.rules;
  assert.ok(flat && third && tiered);
  assert.deepEqual(flatRate(flat), basisPoints(5000));
  assert.deepEqual(flatRate(third), { num: 1n, den: 3n });
  assert.equal(flatRate(tiered), undefined);
  assert.deepEqual(tiersOf(tiered), [
    { upTo: 10_000_000n, rate: basisPoints(5000) },
    { upTo: undefined, rate: basisPoints(2500) },
  ]);
});

test("names every field of an unusable pack", () => {
  const refused: readonly (readonly [JsonObject, string])[] = [
    [packOf([without(RULE, "article")]), "rules.0.article"],
    [packOf([without(RULE, "rateBp")]), "rules.0.rateBp"],
    [packOf([{ ...RULE, rateExact: { num: "1", den: "2" } }]), "rules.0.rateBp"],
    [packOf([{ ...without(RULE, "rateBp"), rateExact: { num: "3", den: "2" } }]), "rules.0.rateExact"],
    [packOf([{ ...RULE, rateBp: 10_001 }]), "rules.0.rateBp"],
    [packOf([{ ...RULE, force: "unit-rule" }]), "rules.0.force"],
    [packOf([{ ...RULE, force: "advisable" }]), "rules.0.force"],
    [packOf([{ ...RULE, term: { yearsMin: 5, yearsMax: 3, from: "production" } }]), "rules.0.term.yearsMax"],
    [packOf([RULE, RULE]), "rules"],
    [packOf([{ ...without(RULE, "rateBp"), tiers: [{ rateBp: 1 }, { rateBp: 2 }] }]), "rules.0.tiers"],
    [packOf([{ ...without(RULE, "rateBp"), tiers: [{ upTo: "5", rateBp: 1 }] }]), "rules.0.tiers"],
    [packOf([RULE], { level: "unit" }), "unit"],
    [packOf([RULE], { unit: "u" }), "unit"],
    [packOf([RULE], { effectiveOn: "2015-13-01" }), "effectiveOn"],
    [packOf([RULE], { colour: "red" }), "colour"],
  ];
  for (const [json, path] of refused) {
    assert.throws(
      () => readRulePack(json),
      (error) => error instanceof RulePackError && error.issues.some((issue) => issue.path === path),
      path,
    );
  }
});

test("knows the days on which a pack applies", () => {
  const pack = readRulePack(packOf([RULE], { repealedOn: "2020-01-01" }));
  assert.equal(isInForce(pack, "2015-09-30"), false);
  assert.equal(isInForce(pack, "2015-10-01"), true);
  assert.equal(isInForce(pack, "2019-12-31"), true);
  assert.equal(isInForce(pack, "2020-01-01"), false);
  assert.equal(isInForce(readRulePack(packOf([RULE], { effectiveOn: null })), "1990-01-01"), true);
});
