import { randomBytes } from "node:crypto";
import { sha256Hex } from "#kernel/crypto";
import type { Database } from "#sqlite/database";

/** Invitations: a person's new device shows its key to the administrator who invited it. Used once, kept by the hash of the token. */

/** A device's key, waiting for the administrator. */
export interface Claim {
  readonly keyId: string;
  /** Base64 of 32 bytes. */
  readonly publicKey: string;
  /** Base64 of 64 bytes: the key's own signature over ledger, person and itself. */
  readonly proof: string;
  /** Name of the device. */
  readonly label?: string;
  /** Real time in milliseconds. */
  readonly claimedAt: number;
}

export interface Invitation {
  readonly id: string;
  readonly personId: string;
  /** Person id of the administrator. */
  readonly createdBy: string;
  /** Real time in milliseconds, as the next. */
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly isWithdrawn: boolean;
  readonly claim?: Claim;
}

/** Invitations that are over are forgotten after this time. */
const KEPT_MS = 30 * 86_400_000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS invitations (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    is_withdrawn INTEGER NOT NULL DEFAULT 0,
    claim TEXT
  ) STRICT`;

interface Row {
  readonly id: string;
  readonly person: string;
  readonly created_by: string;
  readonly created_at: number;
  readonly expires_at: number;
  readonly is_withdrawn: number;
  readonly claim: string | null;
}

/** Invitations to one ledger. */
export class InvitationStore {
  readonly #database: Database;

  constructor(database: Database) {
    database.exec(SCHEMA);
    this.#database = database;
  }

  /** Makes an invitation. The token is given this once and cannot be read again. */
  create(
    personId: string,
    createdBy: string,
    now: number,
    validMs: number,
  ): { readonly invitation: Invitation; readonly token: string } {
    this.#database.prepare("DELETE FROM invitations WHERE expires_at < ?").run(now - KEPT_MS);
    const token = randomBytes(32).toString("base64url");
    const invitation: Invitation = {
      id: `invitation_${randomBytes(8).toString("hex")}`,
      personId,
      createdBy,
      createdAt: now,
      expiresAt: now + validMs,
      isWithdrawn: false,
    };
    this.#database
      .prepare(
        "INSERT INTO invitations (id, token_hash, person, created_by, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
      )
      .run(invitation.id, sha256Hex(token), personId, createdBy, now, invitation.expiresAt);
    return { invitation, token };
  }

  /** All invitations, the latest first. */
  list(): readonly Invitation[] {
    const rows = this.#database.prepare("SELECT * FROM invitations ORDER BY created_at DESC, id").all() as Row[];
    return rows.map(invitationOf);
  }

  /** The invitation of a token; undefined when there is none. */
  find(token: string): Invitation | undefined {
    const row = this.#database.prepare("SELECT * FROM invitations WHERE token_hash = ?").get(sha256Hex(token)) as
      | Row
      | undefined;
    return row === undefined ? undefined : invitationOf(row);
  }

  /** Puts a device's key under an invitation that has none yet; false when it has one. */
  claim(id: string, claim: Claim): boolean {
    const changed = this.#database
      .prepare("UPDATE invitations SET claim = ? WHERE id = ? AND claim IS NULL")
      .run(JSON.stringify(claim), id);
    return changed.changes === 1;
  }

  /** Ends an invitation; false when there is none. */
  withdraw(id: string): boolean {
    return this.#database.prepare("UPDATE invitations SET is_withdrawn = 1 WHERE id = ?").run(id).changes === 1;
  }
}

function invitationOf(row: Row): Invitation {
  return {
    id: row.id,
    personId: row.person,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    isWithdrawn: row.is_withdrawn === 1,
    // Written by `claim`.
    ...(row.claim === null ? {} : { claim: JSON.parse(row.claim) as Claim }),
  };
}
