import type { Explorer } from "./explorer.ts";
import type { LedgerService } from "./service.ts";

const INTERVAL_MS = 250;
const IDLE_BUDGET_MS = 50;
/** While blocks come, the index takes a moment every so many intervals: it is never in their way. */
const BUSY_INTERVALS = 20;
const BUSY_BUDGET_MS = 5;

/**
 * Lets an index follow its ledger in small steps, mostly while nothing else is to do; gives the function that ends it. What
 * goes wrong ends it too: those who ask then catch up themselves, and nothing of the ledger rests on it.
 */
export function keepIndexed(
  explorer: Pick<Explorer, "catchUp" | "indexed">,
  service: Pick<LedgerService, "reader" | "pending">,
  onError: (error: unknown) => void,
): () => void {
  let intervals = 0;
  let sizeBefore = -1;
  const step = (): void => {
    intervals++;
    const { size } = service.reader.head();
    const isBusy = service.pending() > 0 || size !== sizeBefore;
    sizeBefore = size;
    const isDue = explorer.indexed < size && (!isBusy || intervals % BUSY_INTERVALS === 0);
    try {
      if (isDue) explorer.catchUp(isBusy ? BUSY_BUDGET_MS : IDLE_BUDGET_MS);
      timer = setTimeout(step, INTERVAL_MS).unref();
    } catch (error) {
      onError(error);
    }
  };
  let timer = setTimeout(step, INTERVAL_MS).unref();
  return () => clearTimeout(timer);
}
