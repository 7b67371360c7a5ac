import type { Json, JsonObject } from "#kernel/json";
import { JSON_TYPE, type Route, V1 } from "./api-route.ts";
import { DESK_ROUTES } from "./desk-api-routes.ts";
import { EXPLORER_ROUTES } from "./explorer-api-routes.ts";
import type { Language } from "./language.ts";
import { PAPER_ROUTES } from "./paper-api-routes.ts";

/** The addresses that are the API's own, whatever scenarios a node runs. */

const SUBMISSION = { $ref: "#/components/schemas/Submission" };
const ANSWER = { $ref: "#/components/schemas/Answer" };

/** Every route of the API but those of queries. A test compares the list with the routes that are served. */
export const API_ROUTES: readonly Route[] = [
  ...DESK_ROUTES,
  ...EXPLORER_ROUTES,
  ...PAPER_ROUTES,
  { path: V1, method: "get", id: "ledgers", en: "Ledgers of this node", zh: "本节点的账本", gives: JSON_TYPE },
  {
    path: `${V1}/{ledger}`,
    method: "get",
    id: "ledger",
    en: "One ledger: genesis data, head, clock, finality",
    zh: "单个账本：创世信息、账头、时钟、最终性",
    gives: JSON_TYPE,
  },
  {
    path: `${V1}/{ledger}/transactions`,
    method: "post",
    id: "submit",
    en: "Submits one signed transaction, or many as NDJSON; answered after they are durable",
    zh: "提交一笔签名交易，或以 NDJSON 提交多笔；持久化之后才答复",
    gives: JSON_TYPE,
    schema: ANSWER,
    takes: { [JSON_TYPE]: { schema: SUBMISSION }, "application/x-ndjson": { schema: { type: "string" } } },
  },
  {
    path: `${V1}/{ledger}/transactions/{id}`,
    method: "get",
    id: "transaction",
    en: "What became of a transaction, for those who may see it",
    zh: "一笔交易的结果（限有权查看者）",
    gives: JSON_TYPE,
    schema: ANSWER,
  },
  {
    path: `${V1}/{ledger}/transactions/{id}/receipt`,
    method: "get",
    id: "receipt",
    en: "Receipt with what the viewer may see, to be checked offline",
    zh: "回执，只含查看者可见的内容，可离线核验",
    gives: JSON_TYPE,
  },
  {
    path: `${V1}/{ledger}/blocks/{height}`,
    method: "get",
    id: "block",
    en: "Raw bytes of a block, for readers of the ledger",
    zh: "区块的原始字节（限本账本的读者）",
    gives: JSON_TYPE,
    needsSession: true,
  },
  {
    path: `${V1}/{ledger}/leaves`,
    method: "get",
    id: "leaves",
    en: "Public leaves from a position on",
    zh: "自某位置起的公开叶子",
    gives: JSON_TYPE,
    query: ["from", "limit"],
  },
  {
    path: `${V1}/{ledger}/events`,
    method: "get",
    id: "events",
    en: "Server-sent events, one a block; resumes by Last-Event-ID or from",
    zh: "服务器推送事件，每个区块一个；可用 Last-Event-ID 或 from 续接",
    gives: "text/event-stream",
    query: ["from"],
    needsSession: true,
  },
  {
    path: `${V1}/{ledger}/personal/{commitment}`,
    method: "delete",
    id: "erase",
    en: "Erases a personal value from the vault of this node",
    zh: "从本节点的保险库删除一项个人信息",
    gives: JSON_TYPE,
    needsSession: true,
  },
  {
    path: "/api/v1/sessions/challenge",
    method: "post",
    id: "challenge",
    en: "A challenge to sign",
    zh: "索取待签名的质询",
    gives: JSON_TYPE,
    schema: { $ref: "#/components/schemas/Challenge" },
  },
  {
    path: "/api/v1/sessions",
    method: "post",
    id: "signIn",
    en: "Opens a session with a signed challenge",
    zh: "用签名的质询开启会话",
    gives: JSON_TYPE,
    takes: { [JSON_TYPE]: { schema: { $ref: "#/components/schemas/SessionProof" } } },
    status: "201",
  },
  {
    path: "/api/v1/sessions",
    method: "get",
    id: "session",
    en: "Who is signed in, with the rights on each ledger",
    zh: "当前登录者及其在各账本的权限",
    gives: JSON_TYPE,
    needsSession: true,
  },
  {
    path: "/api/v1/sessions",
    method: "delete",
    id: "signOut",
    en: "Ends the session",
    zh: "结束会话",
    status: "204",
    needsSession: true,
  },
  {
    path: "/ledgers/{ledger}/checkpoint",
    method: "get",
    id: "checkpoint",
    en: "Latest checkpoint (C2SP tlog-checkpoint)",
    zh: "最新检查点（C2SP tlog-checkpoint）",
    gives: "text/plain",
  },
  {
    path: "/ledgers/{ledger}/genesis",
    method: "get",
    id: "genesis",
    en: "Genesis document, canonical JSON",
    zh: "创世文档，规范 JSON",
    gives: JSON_TYPE,
  },
  {
    path: "/ledgers/{ledger}/tile/{path}",
    method: "get",
    id: "tile",
    en: "Hash tiles and entry bundles (C2SP tlog-tiles)",
    zh: "哈希瓦片与条目包（C2SP tlog-tiles）",
    gives: "application/octet-stream",
  },
  {
    path: "/api/openapi.json",
    method: "get",
    id: "openapi",
    en: "This document",
    zh: "本文档",
    gives: JSON_TYPE,
    texts: ["lang"],
  },
  {
    path: "/api",
    method: "get",
    id: "page",
    en: "Commands and queries for people",
    zh: "供人阅读的命令与查询列表",
    gives: "text/html",
    texts: ["lang"],
  },
  { path: "/healthz", method: "get", id: "health", en: "The process is alive", zh: "进程存活", gives: JSON_TYPE },
  {
    path: "/readyz",
    method: "get",
    id: "ready",
    en: "Every ledger takes transactions",
    zh: "全部账本均可受理交易",
    gives: JSON_TYPE,
  },
  {
    path: "/metrics",
    method: "get",
    id: "metrics",
    en: "Metrics for Prometheus",
    zh: "供 Prometheus 采集的指标",
    gives: "text/plain",
  },
];

