import type { Scenario, Texts } from "#kernel/scenario";
import { jsonSchema, type Shape } from "#kernel/shape";

/** What the texts of a scenario lack or have too much, measured against its manifest. One line a problem. */
export function scenarioTextProblems(scenario: Scenario): string[] {
  return (["zh", "en"] as const).flatMap((language) => {
    const texts = scenario.texts[language];
    const wanted = wantedKeys(scenario);
    const missing = wanted.filter((key) => at(texts, key) === undefined).map((key) => `${language}: ${key} is missing`);
    const surplus = ["tables", "rejections", "commands", "queries"].flatMap((section) =>
      Object.keys(at(texts, section) ?? {})
        .map((key) => `${section}.${key}`)
        .filter((key) => !wanted.some((other) => other === key || other.startsWith(`${key}.`)))
        .map((key) => `${language}: ${key} belongs to nothing`),
    );
    return [...missing, ...surplus].map((problem) => `${scenario.name}/${problem}`);
  });
}

function wantedKeys(scenario: Scenario): string[] {
  const stem = (name: string) => name.slice(name.indexOf(".") + 1);
  const codes = new Set(scenario.commands.flatMap(({ rejections }) => Object.keys(rejections)));
  return [
    "name",
    "summary",
    ...scenario.tables.map(({ name }) => `tables.${name}`),
    ...[...codes].map((code) => `rejections.${code}`),
    ...scenario.roles.map((role) => `roles.${role}`),
    ...scenario.commands.flatMap(({ name, input }) => definitionKeys(`commands.${stem(name)}`, input)),
    ...scenario.queries.flatMap(({ name, input }) => definitionKeys(`queries.${stem(name)}`, input)),
  ];
}

function definitionKeys(prefix: string, input: Shape<unknown>): string[] {
  const fields = Object.keys(Object(jsonSchema(input)["properties"]));
  return [`${prefix}.title`, `${prefix}.summary`, ...fields.map((field) => `${prefix}.fields.${field}`)];
}

function at(texts: Texts, key: string): string | Texts | undefined {
  let node: string | Texts | undefined = texts;
  for (const part of key.split(".")) node = typeof node === "object" ? node[part] : undefined;
  return node;
}
