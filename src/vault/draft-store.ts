import type { Database } from "#sqlite/database";

/** Drafts: what people have not submitted. They never reach a ledger, and only their owner reads them. */

export interface DraftSummary {
  /** Chosen by the owner; unique among the owner's drafts. */
  readonly id: string;
  /** Which form it fills, such as the name of a command. */
  readonly kind: string;
  /** What it belongs to, such as the id of a case. */
  readonly about?: string;
  /** How a list shows it. */
  readonly title?: string;
  /** Counts from 1 with every change. */
  readonly revision: number;
  /** Real time in milliseconds. */
  readonly updatedAt: number;
}

export interface Draft extends DraftSummary {
  /** JSON text. */
  readonly data: string;
}

/** What is to be saved; `revision` is the one the change was made on, 0 for a new draft. */
export type DraftChange = Omit<Draft, "updatedAt">;

/** A saved draft, the newer one that stands in the way, or why there is no room. */
export type DraftSaved = { readonly saved: DraftSummary } | { readonly conflict: DraftSummary | undefined } | "full";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS drafts (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT,
    title TEXT,
    revision INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (person, id)
  ) STRICT`;

const SUMMARY = "id, kind, about, title, revision, updated_at AS updatedAt";

type Row = { readonly [K in keyof Draft]: Draft[K] | null };

/** Drafts of one ledger's people. */
export class DraftStore {
  readonly #database: Database;
  readonly #perPersonMax: number;

  constructor(database: Database, perPersonMax: number) {
    database.exec(SCHEMA);
    this.#database = database;
    this.#perPersonMax = perPersonMax;
  }

  /** Drafts of a person, the latest first; those of one kind or about one thing where that is asked for. */
  list(person: string, kind?: string, about?: string): readonly DraftSummary[] {
    const rows = this.#database
      .prepare(
        `SELECT ${SUMMARY} FROM drafts WHERE person = ? AND kind = ifnull(?, kind) AND ifnull(about, '') = ifnull(?, ifnull(about, ''))
         ORDER BY updated_at DESC, id`,
      )
      .all(person, kind ?? null, about ?? null) as Row[];
    return rows.map((row) => withoutNulls<DraftSummary>(row));
  }

  /** A draft of a person; undefined when there is none. */
  get(person: string, id: string): Draft | undefined {
    const row = this.#database
      .prepare(`SELECT ${SUMMARY}, data FROM drafts WHERE person = ? AND id = ?`)
      .get(person, id) as Row | undefined;
    return row === undefined ? undefined : withoutNulls<Draft>(row);
  }

  /** Saves durably unless somebody saved a later revision, or the person has too many drafts. */
  put(person: string, change: DraftChange, now: number): DraftSaved {
    return this.#database
      .transaction((): DraftSaved => {
        const current = this.get(person, change.id);
        if ((current?.revision ?? 0) !== change.revision) return { conflict: current && summaryOf(current) };
        if (current === undefined && this.#count(person) >= this.#perPersonMax) return "full";
        const { id, kind, about, title, data } = change;
        const revision = change.revision + 1;
        this.#database
          .prepare("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
          .run(person, id, kind, about ?? null, title ?? null, revision, now, data);
        return { saved: summaryOf({ ...change, revision, updatedAt: now }) };
      })
      .immediate();
  }

  /** Deletes a draft, if there is one. */
  delete(person: string, id: string): void {
    this.#database.prepare("DELETE FROM drafts WHERE person = ? AND id = ?").run(person, id);
  }

  /** Deletes all drafts of a person and gives their number; the desk then makes sure that nothing of them is left. */
  deleteAll(person: string): number {
    return this.#database.prepare("DELETE FROM drafts WHERE person = ?").run(person).changes;
  }

  #count(person: string): number {
    return this.#database.prepare("SELECT count(*) FROM drafts WHERE person = ?").pluck().get(person) as number;
  }
}

function summaryOf({ data: _, ...summary }: Draft): DraftSummary {
  return summary;
}

function withoutNulls<T>(row: object): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}