/** The paths of these routes. */
export function apiPaths(ledgers: readonly string[], language: Language): JsonObject {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of API_ROUTES) {
    const item = paths[route.path] ?? {};
    item[route.method] = operation(route, ledgers, language);
    paths[route.path] = item;
  }
  return paths;
}

/** The path parameter that names a ledger, one of those given. */
export function ledgerParameter(ledgers: readonly string[]): JsonObject {
  return { name: "ledger", in: "path", required: true, schema: { enum: ledgers } };
}

/** The answer of everything that goes wrong. */
export function problemResponse(): JsonObject {
  return {
    description: "Problem",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

function operation(route: Route, ledgers: readonly string[], language: Language): JsonObject {
  const { gives, takes, needsSession } = route;
  const success = gives === undefined ? {} : { content: { [gives]: { schema: route.schema ?? {} } } };
  return {
    operationId: route.id,
    summary: route[language],
    parameters: [
      ...pathParameters(route.path, ledgers),
      ...(route.query ?? []).map((name) => queryParameter(name, "integer")),
      ...(route.texts ?? []).map((name) => queryParameter(name, "string")),
    ],
    ...(takes === undefined ? {} : { requestBody: { required: true, content: takes } }),
    ...(needsSession === true ? { security: [{ session: [] }] } : {}),
    responses: { [route.status ?? "200"]: { description: "OK", ...success }, default: problemResponse() },
  };
}

function pathParameters(path: string, ledgers: readonly string[]): JsonObject[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) =>
    name === "ledger" ? ledgerParameter(ledgers) : { name, in: "path", required: true, schema: { type: "string" } },
  );
}

function queryParameter(name: string, type: "integer" | "string"): JsonObject {
  return { name, in: "query", required: false, schema: { type } };
}
