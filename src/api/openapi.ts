import type { Command, Query } from "#kernel/command";
import type { Json, JsonObject } from "#kernel/json";
import type { Scenario } from "#kernel/scenario";
import { jsonSchema, personalPaths } from "#kernel/shape";
import { RUNTIME_REJECTIONS } from "#ledger/run-contract";
import type { LedgerService } from "#ledger/service";
import { describeFields } from "./describe-fields.ts";
import type { Language } from "./language.ts";
import { apiPaths, ledgerParameter, problemResponse } from "./openapi-paths.ts";
import { apiSchemas } from "./openapi-schemas.ts";
import { PROBLEMS, type ProblemCode } from "./problem-catalogue.ts";
import { problemText } from "./problems.ts";
import { textAt } from "./scenario-texts.ts";

/** A scenario and the ledgers of this node that run it. */
interface Mounted {
  readonly scenario: Scenario;
  readonly ledgers: readonly string[];
}

/** OpenAPI 3.1 of everything this node offers, made from the definitions of its ledgers' scenarios. */
export function openApiDocument(nodeName: string, services: Iterable<LedgerService>, language: Language): JsonObject {
  const mounted = mountedScenarios(services);
  const ledgers = [...new Set(mounted.flatMap((mount) => mount.ledgers))];
  const paths: Record<string, Json> = { ...apiPaths(ledgers, language) };
  const schemas: Record<string, Json> = { ...apiSchemas(allCodes(mounted)) };
  for (const mount of mounted) {
    for (const query of mount.scenario.queries) paths[queryPath(query)] = queryItem(query, mount, language);
    for (const command of mount.scenario.commands) {
      schemas[argumentsName(command)] = argumentsSchema(command, mount.scenario, language);
      paths[commandPath(command)] = { post: commandOperation(command, mount, language) };
    }
  }
  return {
    openapi: "3.1.0",
    info: { title: `Sanlian 三链: ${nodeName}`, version: "1", description: DESCRIPTION[language] },
    servers: [{ url: "/" }],
    tags: mounted.map(({ scenario }) => ({
      name: scenario.name,
      description: titleOf(scenario, ["name"], language) ?? scenario.name,
    })),
    paths,
    components: {
      schemas,
      securitySchemes: { session: { type: "http", scheme: "bearer", description: SESSION[language] } },
    },
    "x-sanlian-problems": problemList(language),
  };
}

/** Scenarios of all ledgers, each once. */
export function mountedScenarios(services: Iterable<LedgerService>): readonly Mounted[] {
  const found = new Map<string, { scenario: Scenario; ledgers: string[] }>();
  for (const service of services) {
    for (const scenario of service.contracts.scenarios) {
      const mount = found.get(scenario.name) ?? { scenario, ledgers: [] };
      mount.ledgers.push(service.name);
      found.set(scenario.name, mount);
    }
  }
  return [...found.values()];
}

/** Title of a definition in the texts of its scenario, or its name. */
export function definitionTitle(
  scenario: Scenario,
  kind: "commands" | "queries",
  name: string,
  language: Language,
): string {
  return titleOf(scenario, [kind, shortName(name), "title"], language) ?? name;
}

/** Summary of a definition, where its scenario has one. */
export function definitionSummary(
  scenario: Scenario,
  kind: "commands" | "queries",
  name: string,
  language: Language,
): string | undefined {
  return titleOf(scenario, [kind, shortName(name), "summary"], language);
}

function queryPath(query: Query): string {
  return `/api/v1/ledgers/{ledger}/${query.name.replace(".", "/")}`;
}

/** Every command goes to the one address of transactions; the fragment, which no client sends, tells the entries apart. */
function commandPath(command: Command): string {
  return `/api/v1/ledgers/{ledger}/transactions#${command.name}`;
}

function argumentsName(command: Command): string {
  return `arguments.${command.name}`;
}

function argumentsSchema(command: Command, scenario: Scenario, language: Language): JsonObject {
  const fields = scenario.texts[language]["commands"];
  return describeFields(jsonSchema(command.input), fields, shortName(command.name));
}

