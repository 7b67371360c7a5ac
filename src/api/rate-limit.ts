import type { Limits } from "./limits.ts";

/** Addresses remembered at once. Beyond it the one not seen for longest is forgotten, which only favours that address. */
const ADDRESSES_MAX = 20_000;

interface Bucket {
  tokens: number;
  /** Real time in milliseconds of the last refill. */
  at: number;
}

/** A token bucket for each address: `requestBurst` at once, `requestsPerSecond` for long. */
export class RateLimiter {
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limits: Limits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Takes a request from the address, or a part of one; gives the milliseconds to wait when it has not that much left, else 0. */
  take(ip: string, cost = 1): number {
    if (!this.#limits.isLoopbackLimited && isLoopback(ip)) return 0;
    const { requestBurst, requestsPerSecond } = this.#limits;
    const now = this.#now();
    const key = networkOf(ip);
    const bucket = this.#buckets.get(key) ?? { tokens: requestBurst, at: now };
    // Deleting first keeps the map in the order of last use.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    const refill = (Math.max(0, now - bucket.at) * requestsPerSecond) / 1000;
    bucket.tokens = Math.min(requestBurst, bucket.tokens + refill);
    bucket.at = now;
    this.#forgetOldest();
    if (bucket.tokens < cost) return ((cost - bucket.tokens) * 1000) / requestsPerSecond;
    bucket.tokens -= cost;
    return 0;
  }

  #forgetOldest(): void {
    if (this.#buckets.size <= ADDRESSES_MAX) return;
    for (const oldest of this.#buckets.keys()) {
      this.#buckets.delete(oldest);
      return;
    }
  }
}

/** Whether an address is one of this machine. */
export function isLoopback(ip: string): boolean {
  return ip === "::1" || /^(::ffff:)?127\./.test(ip);
}

/** What is limited together: an IPv4 address, or an IPv6 /64, which one household or host has for itself. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped?.[1] !== undefined) return mapped[1];
  if (!ip.includes(":")) return ip;
  const [head = "", tail] = (ip.split("%")[0] ?? ip).toLowerCase().split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  const whole = [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => "0"), ...after];
  return `${whole.slice(0, 4).join(":")}::/64`;
}
