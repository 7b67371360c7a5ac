import { toHex } from "#kernel/bytes";
import { hmacSha256Hex, randomBytes, sha256Hex } from "#kernel/crypto";
import { canonicalize } from "#kernel/json";
import type { SessionChallenge } from "#kernel/session";
import type { Limits } from "./limits.ts";

/** A proven key. What it may do is looked up per ledger at each request. */
export interface Session {
  readonly keyId: string;
  /** Real time in milliseconds. */
  readonly expiresAt: number;
}

/** Sessions of one key at once; opening one more ends the oldest. */
const SESSIONS_PER_KEY_MAX = 20;

/**
 * Sessions in memory: they end with the process. Tokens are kept as hashes only. Challenges are not kept at all: the nonce
 * carries a MAC of this process, so that asking for challenges costs the node no memory; only used ones are remembered.
 */
export class SessionStore {
  readonly #node: string;
  readonly #limits: Pick<Limits, "sessionMs" | "challengeMs">;
  readonly #now: () => number;
  readonly #secret = randomBytes(32);
  readonly #sessions = new Map<string, Session>();
  readonly #tokensOf = new Map<string, Set<string>>();
  /** Nonce → expiry, in the order of use. */
  readonly #used = new Map<string, number>();

  constructor(node: string, limits: Pick<Limits, "sessionMs" | "challengeMs">, now: () => number) {
    this.#node = node;
    this.#limits = limits;
    this.#now = now;
  }

  /** A fresh challenge to be signed. */
  challenge(): SessionChallenge {
    const expiresAt = this.#now() + this.#limits.challengeMs;
    const unique = toHex(randomBytes(16));
    return { expiresAt, node: this.#node, nonce: unique + this.#mac(unique, expiresAt) };
  }

  /** Opens a session for the key that signed a challenge of this node. The token is not kept and cannot be read again. */
  open(
    challenge: SessionChallenge,
    keyId: string,
  ): (Session & { readonly token: string }) | "challenge_unfit" | "challenge_used" {
    const { expiresAt, node, nonce } = challenge;
    const now = this.#now();
    const unique = nonce.slice(0, 32);
    if (node !== this.#node || expiresAt <= now || nonce !== unique + this.#mac(unique, expiresAt))
      return "challenge_unfit";
    this.#sweep(now);
    if (this.#used.has(nonce)) return "challenge_used";
    this.#used.set(nonce, expiresAt);
    const token = Buffer.from(randomBytes(32)).toString("base64url");
    const session: Session = { keyId, expiresAt: now + this.#limits.sessionMs };
    this.#keep(sha256Hex(token), session);
    return { ...session, token };
  }

  /** The session of a token; undefined when it is over or never was. */
  find(token: string): Session | undefined {
    const session = this.#sessions.get(sha256Hex(token));
    return session !== undefined && session.expiresAt > this.#now() ? session : undefined;
  }

  /** Ends the session of a token, if there is one. */
  close(token: string): void {
    this.#end(sha256Hex(token));
  }

  /** Number of sessions kept. */
  get size(): number {
    return this.#sessions.size;
  }

  #mac(unique: string, expiresAt: number): string {
    return hmacSha256Hex(this.#secret, canonicalize(["sanlian/challenge/1", this.#node, unique, expiresAt]));
  }

  #keep(tokenHash: string, session: Session): void {
    this.#sessions.set(tokenHash, session);
    const tokens = this.#tokensOf.get(session.keyId) ?? new Set();
    this.#tokensOf.set(session.keyId, tokens.add(tokenHash));
    if (tokens.size <= SESSIONS_PER_KEY_MAX) return;
    const [oldest] = tokens;
    if (oldest !== undefined) this.#end(oldest);
  }

  #end(tokenHash: string): void {
    const session = this.#sessions.get(tokenHash);
    if (session === undefined) return;
    this.#sessions.delete(tokenHash);
    const tokens = this.#tokensOf.get(session.keyId);
    tokens?.delete(tokenHash);
    if (tokens?.size === 0) this.#tokensOf.delete(session.keyId);
  }

  /** Forgets what is over. All sessions last equally long, so those that end first stand first. */
  #sweep(now: number): void {
    for (const [tokenHash, session] of this.#sessions) {
      if (session.expiresAt > now) break;
      this.#end(tokenHash);
    }
    for (const [nonce, expiresAt] of this.#used) {
      if (expiresAt > now) break;
      this.#used.delete(nonce);
    }
  }
}