function queryItem(query: Query, { scenario, ledgers }: Mounted, language: Language): JsonObject {
  const schema = describeFields(jsonSchema(query.input), scenario.texts[language]["queries"], shortName(query.name));
  const shared = {
    tags: [scenario.name],
    summary: definitionTitle(scenario, "queries", query.name, language),
    description: definitionSummary(scenario, "queries", query.name, language) ?? "",
    "x-sanlian-roles": query.allow,
    ...(query.allow === "public" ? {} : { security: [{ session: [] }] }),
    responses: { "200": jsonResponse({ type: "object" }), default: problemResponse() },
  };
  return {
    parameters: [ledgerParameter(ledgers)],
    get: { ...shared, operationId: query.name, parameters: queryParameters(schema) },
    post: {
      ...shared,
      operationId: `${query.name}.post`,
      requestBody: { required: true, content: { "application/json": { schema } } },
    },
  };
}

/** Parameters of a query string; nested inputs go by POST. */
function queryParameters(schema: JsonObject): readonly Json[] {
  const properties = (schema["properties"] ?? {}) as JsonObject;
  const required = (schema["required"] ?? []) as readonly string[];
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as JsonObject;
    return {
      name,
      in: "query",
      required: required.includes(name),
      schema: rest,
      ...(description === undefined ? {} : { description }),
    };
  });
}

function commandOperation(command: Command, { scenario, ledgers }: Mounted, language: Language): JsonObject {
  const rejections = { ...RUNTIME_REJECTIONS, ...command.rejections };
  return {
    tags: [scenario.name],
    operationId: command.name,
    summary: definitionTitle(scenario, "commands", command.name, language),
    description: definitionSummary(scenario, "commands", command.name, language) ?? "",
    parameters: [ledgerParameter(ledgers)],
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: {
            allOf: [
              { $ref: "#/components/schemas/Submission" },
              { type: "object", properties: { args: { $ref: `#/components/schemas/${argumentsName(command)}` } } },
            ],
          },
        },
      },
    },
    responses: { "200": jsonResponse({ $ref: "#/components/schemas/Answer" }), default: problemResponse() },
    "x-sanlian-command": command.name,
    "x-sanlian-roles": command.allow,
    "x-sanlian-cosigners": command.cosigners ?? [],
    "x-sanlian-personal": personalPaths(command.input),
    "x-sanlian-rejections": Object.fromEntries(
      Object.entries(rejections).map(([code, status]) => [
        code,
        { status, title: rejectionTitle(scenario, code, language) },
      ]),
    ),
  };
}

function rejectionTitle(scenario: Scenario, code: string, language: Language): string {
  const own = titleOf(scenario, ["rejections", code], language);
  return own ?? (Object.hasOwn(PROBLEMS, code) ? problemText(code as ProblemCode, language).title : code);
}

function jsonResponse(schema: JsonObject): JsonObject {
  return { description: "OK", content: { "application/json": { schema } } };
}

function allCodes(mounted: readonly Mounted[]): readonly string[] {
  const declared = mounted.flatMap(({ scenario }) =>
    scenario.commands.flatMap((command) => Object.keys(command.rejections)),
  );
  return [...new Set([...Object.keys(PROBLEMS), ...declared])].sort();
}

function problemList(language: Language): JsonObject {
  const entries = Object.entries(PROBLEMS).map(([code, status]): [string, Json] => {
    const { title, detail } = problemText(code as ProblemCode, language);
    return [code, { status, title, detail }];
  });
  return Object.fromEntries(entries);
}

function titleOf(scenario: Scenario, path: readonly string[], language: Language): string | undefined {
  return textAt(scenario.texts[language], path);
}

function shortName(name: string): string {
  return name.slice(name.indexOf(".") + 1);
}

const DESCRIPTION: Readonly<Record<Language, string>> = {
  en: "Commands are signed transactions: each has an entry of its own here, told apart by a fragment that is never sent. Queries read what the signed-in key may see. Amounts are decimal strings in the smallest unit.",
  zh: "命令是签名交易：每个命令在此有单独条目，以不会被发送的片段区分。查询只返回登录密钥可见的内容。金额为最小单位的十进制字符串。",
};

const SESSION: Readonly<Record<Language, string>> = {
  en: "Token of POST /api/v1/sessions. Browsers get it as a cookie too.",
  zh: "POST /api/v1/sessions 所得的令牌。浏览器也会以 Cookie 形式获得。",
};
