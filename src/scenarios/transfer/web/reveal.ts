import { useCallback, useEffect, useState } from "react";

/** Shows something in steps, one after the other. Whoever wants less motion sees the last step at once. */

const STEP_MS = 1_100;

export interface Reveal {
  /** Steps shown so far, from 0. */
  readonly step: number;
  readonly again: () => void;
}

/** Goes through `count` steps once they are `isReady`; `again` starts anew. */
export function useReveal(count: number, isReady: boolean): Reveal {
  const [step, setStep] = useState(0);
  const wantsLess = globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;
  useEffect(() => {
    if (!isReady || step >= count) return;
    const timer = setTimeout(() => setStep(wantsLess ? count : step + 1), wantsLess ? 0 : STEP_MS);
    return () => clearTimeout(timer);
  }, [count, isReady, step, wantsLess]);
  return { step, again: useCallback(() => setStep(0), []) };
}

/** Keys of the parts that a step shows: first the unit's part, then one person after the other. */
export function shownParts(parts: readonly string[], step: number): ReadonlySet<string> {
  return new Set(parts.slice(0, Math.max(0, step)));
}
