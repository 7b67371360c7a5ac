import { createHash, randomBytes } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, rmSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import type { Database } from "#sqlite/database";

/** Files by the hash of their bytes. The ledger holds the hash; who uploaded what stands in the desk's database. */

/** What is known of an uploaded file, as one person uploaded it. */
export interface StoredFile {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
  /** Name on the uploader's machine, without folders. */
  readonly name: string;
  /** Media type as the uploader's browser said it: nothing to rely on. */
  readonly type: string;
  readonly size: number;
  /** Real time in milliseconds. */
  readonly uploadedAt: number;
}

export interface Upload {
  readonly person: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Readable;
  readonly bytesMax: number;
  readonly now: number;
}

/** What one person may keep here. */
export interface FileLimits {
  readonly filesPerPersonMax: number;
  readonly fileBytesPerPersonMax: number;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS files (
    hash TEXT NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL,
    uploaded_at INTEGER NOT NULL,
    PRIMARY KEY (hash, person)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS files_by_person ON files (person, uploaded_at);`;

const COLUMNS = "hash, name, type, size, uploaded_at AS uploadedAt";
const INCOMING = "incoming";
/** What is too large is read on for so many times the limit: browsers hear an answer only when they have sent everything. */
const READ_ON = 3;

/** Uploaded files of one ledger's people. */
export class FileStore {
  readonly #database: Database;
  readonly #folder: string;
  readonly #limits: FileLimits;

  constructor(database: Database, folder: string, limits: FileLimits) {
    database.exec(SCHEMA);
    this.#database = database;
    this.#folder = folder;
    this.#limits = limits;
    // What was left here was never answered.
    rmSync(join(folder, INCOMING), { recursive: true, force: true });
    mkdirSync(join(folder, INCOMING), { mode: 0o700 });
  }

  /**
   * Writes a file to disk while it arrives and keeps it under the hash of its bytes. It is durable when this returns.
   * @returns `too_large` or `full` where nothing was kept
   */
  async put(upload: Upload): Promise<StoredFile | "too_large" | "full"> {
    const { person, name, type, now } = upload;
    if (this.#isFull(person)) return "full";
    const incoming = join(this.#folder, INCOMING, randomBytes(12).toString("hex"));
    try {
      const written = await writeHashed(incoming, upload);
      if (written === undefined) return "too_large";
      const { hash, size } = written;
      await this.#keep(incoming, hash);
      this.#database
        .prepare(
          "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name, type = excluded.type, uploaded_at = excluded.uploaded_at",
        )
        .run(hash, person, name, type, size, now);
      return { hash, name, type, size, uploadedAt: now };
    } finally {
      await rm(incoming, { force: true });
    }
  }

  /** Files that a person uploaded, the latest first, at most `limit`. */
  ofPerson(person: string, limit: number): readonly StoredFile[] {
    const sql = `SELECT ${COLUMNS} FROM files WHERE person = ? ORDER BY uploaded_at DESC, hash LIMIT ?`;
    return this.#database.prepare(sql).all(person, limit) as StoredFile[];
  }

  /** A file as a person uploaded it; undefined when that person did not. */
  uploadedBy(hash: string, person: string): StoredFile | undefined {
    const sql = `SELECT ${COLUMNS} FROM files WHERE hash = ? AND person = ?`;
    return this.#database.prepare(sql).get(hash, person) as StoredFile | undefined;
  }

  /** A file as it was first uploaded; undefined when there is none. */
  first(hash: string): StoredFile | undefined {
    const sql = `SELECT ${COLUMNS} FROM files WHERE hash = ? ORDER BY uploaded_at, person LIMIT 1`;
    return this.#database.prepare(sql).get(hash) as StoredFile | undefined;
  }

  /** The bytes of a file that there is. */
  read(hash: string): Readable {
    return createReadStream(this.#pathOf(hash));
  }

  /** Deletes a file with all that is known of it; false when there is none. */
  delete(hash: string): boolean {
    const known = this.#database.prepare("DELETE FROM files WHERE hash = ?").run(hash).changes > 0;
    rmSync(this.#pathOf(hash), { force: true });
    return known;
  }

  /** Bytes of all files. */
  bytes(): number {
    const sql = "SELECT coalesce(sum(size), 0) FROM (SELECT DISTINCT hash, size FROM files)";
    return this.#database.prepare(sql).pluck().get() as number;
  }

  async #keep(incoming: string, hash: string): Promise<void> {
    const path = this.#pathOf(hash);
    if (existsSync(path)) return;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    await rename(incoming, path);
    await syncFolder(dirname(path));
    await syncFolder(this.#folder);
  }

  #pathOf(hash: string): string {
    return join(this.#folder, hash.slice(0, 2), hash);
  }

  #isFull(person: string): boolean {
    const sql = "SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM files WHERE person = ?";
    const used = this.#database.prepare(sql).get(person) as { readonly count: number; readonly bytes: number };
    return used.count >= this.#limits.filesPerPersonMax || used.bytes >= this.#limits.fileBytesPerPersonMax;
  }
}

/** Writes and syncs what arrives; undefined when it is more than allowed. */
async function writeHashed(
  path: string,
  { bytes, bytesMax }: Upload,
): Promise<{ readonly hash: string; readonly size: number } | undefined> {
  const file = await open(path, "wx", 0o600);
  try {
    const sha256 = createHash("sha256");
    let size = 0;
    // Ending early must not destroy the request: its answer goes the same way.
    for await (const chunk of bytes.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > bytesMax * READ_ON) return undefined;
      if (size > bytesMax) continue;
      sha256.update(chunk);
      await writeAll(file, chunk);
    }
    if (size > bytesMax) return undefined;
    await file.sync();
    return { hash: sha256.digest("hex"), size };
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
