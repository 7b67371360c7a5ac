import type { FastifyInstance } from "fastify";
import type { ApiContext } from "./api-context.ts";
import { sendJson } from "./send-json.ts";

/** For those who operate a node: is it alive, does it take transactions, how is it doing. */
export function healthRoutes(app: FastifyInstance, context: ApiContext): void {
  app.get("/healthz", (_request, reply) => sendJson(reply, { status: "alive" }));

  app.get("/readyz", (_request, reply) => {
    const states = [...context.services].map(([name, service]) => [
      name,
      service.stopped() === undefined ? "running" : "stopped",
    ]);
    const isReady = states.every(([, state]) => state === "running");
    // The reason of a stop may name files and stands in the log of the node only.
    return sendJson(reply.code(isReady ? 200 : 503), {
      status: isReady ? "ready" : "stopped",
      ledgers: Object.fromEntries(states),
    });
  });

  app.get("/metrics", async (_request, reply) => {
    const text = await context.metrics.text();
    return reply.header("content-type", context.metrics.contentType).header("cache-control", "no-store").send(text);
  });
}
