import { gzipSync } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ApiContext } from "./api-context.ts";
import { apiPage } from "./api-page.ts";
import { languageOf } from "./language.ts";
import { openApiDocument } from "./openapi.ts";

/** The API described for programs and for people, in the language of the request. */
export function documentationRoutes(app: FastifyInstance, { nodeName, services }: ApiContext): void {
  // Definitions do not change while a node runs, and the documents are large: each is made and compressed once.
  const made = new Map<string, MadeText>();
  const once = (key: string, make: () => string): MadeText => {
    const text = made.get(key) ?? madeText(make());
    made.set(key, text);
    return text;
  };

  app.get("/api/openapi.json", (request, reply) => {
    const language = languageOf(request);
    const document = once(`openapi ${language}`, () =>
      JSON.stringify(openApiDocument(nodeName, services.values(), language)),
    );
    return sendText(request, reply.header("content-type", "application/json; charset=utf-8"), document);
  });

  app.get("/api", (request, reply) => {
    const language = languageOf(request);
    const page = once(`page ${language}`, () => apiPage(nodeName, services.values(), language));
    return sendText(request, reply.header("content-type", "text/html; charset=utf-8"), page);
  });
}

interface MadeText {
  readonly text: string;
  readonly gzip: Buffer;
}

function madeText(text: string): MadeText {
  return { text, gzip: gzipSync(text) };
}

function sendText(request: FastifyRequest, reply: FastifyReply, { text, gzip }: MadeText): FastifyReply {
  reply.header("vary", "accept-language, accept-encoding");
  const takesGzip = /\bgzip\b(?!;q=0(?:\.0*)?(?:,|$))/.test(request.headers["accept-encoding"] ?? "");
  return takesGzip ? reply.header("content-encoding", "gzip").send(gzip) : reply.send(text);
}
