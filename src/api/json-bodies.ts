import type { FastifyInstance } from "fastify";
import { parseJson } from "#kernel/json";
import { Problem } from "./problems.ts";

/** Lets the routes of a scope read JSON bodies, of bounded depth and in valid UTF-8, and nothing else. */
export function readJsonBodies(app: FastifyInstance): void {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => {
    // A client that sends the type by habit, with nothing in it.
    if (body.length === 0) return done(null, undefined);
    let text: string;
    try {
      text = decoder.decode(body as Buffer);
    } catch {
      return done(new Problem("not_utf8"));
    }
    const parsed = parseJson(text);
    return parsed.ok ? done(null, parsed.value) : done(new Problem(parsed.problem));
  });
}
