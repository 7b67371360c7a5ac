import { mkdirSync } from "node:fs";
import { type Database, openDatabase } from "#sqlite/database";
import { DraftStore } from "./draft-store.ts";
import { FileStore } from "./file-store.ts";
import { InvitationStore } from "./invitation-store.ts";
import { SigningRoundStore } from "./signing-round-store.ts";

/** Limits of what a node keeps for people beside a ledger. */
export interface DeskLimits {
  readonly draftsPerPersonMax: number;
  readonly filesPerPersonMax: number;
  readonly fileBytesPerPersonMax: number;
  /** Signing rounds that one person has begun and that are not over. */
  readonly openRoundsMax: number;
}

const DEFAULT_LIMITS: DeskLimits = {
  draftsPerPersonMax: 200,
  filesPerPersonMax: 5_000,
  fileBytesPerPersonMax: 5_000_000_000,
  openRoundsMax: 100,
};

/**
 * The desk of one ledger on one node: drafts, files, invitations and signing rounds. Unlike the values of personal fields these change, so
 * they have a database of their own, which is rewritten where something must be gone for good.
 */
export class Desk {
  readonly drafts: DraftStore;
  readonly files: FileStore;
  readonly invitations: InvitationStore;
  readonly rounds: SigningRoundStore;
  readonly #database: Database;

  /** Opens it, creating what is missing. `filesFolder` holds the bytes of files by their hash. */
  constructor(path: string, filesFolder: string, limits: Partial<DeskLimits> = {}) {
    const wanted = { ...DEFAULT_LIMITS, ...limits };
    mkdirSync(filesFolder, { recursive: true, mode: 0o700 });
    this.#database = openDatabase(path);
    this.#database.pragma("secure_delete = ON");
    this.drafts = new DraftStore(this.#database, wanted.draftsPerPersonMax);
    this.files = new FileStore(this.#database, filesFolder, wanted);
    this.invitations = new InvitationStore(this.#database);
    this.rounds = new SigningRoundStore(this.#database, wanted.openRoundsMax);
  }

  /** Erases the drafts of a person for good and gives their number. */
  eraseDrafts(person: string): number {
    const count = this.drafts.deleteAll(person);
    // Also when there were none: the time before may have been stopped at this step.
    this.rewrite();
    return count;
  }

  /** Erases a file and everything that is known of it; false when there is none. */
  eraseFile(hash: string): boolean {
    const wasThere = this.files.delete(hash);
    this.rewrite();
    return wasThere;
  }

  /** Writes the database anew without what was deleted, and empties its log: copies are left in neither. */
  rewrite(): void {
    this.#database.exec("VACUUM");
    this.#database.pragma("wal_checkpoint(TRUNCATE)");
  }

  close(): void {
    this.#database.close();
  }
}
