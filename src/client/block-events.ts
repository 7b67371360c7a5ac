import type { JsonObject } from "#kernel/json";
import { ClientProblem } from "./client-problem.ts";
import type { Client } from "./create-client.ts";

/** One block as the event stream tells it. */
export interface BlockEvent {
  readonly height: number;
  /** Ledger time in milliseconds. */
  readonly time: number;
  /** Position of its first leaf. */
  readonly from: number;
  /** Number of leaves of the ledger after it. */
  readonly size: number;
  readonly done: number;
  readonly rejected: number;
  readonly fault: number;
  readonly timers: number;
  readonly skipped: number;
}

export interface FollowOptions {
  /** Height of the first block wanted; the next one when left out. */
  readonly from?: number;
  /** Ends the stream. */
  readonly signal?: AbortSignal;
  /** Hears when a connection is open, and when it is lost while this goes on trying. */
  readonly onHearing?: (isHearing: boolean) => void;
}

/**
 * Blocks of the client's ledger, for keys of the ledger: those from a height on, then each as it comes. A lost
 * connection is opened again after the last block seen, so that none is missing. Ends when the signal says so.
 */
export async function* blockEvents(client: Client, options: FollowOptions = {}): AsyncGenerator<BlockEvent> {
  const { signal } = options;
  const path = await client.link.path("events");
  let next = options.from;
  for (let failures = 0; signal?.aborted !== true; ) {
    try {
      const query = next === undefined ? "" : `?from=${next}`;
      const accept = { accept: "text/event-stream" };
      const response = await client.session.signedIn(() => client.http.stream(path + query, accept, signal));
      options.onHearing?.(true);
      for await (const event of eventsOf(response)) {
        failures = 0;
        // A stream without a start could lose blocks between two connections; from here on it has one.
        next = event.height + 1;
        yield event;
        if (signal?.aborted) return;
      }
      options.onHearing?.(false);
      await client.http.options.wait(PAUSE_MS);
    } catch (error) {
      if (signal?.aborted) return;
      options.onHearing?.(false);
      if (error instanceof ClientProblem && error.kind !== "unavailable") throw error;
      const pauseMs =
        (error instanceof ClientProblem ? error.parts.retryAfterMs : undefined) ?? PAUSE_MS * 2 ** failures;
      if (pauseMs > client.http.options.patienceMs) throw error;
      failures++;
      await client.http.options.wait(pauseMs);
    }
  }
}

const PAUSE_MS = 250;
/** A node says something every fifteen seconds; whoever hears nothing for three times that is not connected any more. */
const SILENCE_MS = 45_000;

/** The events of a stream (HTML Living Standard, section 9.2), as far as this API uses its format. */
async function* eventsOf(response: Response): AsyncGenerator<BlockEvent> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  const decoder = new TextDecoder();
  let rest = "";
  const read = async () => {
    const silence = setTimeout(() => void reader.cancel().catch(() => {}), SILENCE_MS);
    try {
      return await reader.read();
    } finally {
      clearTimeout(silence);
    }
  };
  try {
    for (let part = await read(); !part.done; part = await read()) {
      rest += decoder.decode(part.value as Uint8Array, { stream: true });
      for (let end = rest.indexOf("\n\n"); end !== -1; end = rest.indexOf("\n\n")) {
        const event = dataOf(rest.slice(0, end));
        rest = rest.slice(end + 2);
        // The node's own document; its members are numbers.
        if (event !== undefined) yield event as unknown as BlockEvent;
      }
    }
  } finally {
    // Whoever stops listening lets the node know.
    await reader.cancel().catch(() => {});
  }
}

function dataOf(event: string): JsonObject | undefined {
  const line = event.split("\n").find((part) => part.startsWith("data: "));
  return line === undefined ? undefined : (JSON.parse(line.slice("data: ".length)) as JsonObject);
}
