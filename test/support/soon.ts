import { errors, type Locator } from "playwright-core";

const PATIENCE_MS = 15_000;
/** Playwright looks every half second where it may wait for long, and every 50 ms where it may not. */
const GLANCE_MS = 400;

/** Waits until something is there, or no longer, and notices soon after. @throws Error naming what never came */
export async function soon(
  thing: Locator,
  state: "visible" | "attached" | "hidden" | "detached" = "visible",
): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    try {
      return await thing.waitFor({ state, timeout: GLANCE_MS });
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) throw error;
      if (Date.now() > end) throw new Error(`In ${PATIENCE_MS} ms it was not ${state}: ${thing}`, { cause: error });
    }
  }
}
