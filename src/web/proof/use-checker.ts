import { useEffect, useState } from "react";
import type { CheckedFile } from "./check-file.ts";

/** Checks a receipt file against the genesis hashes that the verifier trusts. */
export type Checker = (text: string, genesisHashes: readonly string[]) => CheckedFile;

/** Time after which a page fetches the checks all the same: from then on it works without any connection. */
const AHEAD_MS = 1_500;

/** The checks of receipts, fetched when the first file is there; undefined until then. */
export function useChecker(isNeeded: boolean): Checker | undefined {
  const [checker, setChecker] = useState<{ readonly check: Checker }>();
  useEffect(() => {
    let isGone = false;
    const fetchChecks = async () => {
      // The pictures beside the checks come with them.
      const [{ checkFile }] = await Promise.all([import("./check-file.ts"), import("./checked-panels.tsx")]);
      if (!isGone) setChecker({ check: checkFile });
    };
    const timer = setTimeout(() => void fetchChecks(), isNeeded ? 0 : AHEAD_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [isNeeded]);
  return checker?.check;
}
