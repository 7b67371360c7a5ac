import type { ProblemKind } from "#client/local-texts";

/** How the program ends, after sysexits.h where that has a fitting number. Stable: scripts rely on them. */
export const EXIT_CODES = {
  done: 0,
  verification_failed: 1,
  input: 64,
  rejection: 65,
  bug: 70,
  unavailable: 75,
  not_allowed: 77,
  configuration: 78,
  interrupted: 130,
} as const satisfies Record<ProblemKind, number> & Record<string, number>;

export type ExitReason = keyof typeof EXIT_CODES;
