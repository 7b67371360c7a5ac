import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { basisPoints } from "#kernel/rate";
import { awardPools, netIncomeOf } from "#kit/award-pools";
import { blockers, type Case, checkNotice, checkPlan, chooseRule, type Finding } from "#kit/rule-check";
import type { Route } from "#kit/rule-pack";
import { rulePack, rulePacks } from "./rule-packs.ts";

const caseOf = (route: Route, signedOn: string, code = "bjtu", isStateFounded = true): Case => ({
  route,
  signedOn,
  unit: { code, isStateFounded },
});

const BRAKE_DISC = caseOf("equity", "2019-06-15");

/** Rule id and verdict of every finding, with `!` where it blocks. */
const verdicts = (findings: readonly Finding[]): string[] =>
  findings.map(({ packId, ruleId, verdict, isBlocking }) => `${packId}.${ruleId} ${verdict}${isBlocking ? "!" : ""}`);

function chosen(of: Case) {
  const choice = chooseRule(rulePacks, of);
  assert.ok(choice);
  return choice;
}

test("awards 90 % of a stake of 12,500,000 yuan and leaves 10 % to the asset company", () => {
  const choice = chosen(BRAKE_DISC);
  assert.deepEqual([choice.because, choice.pack.id, choice.rule.id], ["unit-rule", "bjtu", "equity"]);
  const { award, rest } = awardPools(choice, 1_250_000_000n);
  assert.equal(award.amount, 1_125_000_000n);
  assert.equal(rest.amount, 125_000_000n);
  assert.deepEqual([award.remainder, award.extraFen, award.decidedBy], [0n, 0n, "none"]);
});

test("awards 97 % of the net income of a licence, above the national and the Beijing figure", () => {
  const licence = caseOf("licence", "2020-06-01");
  const choice = chosen(licence);
  const net = netIncomeOf(choice.pack, 300_000_000n, [
    { id: "1", class: "deal-taxes", amount: 90_000n },
    { id: "2", class: "maintenance", amount: 1_864_000n },
    { id: "3", class: "valuation", amount: 3_600_000n },
    { id: "4", class: "negotiation", amount: 1_234_567n },
    { id: "5", class: "research-funding", amount: 50_000_000n },
  ]);
  assert.equal(net.net, 293_211_433n);
  assert.equal(net.lines.at(-1)?.verdict, "class-not-listed");
  const { award, rest } = awardPools(choice, net.net);
  assert.deepEqual([award.amount, rest.amount], [284_415_090n, 8_796_343n]);
  assert.match(award.assumption?.en ?? "", /net income is our assumption/);
  assert.deepEqual(verdicts(checkPlan(rulePacks, licence, { award: basisPoints(9700) })), [
    "bjtu.cash met",
    "beijing-2019.cash-permitted met",
    "national-2015.cash-default met",
    "national-2015.cash-floor met",
    "national-2015.main-contributors-floor not-stated",
  ]);
});

test("says that the Beijing regulations were not in force when the brake discs were contributed", () => {
  const findings = checkPlan(rulePacks, BRAKE_DISC, {
    award: basisPoints(9000),
    mainContributors: basisPoints(10_000),
  });
  assert.deepEqual(verdicts(findings), [
    "bjtu.equity met",
    "beijing-2019.equity-permitted not-in-force",
    "national-2015.equity-default met",
    "national-2015.equity-floor met",
    "national-2015.main-contributors-floor met",
  ]);
});

test("lets 60 % pass in Beijing and blocks 49.99 % for a state university only", () => {
  const sixty = checkPlan(rulePacks, caseOf("transfer", "2021-03-01", "other"), { award: basisPoints(6000) });
  assert.deepEqual(verdicts(sixty).slice(0, 1), ["beijing-2019.cash-permitted missed"]);
  assert.deepEqual(blockers(sixty), []);

  const tooLow = { award: basisPoints(4999), mainContributors: basisPoints(4999) };
  const state = checkPlan(rulePacks, caseOf("transfer", "2021-03-01", "other"), tooLow);
  assert.deepEqual(verdicts(blockers(state)), [
    "national-2015.cash-floor missed!",
    "national-2015.main-contributors-floor missed!",
  ]);
  const company = checkPlan(rulePacks, caseOf("transfer", "2021-03-01", "firm", false), tooLow);
  assert.deepEqual(verdicts(company), [
    "beijing-2019.cash-permitted not-binding",
    "national-2015.cash-default missed",
    "national-2015.cash-floor not-binding",
    "national-2015.main-contributors-floor not-binding",
  ]);
});

