/** Limits of the HTTP door. Every one of them has an answer of its own, so that nobody is dropped silently. */
export interface Limits {
  /** Largest body of a request; a transaction in it obeys the smaller limit of its ledger besides. */
  readonly bodyBytesMax: number;
  /** Most lines of one NDJSON body. */
  readonly linesMax: number;
  /** Requests a second that one address (an IPv6 /64) may send for long, and how many at once after a pause. */
  readonly requestsPerSecond: number;
  readonly requestBurst: number;
  /** Whether addresses of this machine are limited too. */
  readonly isLoopbackLimited: boolean;
  /** Event streams open at once: of the node, and of one key. */
  readonly subscribersMax: number;
  readonly subscribersPerKeyMax: number;
  /** How long a session lasts, and how long a challenge may be signed. */
  readonly sessionMs: number;
  readonly challengeMs: number;
  /** Time for a client to send its headers, and the whole request. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** Time without traffic after which an event stream gets a comment, and after which a stuck one is closed. */
  readonly heartbeatMs: number;
  readonly stuckStreamMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytesMax: 4_194_304,
  linesMax: 5_000,
  requestsPerSecond: 200,
  requestBurst: 1_000,
  isLoopbackLimited: false,
  subscribersMax: 500,
  subscribersPerKeyMax: 20,
  sessionMs: 12 * 3_600_000,
  challengeMs: 120_000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 60_000,
  heartbeatMs: 15_000,
  stuckStreamMs: 60_000,
};
