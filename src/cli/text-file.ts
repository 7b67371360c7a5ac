import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import type { Json } from "#kernel/json";
import { CliProblem } from "./cli-problem.ts";

/** Text of a file, or of standard input where it is called `-`. @throws CliProblem `file_missing`, `file_unreadable` */
export function readText(path: string): string {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new CliProblem(
      code === "ENOENT" ? "file_missing" : "file_unreadable",
      { path, reason: code ?? "" },
      { cause },
    );
  }
}

/** JSON of a file. @throws CliProblem `json_unfit` and those of `readText` */
export function readJson(path: string): Json {
  const text = readText(path);
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw new CliProblem("json_unfit", { path, reason: (cause as Error).message }, { cause });
  }
}

export interface WriteOptions {
  /** Permissions; 0o600 keeps a secret to its owner. */
  readonly mode?: number;
  /** Whether a file that is there may be replaced. */
  readonly mayReplace?: boolean;
}

/**
 * Writes a file durably and as a whole: nobody ever sees half of it, and what is there stays unless it may be replaced.
 * @throws CliProblem `file_exists`, `file_unwritable`
 */
export function writeWhole(path: string, text: string, { mode = 0o644, mayReplace = false }: WriteOptions = {}): void {
  const draft = `${path}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    const file = openSync(draft, "wx", mode);
    writeSync(file, text);
    fsyncSync(file);
    closeSync(file);
    // A link fails where the name is taken, so two writers at once do not overwrite each other.
    if (mayReplace) renameSync(draft, path);
    else linkSync(draft, path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new CliProblem(
      code === "EEXIST" ? "file_exists" : "file_unwritable",
      { path, reason: code ?? "" },
      { cause },
    );
  } finally {
    if (existsSync(draft)) rmSync(draft);
  }
}
