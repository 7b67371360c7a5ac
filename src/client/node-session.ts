import { toBase64, utf8 } from "#kernel/bytes";
import { canonicalize, type JsonObject, type Value } from "#kernel/json";
import { SESSION_TYPE, type SessionProof } from "#kernel/session";
import { type ClientKey, signDsse } from "./client-key.ts";
import { ClientProblem, localProblem } from "./client-problem.ts";
import type { Http, HttpAnswer, HttpRequest } from "./http.ts";

/** Who a session stands for: its key, until when, and who that is on each ledger of the node. */
export interface SessionInfo {
  readonly keyId: string;
  /** Real time in milliseconds. */
  readonly expiresAt: number;
  readonly ledgers: Readonly<
    Record<string, { readonly personId: string; readonly memberId: string; readonly roles: readonly string[] }>
  >;
}

const SIGN_IN_CODES = ["session_missing", "session_unknown"];
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(?=:|$)/;

/** The session of a client on its node. Signs in by itself when an answer asks for it and a key is at hand. */
export class NodeSession {
  readonly #http: Http;
  readonly #key: ClientKey | undefined;
  readonly #nodeName: string | undefined;
  #signingIn: Promise<SessionInfo> | undefined;

  constructor(http: Http, key: ClientKey | undefined, nodeName: string | undefined) {
    this.#http = http;
    this.#key = key;
    this.#nodeName = nodeName;
  }

  /**
   * Proves the key by signing the node's challenge, once that names the node we mean: a node in the middle could otherwise
   * pass on the challenge of another one and use the session there. Whoever asks meanwhile waits for the same session.
   */
  signIn(): Promise<SessionInfo> {
    this.#signingIn ??= this.#openSession().finally(() => {
      this.#signingIn = undefined;
    });
    return this.#signingIn;
  }

  async #openSession(): Promise<SessionInfo> {
    const key = this.#key;
    const { language } = this.#http.options;
    if (key === undefined) throw localProblem("key_missing", language, { ledger: this.#http.host });
    const challenge = await this.#http.json({ method: "POST", path: "/api/v1/sessions/challenge", isRepeatable: true });
    const { expiresAt, node, nonce } = challenge;
    const wanted = this.#nodeName ?? this.#http.host;
    if (typeof node !== "string" || sameNode(node) !== sameNode(wanted)) {
      throw localProblem("other_node_challenge", language, { wanted, node: String(node) });
    }
    const text = canonicalize({ expiresAt, node, nonce });
    const proof: SessionProof = {
      envelope: {
        payload: toBase64(utf8(text)),
        payloadType: SESSION_TYPE,
        signatures: [await signDsse(SESSION_TYPE, text, key)],
      },
      publicKey: toBase64(key.publicKey),
    };
    const body = canonicalize(proof as unknown as Value);
    const opened = await this.#http.json({ method: "POST", path: "/api/v1/sessions", body, isRepeatable: false });
    const { token, ...info } = opened;
    this.#http.token = String(token);
    return info as unknown as SessionInfo;
  }

  /** Ends the session on the node. */
  async signOut(): Promise<void> {
    if (this.#http.token === undefined) return;
    await this.#http.json({ method: "DELETE", path: "/api/v1/sessions", isRepeatable: true });
    this.#http.token = undefined;
  }

  /** A request whose answer is a JSON object, sent again after signing in when it needs a session. */
  async json(request: HttpRequest): Promise<JsonObject> {
    return this.signedIn(() => this.#http.json(request));
  }

  /** As `json`, for answers that are not JSON. */
  async send(request: HttpRequest): Promise<HttpAnswer> {
    return this.signedIn(() => this.#http.send(request));
  }

  /** Runs what may need a session, signed in where a key is at hand; signs in and runs it once more when it says so. */
  async signedIn<T>(run: () => Promise<T>): Promise<T> {
    if (this.#key !== undefined && this.#http.token === undefined) await this.signIn();
    const { token } = this.#http;
    try {
      return await run();
    } catch (error) {
      const needsSession = error instanceof ClientProblem && SIGN_IN_CODES.includes(error.code);
      if (!needsSession || this.#key === undefined) throw error;
      // Another request may have signed in again meanwhile, or be about to.
      if (this.#http.token === token) this.#http.token = undefined;
      if (this.#http.token === undefined) await this.signIn();
      return run();
    }
  }
}

/** The names of this machine are one name: no other machine answers to any of them. */
function sameNode(name: string): string {
  return name.toLowerCase().replace(LOOPBACK, "localhost");
}
