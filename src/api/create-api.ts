import { randomBytes } from "node:crypto";
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import type { Explorer } from "#ledger/explorer";
import type { LedgerService } from "#ledger/service";
import type { Desk } from "#vault/desk";
import type { Vault } from "#vault/vault";
import type { ApiContext } from "./api-context.ts";
import { answerBrokenRequest } from "./broken-request.ts";
import { documentationRoutes } from "./documentation.ts";
import { draftRoutes } from "./drafts.ts";
import { enrolmentRoutes } from "./enrolments.ts";
import { handleError } from "./error-handler.ts";
import { EVENTS_ROUTE, eventRoutes } from "./events.ts";
import { explorerRoutes } from "./explorer.ts";
import { fileRoutes } from "./files.ts";
import { healthRoutes } from "./health.ts";
import { ledgerRoutes } from "./ledgers.ts";
import type { Limits } from "./limits.ts";
import { Metrics } from "./metrics.ts";
import { NodeHealth, type StorageUse } from "./node-health.ts";
import { type PaperOffice, paperRoutes } from "./papers.ts";
import { personalRoutes } from "./personal.ts";
import { Problem } from "./problems.ts";
import { queryRoutes, RESERVED_NAMES } from "./queries.ts";
import { RateLimiter } from "./rate-limit.ts";
import { recordRoutes } from "./records.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import { SessionStore } from "./session-store.ts";
import { sessionRoutes } from "./sessions.ts";
import { signingRoundRoutes } from "./signing-rounds.ts";
import { Subscribers } from "./subscribers.ts";
import { tileRoutes } from "./tiles.ts";
import { transactionRoutes } from "./transactions.ts";
import { isStaticFile, webRoutes } from "./web-pages.ts";

/** How a node serves https by itself: certificate with its chain and key, in PEM. */
export interface TlsOptions {
  readonly cert: string;
  readonly key: string;
  readonly isSelfSigned: boolean;
}

export interface ApiOptions {
  readonly services: ReadonlyMap<string, LedgerService>;
  /** Named in session challenges; use the name under which clients reach the node. */
  readonly nodeName: string;
  /** By name of the ledger. A ledger without one keeps no personal values here. */
  readonly vaults: ReadonlyMap<string, Vault>;
  /** By name of the ledger, as the next. */
  readonly desks: ReadonlyMap<string, Desk>;
  readonly explorers: ReadonlyMap<string, Explorer>;
  /** What the node prints, and who does it. */
  readonly office: PaperOffice;
  readonly logger: FastifyBaseLogger;
  readonly limits: Limits;
  /** Serves https; plain http without. */
  readonly tls?: TlsOptions;
  /** Folder of the built application; without one the node serves its API alone. */
  readonly webFolder?: string;
  /** Addresses of proxies whose X-Forwarded-For is believed; nobody's when left out. */
  readonly trustedProxies?: readonly string[];
  readonly version: string;
  /** What lies on the disk for a ledger. */
  readonly storage: (ledger: string) => StorageUse;
  /** Real time in milliseconds; tests bring their own. */
  readonly now?: () => number;
}

/** A page loads dozens of files, a whole office often comes from one address, and a file is cheap to send. */
const STATIC_FILE_COST = 0.05;

/** The HTTP API of a node: every route, ready to listen. Closing it ends event streams and lets requests finish. */
export function createApi(options: ApiOptions): FastifyInstance {
  const { services, nodeName, vaults, desks, explorers, limits, version, storage } = options;
  const now = options.now ?? Date.now;
  const app = bareServer(options);
  const subscribers = new Subscribers(limits);
  const context: ApiContext = {
    services,
    nodeName,
    vaults,
    desks,
    explorers,
    limits,
    sessions: new SessionStore(nodeName, limits, now),
    metrics: new Metrics(services, () => subscribers.count),
    now,
  };
  refuseReservedNames(services);
  addHooks(app, context, headersFor(options.tls));
  ignoreBodies(app);
  // Scopes of their own, because they read bodies differently.
  const scopes = [
    transactionRoutes,
    sessionRoutes,
    queryRoutes,
    draftRoutes,
    fileRoutes,
    enrolmentRoutes,
    signingRoundRoutes,
  ];
  for (const routes of [
    ...scopes,
    ledgerRoutes,
    recordRoutes,
    personalRoutes,
    tileRoutes,
    healthRoutes,
    documentationRoutes,
  ]) {
    addScope(app, (scope) => routes(scope, context));
  }
  const health = new NodeHealth(context, { version, storage, streams: () => subscribers.count });
  app.addHook("onClose", (_, done) => {
    health.close();
    done();
  });
  addScope(app, (scope) => paperRoutes(scope, context, options.office));
  addScope(app, (scope) => explorerRoutes(scope, context, health));
  addScope(app, (scope) => eventRoutes(scope, context, subscribers));
  webRoutes(app, options.webFolder);
  return app;
}

