import type { Database } from "#sqlite/database";

/** Signing rounds: drafts of transactions on their way between the people who sign them together. */

/** One who is to sign, by key and person. */
export interface RoundSigner {
  readonly keyId: string;
  readonly personId: string;
}

/** Why a round ended before everybody had signed. */
export interface RoundDecline {
  readonly personId: string;
  readonly reason: string;
  /** Real time in milliseconds. */
  readonly at: number;
}

export interface SigningRound {
  /** Id of the transaction: two rounds cannot be about the same one. */
  readonly id: string;
  readonly command: string;
  /** Person id of the one who began it. */
  readonly createdBy: string;
  /** Real time in milliseconds. */
  readonly createdAt: number;
  /** Ledger time after which the transaction can no longer be recorded. */
  readonly notAfter: number;
  readonly signers: readonly RoundSigner[];
  /** Key ids that have signed. */
  readonly signedBy: readonly string[];
  readonly isWithdrawn: boolean;
  readonly declined?: RoundDecline;
  /** JSON text of the draft; empty once the round has ended without a transaction. */
  readonly draft: string;
}

/** Most rounds that one answer lists. */
const LIST_MAX = 200;
/** Rounds whose transaction can no longer be recorded are forgotten after this time. */
const KEPT_MS = 30 * 86_400_000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS signing_rounds (
    id TEXT PRIMARY KEY,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    not_after INTEGER NOT NULL,
    is_open INTEGER NOT NULL,
    round TEXT NOT NULL,
    draft TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS signing_round_people (
    round TEXT NOT NULL REFERENCES signing_rounds (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    PRIMARY KEY (person, round)
  ) STRICT`;

type Kept = Omit<SigningRound, "draft">;

/** Signing rounds of one ledger. */
export class SigningRoundStore {
  readonly #database: Database;
  readonly #openMax: number;

  constructor(database: Database, openMax: number) {
    database.exec(SCHEMA);
    this.#database = database;
    this.#openMax = openMax;
  }

  /** Keeps a new round. `known` when there is one of this transaction, `full` when its initiator has too many open ones. */
  create(round: SigningRound, ledgerNow: number): "kept" | "known" | "full" {
    return this.#database
      .transaction(() => {
        this.#forget(ledgerNow - KEPT_MS);
        if (this.get(round.id) !== undefined) return "known";
        if (this.#openOf(round.createdBy, ledgerNow) >= this.#openMax) return "full";
        const { draft, ...kept } = round;
        const { id, createdBy, createdAt, notAfter, signers } = kept;
        this.#database
          .prepare("INSERT INTO signing_rounds VALUES (?, ?, ?, ?, 1, ?, ?)")
          .run(id, createdBy, createdAt, notAfter, JSON.stringify(kept), draft);
        const people = new Set([createdBy, ...signers.map(({ personId }) => personId)]);
        const add = this.#database.prepare("INSERT INTO signing_round_people VALUES (?, ?)");
        for (const person of people) add.run(id, person);
        return "kept";
      })
      .immediate();
  }

  /** Rounds that a person began or is to sign, the latest first. */
  list(person: string): readonly SigningRound[] {
    const rows = this.#database
      .prepare(
        `SELECT round, draft FROM signing_rounds WHERE id IN (SELECT round FROM signing_round_people WHERE person = ?)
         ORDER BY created_at DESC, id LIMIT ?`,
      )
      .all(person, LIST_MAX) as { readonly round: string; readonly draft: string }[];
    return rows.map(roundOf);
  }

  get(id: string): SigningRound | undefined {
    const row = this.#database.prepare("SELECT round, draft FROM signing_rounds WHERE id = ?").get(id) as
      | { readonly round: string; readonly draft: string }
      | undefined;
    return row === undefined ? undefined : roundOf(row);
  }

  /** Keeps the round with one more signature. */
  sign(round: SigningRound, keyId: string, draft: string): SigningRound {
    return this.#put({ ...round, signedBy: [...new Set([...round.signedBy, keyId])], draft }, true);
  }

  /** Ends a round because somebody will not sign. The draft is not kept. */
  decline(round: SigningRound, declined: RoundDecline): SigningRound {
    return this.#put({ ...round, declined, draft: "" }, false);
  }

  /** Ends a round that its initiator takes back. The draft is not kept. */
  withdraw(round: SigningRound): SigningRound {
    return this.#put({ ...round, isWithdrawn: true, draft: "" }, false);
  }

  #put(round: SigningRound, isOpen: boolean): SigningRound {
    const { draft, ...kept } = round;
    this.#database
      .prepare("UPDATE signing_rounds SET round = ?, draft = ?, is_open = ? WHERE id = ?")
      .run(JSON.stringify(kept), draft, isOpen ? 1 : 0, round.id);
    return round;
  }

  #openOf(person: string, ledgerNow: number): number {
    return this.#database
      .prepare("SELECT count(*) FROM signing_rounds WHERE created_by = ? AND is_open = 1 AND not_after >= ?")
      .pluck()
      .get(person, ledgerNow) as number;
  }

  #forget(notAfter: number): void {
    this.#database
      .prepare("DELETE FROM signing_round_people WHERE round IN (SELECT id FROM signing_rounds WHERE not_after < ?)")
      .run(notAfter);
    this.#database.prepare("DELETE FROM signing_rounds WHERE not_after < ?").run(notAfter);
  }
}

function roundOf({ round, draft }: { readonly round: string; readonly draft: string }): SigningRound {
  // Written by `create` and `#put`.
  return { ...(JSON.parse(round) as Kept), draft };
}
