import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import { startApi } from "../../test/support/api-harness.ts";
import { API_ROUTES } from "./openapi-paths.ts";
import { PROBLEMS } from "./problem-catalogue.ts";

type Document = Record<string, Record<string, Record<string, JsonObject>>> & {
  components: { schemas: Record<string, JsonObject> & { Problem: { properties: { code: { enum: string[] } } } } };
};

test("every command and query of every ledger is described, with schema, roles and rejections", async (t) => {
  const { api, alliance } = startApi(t);
  const document = (await api.inject({ url: "/api/openapi.json" })).json<Document>();
  assert.equal(document["openapi"], "3.1.0");
  for (const [name, command] of alliance.contracts.commands) {
    const operation = document["paths"]?.[`/api/v1/ledgers/{ledger}/transactions#${name}`]?.["post"];
    assert.equal(operation?.["x-sanlian-command"], name);
    assert.ok(document.components.schemas[`arguments.${name}`], name);
    const rejections = Object.keys(operation?.["x-sanlian-rejections"] as JsonObject);
    for (const code of Object.keys(command.rejections)) assert.ok(rejections.includes(code), `${name} ${code}`);
  }
  for (const name of alliance.contracts.queries.keys()) {
    const path = document["paths"]?.[`/api/v1/ledgers/{ledger}/${name.replace(".", "/")}`];
    assert.equal(path?.["get"]?.["operationId"], name);
    assert.equal(path?.["post"]?.["operationId"], `${name}.post`);
  }
  const ledgersOf = (path: string) => {
    const [parameter] = (document["paths"]?.[path]?.["parameters"] ?? []) as unknown as {
      schema: { enum: string[] };
    }[];
    return parameter?.schema.enum;
  };
  assert.deepEqual(ledgersOf("/api/v1/ledgers/{ledger}/tally/counters-by-size"), ["alliance"]);
  assert.deepEqual(ledgersOf("/api/v1/ledgers/{ledger}/council/members"), ["alliance", "unit"]);
});

test("the description has exactly the routes that are served", async (t) => {
  const { api } = startApi(t);
  await api.ready();
  for (const { path, method } of API_ROUTES) {
    const url = path
      .replace("{ledger}", ":name")
      .replace("{path}", "*")
      .replace(/\{(\w+)\}/g, ":$1");
    assert.ok(api.hasRoute({ method: method.toUpperCase() as "GET", url }), `${method} ${url}`);
  }
  const served = api.printRoutes({ commonPrefix: false }).match(/\((?:GET|POST|PUT|DELETE)[^)]*\)/g) ?? [];
  const count = served
    .flatMap((methods) => methods.slice(1, -1).split(", "))
    .filter((method) => method !== "HEAD").length;
  // Queries by GET and by POST, and the application.
  assert.equal(count, API_ROUTES.length + 3);
});

test("references lead somewhere, operation ids differ, and every problem code is listed", async (t) => {
  const { api } = startApi(t);
  const document = (await api.inject({ url: "/api/openapi.json" })).json<Document>();
  const ids: string[] = [];
  const walk = (node: Json | undefined): void => {
    if (Array.isArray(node)) for (const item of node as readonly Json[]) walk(item);
    if (!isJsonObject(node)) return;
    const reference = node["$ref"];
    if (typeof reference === "string") {
      const name = reference.replace("#/components/schemas/", "");
      assert.ok(document.components.schemas[name], reference);
    }
    if (typeof node["operationId"] === "string") ids.push(node["operationId"]);
    for (const child of Object.values(node)) walk(child);
  };
  walk(document as unknown as Json);
  assert.equal(new Set(ids).size, ids.length);
  const codes = document.components.schemas.Problem.properties.code.enum;
  for (const code of [...Object.keys(PROBLEMS), "counter_full", "person_not_found"])
    assert.ok(codes.includes(code), code);
  assert.deepEqual(Object.keys(document["x-sanlian-problems"] ?? {}), Object.keys(PROBLEMS));
});

test("texts come in both languages, down to the fields", async (t) => {
  const { api } = startApi(t);
  const path = "/api/v1/ledgers/{ledger}/transactions#council.grant-role";
  const read = async (lang: string) => {
    const document = (await api.inject({ url: `/api/openapi.json?lang=${lang}` })).json<Document>();
    const fields = document.components.schemas["arguments.council.grant-role"]?.["properties"] as Record<
      string,
      JsonObject
    >;
    return [document["paths"]?.[path]?.["post"]?.["summary"], fields["role"]?.["description"]];
  };
  const [en, zh] = [await read("en"), await read("zh")];
  assert.deepEqual(en, ["Grant a role", "Role"]);
  for (const text of zh) assert.match(String(text), /[\u4e00-\u9fff]/);
});

test("the page for people lists commands and queries and loads nothing from elsewhere", async (t) => {
  const { api, alliance } = startApi(t);
  const page = await api.inject({ url: "/api?lang=zh" });
  assert.match(String(page.headers["content-type"]), /^text\/html/);
  assert.match(page.body, /<html lang="zh-CN">/);
  for (const name of [...alliance.contracts.commands.keys(), ...alliance.contracts.queries.keys()])
    assert.ok(page.body.includes(name), name);
  assert.doesNotMatch(page.body, /<script|https?:\/\/|src=|@import|url\(/);
});

test("the description comes compressed to those who take it so, and says the same", async (t) => {
  const { api } = startApi(t);
  const plain = await api.inject({ url: "/api/openapi.json" });
  const packed = await api.inject({ url: "/api/openapi.json", headers: { "accept-encoding": "br, gzip;q=0.8" } });
  assert.equal(packed.headers["content-encoding"], "gzip");
  assert.equal(gunzipSync(packed.rawPayload).toString("utf8"), plain.body);
  for (const encoding of ["br", "gzip;q=0", "gzip;q=0.0, br"]) {
    const answer = await api.inject({ url: "/api/openapi.json", headers: { "accept-encoding": encoding } });
    assert.equal(answer.headers["content-encoding"], undefined, encoding);
    assert.equal(answer.body, plain.body);
  }
});
