import assert from "node:assert/strict";
import { test } from "node:test";
import { floorsOf } from "./compared-floors.ts";
import type { ComparedRule } from "./pack-answers.ts";

const both = { zh: "", en: "" };

function rule(ruleId: string, force: string, award: string, base = "10000"): ComparedRule {
  return {
    packId: `pack of ${ruleId}`,
    packVersion: 1,
    packTitle: both,
    level: "national",
    effectiveOn: null,
    isInForce: true,
    ruleId,
    article: both,
    force,
    bindingOn: "every-unit",
    evidence: "rule-text",
    note: both,
    rates: [],
    base,
    award,
    rest: "0",
    decides: false,
  };
}

test("an award is held against what must and what may be reached, not against itself or a default", () => {
  const unit = rule("unit", "unit-rule", "9700");
  const law = rule("law", "mandatory", "5000");
  const city = rule("city", "permitted", "7000");
  const all = [unit, law, city, rule("default", "default", "5000")];
  assert.deepEqual(
    floorsOf(unit, all).map(({ ruleId, isMet }) => [ruleId, isMet]),
    [
      ["law", true],
      ["city", true],
    ],
  );
  assert.deepEqual(
    floorsOf(law, all).map(({ ruleId, isMet }) => [ruleId, isMet]),
    [["city", false]],
  );
});

test("packs that deduct other costs are compared by their shares", () => {
  const unit = rule("unit", "unit-rule", "5000", "10000");
  const law = rule("law", "mandatory", "6000", "12000");
  assert.equal(floorsOf(unit, [unit, law])[0]?.isMet, true);
  assert.equal(floorsOf(unit, [unit, { ...law, isInForce: false }]).length, 0);
});
