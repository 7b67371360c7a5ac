import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { languageOf } from "./language.ts";
import { sendProblem } from "./problems.ts";

/**
 * The built application, as files of one folder. Its pages have addresses of their own, which the browser makes up and
 * the node answers with the one document; what belongs to the API never is.
 */

/** First steps of paths that are the node's own, never pages of the application. */
const OWN_PATHS = ["api", "ledgers", "healthz", "readyz", "metrics"];

/** Names that a build gives to files: no dots at the start of a step, so nothing leads out of the folder. */
const FILE_PATH = /^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

/** The build puts a hash of the content into the name of every file there. */
const HASHED = "public, max-age=31536000, immutable";
/** Asked for each time, and answered with 304 while nothing changed. */
const REVALIDATED = "no-cache";
const INDEX = "index.html";
const ASSETS = "/assets/";

/** Serves the application from a folder, which may come into being later; without one the first page says so. */
export function webRoutes(app: FastifyInstance, folder: string | undefined): void {
  if (folder !== undefined) {
    app.register(fastifyStatic, {
      root: folder,
      serve: false,
      preCompressed: true,
      cacheControl: false,
      suppressWarning: true,
    });
  }

  app.get("/", (request, reply) => sendIndex(folder, request, reply));

  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request.url);
    const isAsked = request.method === "GET" || request.method === "HEAD";
    if (folder === undefined || !isAsked || !isStaticFile(path)) return sendProblem(request, reply, "route_not_found");
    const isAsset = path.startsWith(ASSETS);
    if (isFile(folder, path)) return send(reply, path, isAsset ? HASHED : REVALIDATED);
    const wantsPage = !isAsset && request.headers.accept?.includes("text/html") === true;
    return wantsPage ? sendIndex(folder, request, reply) : sendProblem(request, reply, "route_not_found");
  });
}

/** Whether a request costs the node no more than the reading of a file: one of the application, and none of the API. */
export function isStaticFile(url: string): boolean {
  const [, step = ""] = pathOf(url).split("/", 2);
  return !OWN_PATHS.includes(step);
}

function sendIndex(folder: string | undefined, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (folder !== undefined && existsSync(join(folder, INDEX))) return send(reply, `/${INDEX}`, REVALIDATED);
  const text = NOT_BUILT[languageOf(request)];
  return reply.header("content-type", "text/plain; charset=utf-8").header("cache-control", "no-store").send(text);
}

function send(reply: FastifyReply, path: string, caching: string): FastifyReply {
  return reply.header("cache-control", caching).header("vary", "accept-encoding").sendFile(path);
}

function isFile(folder: string, path: string): boolean {
  return FILE_PATH.test(path) && (statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() ?? false);
}

function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? url;
}

const NOT_BUILT = {
  en: "This node runs, but the pages of its application are not built: run npm run build. The API is at /api.\n",
  zh: "节点正在运行，但应用页面尚未构建：请运行 npm run build。接口说明见 /api。\n",
} as const;
