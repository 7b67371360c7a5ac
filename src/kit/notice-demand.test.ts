import assert from "node:assert/strict";
import { test } from "node:test";
import { noticeDemand, shortfalls } from "./notice-demand.ts";
import type { Case } from "./rule-check.ts";
import { readRulePack } from "./rule-pack.ts";

const words = { zh: "文", en: "text" };
const pack = (fields: object, notices: readonly object[]) =>
  readRulePack({
    version: 1,
    jurisdiction: "CN",
    title: words,
    document: words,
    source: words,
    rules: [
      {
        id: "cash",
        article: words,
        routes: ["transfer"],
        base: "net-income",
        recipient: "award",
        rateBp: 5000,
        evidence: "rule-text",
        note: words,
        ...("unit" in fields
          ? { force: "unit-rule", bindingOn: "this-unit" }
          : { force: "default", bindingOn: "every-unit" }),
      },
    ],
    notices: notices.map((notice) => ({ article: words, evidence: "unverified", note: words, ...notice })),
    provisions: [],
    ...fields,
  });
const packs = [
  pack({ id: "national", level: "national", effectiveOn: "2015-10-01" }, [
    { id: "price", about: "price", force: "mandatory", bindingOn: "state-founded" },
    { id: "price-days", about: "price", days: 15, dayKind: "calendar", force: "mandatory", bindingOn: "state-founded" },
    { id: "award", about: "award", days: 15, dayKind: "working", force: "customary", bindingOn: "state-founded" },
  ]),
  pack({ id: "school", level: "unit", unit: "school", effectiveOn: null }, [
    {
      id: "own",
      about: "price",
      days: 15,
      dayKind: "working",
      answerDays: 10,
      force: "customary",
      bindingOn: "this-unit",
    },
  ]),
];

const caseOf = (code: string, signedOn = "2026-03-02", isStateFounded = true): Case => {
  return { route: "transfer", signedOn, unit: { code, isStateFounded } };
};

test("a notice follows the most special rule that names its days", () => {
  const own = noticeDemand(packs, caseOf("school"), "price");
  assert.deepEqual(
    [own.source?.packId, own.source?.days, own.source?.dayKind, own.source?.force, own.answerDays],
    ["school", 15, "working", "customary", 10],
  );
  const national = noticeDemand(packs, caseOf("elsewhere"), "price");
  assert.deepEqual([national.source?.ruleId, national.source?.dayKind], ["price-days", "calendar"]);
});

test("where no rule binds nothing is demanded", () => {
  assert.equal(noticeDemand(packs, caseOf("elsewhere", "2026-03-02", false), "price").source, null);
  assert.equal(noticeDemand(packs, caseOf("elsewhere", "2015-09-30"), "price").source, null);
});

test("an award notice of seven days, as one school gave in October 2019, falls short", () => {
  const of = caseOf("elsewhere", "2019-10-08");
  const short = shortfalls(packs, of, { about: "award", days: 7, dayKind: "working" });
  assert.deepEqual(
    short.map(({ packId, ruleId, days, dayKind }) => [packId, ruleId, days, dayKind]),
    [["national", "award", 15, "working"]],
  );
  assert.deepEqual(shortfalls(packs, of, { about: "award", days: 15, dayKind: "working" }), []);
  // Fifteen calendar days are fewer than fifteen working days.
  assert.equal(shortfalls(packs, of, { about: "award", days: 15, dayKind: "calendar" }).length, 1);
});
