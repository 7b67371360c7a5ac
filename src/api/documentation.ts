import type { FastifyInstance } from "fastify";
import type { ApiContext } from "./api-context.ts";
import { apiPage } from "./api-page.ts";
import { languageOf } from "./language.ts";
import { openApiDocument } from "./openapi.ts";

/** The API described for programs and for people, in the language of the request. */
export function documentationRoutes(app: FastifyInstance, { nodeName, services }: ApiContext): void {
  // Definitions do not change while a node runs, and the document is large: each text is made once.
  const made = new Map<string, string>();
  const once = (key: string, make: () => string): string => {
    const text = made.get(key) ?? make();
    made.set(key, text);
    return text;
  };

  app.get("/api/openapi.json", (request, reply) => {
    const language = languageOf(request);
    const text = once(`openapi ${language}`, () =>
      JSON.stringify(openApiDocument(nodeName, services.values(), language)),
    );
    return reply.header("content-type", "application/json; charset=utf-8").header("vary", "accept-language").send(text);
  });

  app.get("/api", (request, reply) => {
    const language = languageOf(request);
    const text = once(`page ${language}`, () => apiPage(nodeName, services.values(), language));
    return reply.header("content-type", "text/html; charset=utf-8").header("vary", "accept-language").send(text);
  });
}