test("points out a plan below the unit's own rule without blocking it", () => {
  const findings = checkPlan(rulePacks, caseOf("transfer", "2021-03-01"), { award: basisPoints(9699) });
  assert.equal(verdicts(findings)[0], "bjtu.cash missed");
  assert.deepEqual(blockers(findings), []);
});

test("counts the years of own implementation", () => {
  const own = caseOf("own-implementation", "2021-03-01", "other");
  const of = (years?: number) => verdicts(blockers(checkPlan(rulePacks, own, { award: basisPoints(500), years })));
  assert.deepEqual(of(3), []);
  assert.deepEqual(of(), []);
  assert.deepEqual(of(2), ["national-2015.implementation-floor missed!"]);
});

test("falls back to the national default where the unit has no rule, and to nothing before 2015", () => {
  const fallback = chosen(caseOf("transfer", "2021-03-01", "other"));
  assert.deepEqual(
    [fallback.because, fallback.pack.id, fallback.rule.id],
    ["default", "national-2015", "cash-default"],
  );
  assert.equal(chosen(caseOf("own-implementation", "2021-03-01")).rule.id, "implementation-default");
  assert.equal(chooseRule(rulePacks, caseOf("transfer", "2015-09-30", "other")), undefined);
  const reversed = chooseRule([...rulePacks].reverse(), caseOf("transfer", "2021-03-01"));
  assert.equal(reversed?.pack.id, "bjtu");
});

test("warns of a notice of 7 days and lets it pass", () => {
  const seven = { days: 7, dayKind: "calendar" } as const;
  const award = checkNotice(rulePacks, caseOf("transfer", "2019-10-08", "other"), { about: "award", ...seven });
  assert.deepEqual(verdicts(award), ["national-2015.award-notice missed"]);
  assert.deepEqual([award[0]?.requiredDays, award[0]?.plannedDays], [15, 7]);
  const price = checkNotice(rulePacks, caseOf("transfer", "2019-10-08", "other"), { about: "price", ...seven });
  assert.deepEqual(verdicts(price), ["national-2015.price-notice met", "national-2015.price-notice-days missed"]);
  const working = { about: "award", days: 15, dayKind: "working" } as const;
  assert.deepEqual(verdicts(checkNotice(rulePacks, BRAKE_DISC, working)), [
    "bjtu.award-notice-days met",
    "national-2015.award-notice met",
  ]);
  const calendar = { about: "award", days: 20, dayKind: "calendar" } as const;
  assert.deepEqual(verdicts(checkNotice(rulePacks, BRAKE_DISC, calendar)), [
    "bjtu.award-notice-days missed",
    "national-2015.award-notice missed",
  ]);
});

test("splits a patent sold for 30,000 yuan 90/10 under a rule of 90 %", () => {
  const { pack, rule } = chosen(caseOf("transfer", "2019-10-08"));
  const { award, rest } = awardPools({ because: "unit-rule", pack, rule: { ...rule, rateBp: 9000 } }, 3_000_000n);
  assert.deepEqual([award.amount, rest.amount], [2_700_000n, 300_000n]);
});

test("finds packs by id and version, each with its article, force and source in both languages", () => {
  assert.equal(rulePack("bjtu", 1)?.unit, "bjtu");
  assert.equal(rulePack("bjtu", 2), undefined);
  for (const pack of rulePacks) {
    const file = readFileSync(new URL(`./rule-packs/${pack.id}.json`, import.meta.url), "utf8");
    const englishTexts = [...file.matchAll(/"en": "([^"]*)"/g)].map(([, text]) => text ?? "");
    for (const text of englishTexts) assert.doesNotMatch(text, /\p{Script=Han}/u);
    for (const rule of pack.rules) assert.match(rule.article.zh, /条|规定|制度/);
  }
});
