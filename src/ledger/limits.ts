/** What one transaction or timer may cost. The same on every replica: over it is a rejection that all agree on. */
export interface Limits {
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly bytesWritten: number;
}

/** Limits of protocol 1. A plan for 200 people with 40 instalments fits with room to spare. */
export const PROTOCOL_1_LIMITS: Limits = { rowsRead: 50_000, rowsWritten: 20_000, bytesWritten: 8_000_000 };

/** Thrown through a contract that went over a limit; the runtime turns it into the rejection `limit_exceeded`. */
export class LimitExceeded extends Error {
  constructor(limit: keyof Limits) {
    super(`over the limit of ${limit}`);
  }
}