/** Browsers that once trusted the certificate shall not fall back to plain http. One that people accept by hand may be made anew. */
function headersFor(tls: TlsOptions | undefined): Readonly<Record<string, string>> {
  const isLasting = tls !== undefined && !tls.isSelfSigned;
  return isLasting ? { ...SECURITY_HEADERS, "strict-transport-security": "max-age=15552000" } : SECURITY_HEADERS;
}

function serverOptions({ limits, tls }: ApiOptions) {
  // Node.js would answer a missing Host without a word of what is wrong: a hook does.
  const http = { headersTimeout: limits.headersTimeoutMs, maxHeaderSize: 16_384, requireHostHeader: false };
  const secure = tls === undefined ? undefined : { ...http, cert: tls.cert, key: tls.key, minVersion: "TLSv1.2" };
  // Requests and replies are the same over both: the routes need not know of two kinds of server.
  return (secure === undefined ? { http } : { https: secure }) as { readonly http: typeof http };
}

function bareServer(options: ApiOptions): FastifyInstance {
  const { logger, limits, trustedProxies } = options;
  // Ids of requests stand in answers: they say nothing of how many there were before the process started.
  const run = randomBytes(4).toString("hex");
  let requests = 0;
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    // A logger of its own for each request costs more than it tells: what is logged names the request itself.
    childLoggerFactory: (parent) => parent,
    genReqId: () => `${run}-${(requests++).toString(36)}`,
    bodyLimit: limits.bodyBytesMax,
    trustProxy: trustedProxies === undefined ? false : [...trustedProxies],
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: 60_000,
    forceCloseConnections: "idle",
    // While the node closes, requests on open connections are still answered properly, each as the last one.
    return503OnClosing: false,
    ...serverOptions(options),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => {
      reply.headers(headersFor(options.tls));
      handleError(error, request, reply);
    },
    clientErrorHandler: answerBrokenRequest,
  });
  // An expectation that nobody knows may be ignored (RFC 9110 10.1.1); Node.js would answer it with an empty 417.
  app.server.on("checkExpectation", (request, response) => app.server.emit("request", request, response));
  return app;
}

/** Bodies that no route reads are not read either. Scopes that do read them bring their own parsers. */
function ignoreBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));
}

function addHooks(app: FastifyInstance, context: ApiContext, headers: Readonly<Record<string, string>>): void {
  const limiter = new RateLimiter(context.limits, context.now);
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(headers);
    const waitMs = limiter.take(request.ip, isStaticFile(request.url) ? STATIC_FILE_COST : 1);
    if (waitMs > 0) done(new Problem("rate_exceeded", { retryAfterMs: waitMs }));
    else if (lacksHost(request)) done(new Problem("request_malformed"));
    else done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    // A stream lasts as long as its reader likes, which says nothing of the node.
    if (route !== EVENTS_ROUTE)
      context.metrics.observeRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    logAnswer(request, reply, route);
    done();
  });
  app.setErrorHandler(handleError);
}

/** [RFC 9112 3.2] A request of HTTP/1.1 without Host is answered with 400. */
function lacksHost({ headers, raw }: FastifyRequest): boolean {
  return headers.host === undefined && raw.httpVersion === "1.1";
}

/** Neither paths with their queries nor headers or bodies are logged: they may name people. */
function logAnswer(request: FastifyRequest, reply: FastifyReply, route: string): void {
  const level = reply.statusCode >= 500 ? "warn" : reply.statusCode >= 400 ? "info" : "debug";
  request.log[level](
    {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    },
    "answered",
  );
}

function addScope(app: FastifyInstance, routes: (scope: FastifyInstance) => void): void {
  app.register((scope, _options, done) => {
    routes(scope);
    done();
  });
}

/** A scenario with the name of one of the API's own paths would have queries that nobody can reach. */
function refuseReservedNames(services: ReadonlyMap<string, LedgerService>): void {
  for (const { contracts } of services.values()) {
    const taken = contracts.scenarios.find(({ name }) => RESERVED_NAMES.includes(name));
    if (taken !== undefined)
      throw new Error(`"${taken.name}" is a path of the API and cannot be the name of a scenario`);
  }
}
