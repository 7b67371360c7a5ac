import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { defineCommand } from "#kernel/command";
import { defineScenario, type Scenario, type Texts } from "#kernel/scenario";
import { shape } from "#kernel/shape";
import { scenarios } from "#scenarios/index";
import { scenarioTextProblems } from "./scenario-texts.ts";

const COMPLETE = {
  name: "Shop",
  summary: "Sells.",
  roles: { clerk: "Clerk" },
  rejections: { sold_out: "Sold out." },
  commands: { buy: { title: "Buy", summary: "Buys.", fields: { count: "Count" } } },
};

const buy = defineCommand({
  name: "shop.buy",
  allow: ["clerk"],
  input: shape.object({ count: shape.int(1, 2) }),
  rejections: { sold_out: 409 },
  run: (_tx, _input, _ctx, reject) => reject("sold_out"),
});

function problemsOf(english: Texts): string[] {
  const texts = { zh: COMPLETE, en: english };
  const parts = { tables: [], queries: [], timers: [] };
  return scenarioTextProblems(defineScenario({ name: "shop", roles: ["clerk"], commands: [buy], texts, ...parts }));
}

test("complete texts have no problem", () => {
  assert.deepEqual(problemsOf(COMPLETE), []);
});

test("a missing text and one that belongs to nothing are named", () => {
  assert.deepEqual(problemsOf({ ...COMPLETE, rejections: { sold: "Sold." } }), [
    "shop/en: rejections.sold_out is missing",
    "shop/en: rejections.sold belongs to nothing",
  ]);
  assert.deepEqual(problemsOf({ ...COMPLETE, commands: { buy: { title: "Buy", summary: "Buys." } } }), [
    "shop/en: commands.buy.fields.count is missing",
  ]);
});

test("every scenario says everything in Chinese and English, the examples too", async () => {
  const all = [...scenarios, ...(await exampleScenarios())];
  assert.ok(all.length > scenarios.length && scenarios.length > 0, "there are scenarios and an example");
  assert.deepEqual(all.flatMap(scenarioTextProblems), []);
});

async function exampleScenarios(): Promise<Scenario[]> {
  const folder = new URL("../../examples/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    /(^|\/)scenario\.ts$/.test(path),
  );
  const modules: Record<string, Scenario>[] = await Promise.all(
    files.map((path) => import(new URL(path, folder).href)),
  );
  return modules.flatMap((module) => Object.values(module));
}
