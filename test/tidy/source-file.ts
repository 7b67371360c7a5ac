import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** A text of the repository, or one planted in memory; `path` is relative to the project folder, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Where a rule is broken and what to do about it. */
export interface Finding {
  readonly path: string;
  /** First line is 1. */
  readonly line: number;
  readonly message: string;
}

/** A rule of the house: a pure function, so that violations can be planted in memory. */
export type Rule = (files: readonly SourceFile[]) => Finding[];

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDERS_LEFT_OUT = new Set([".git", "node_modules", "dist", "data", "fixture"]);
const FILES_LEFT_OUT = new Set(["package-lock.json", "LICENSE"]);
const TEXT_FILE = /(\.(ts|tsx|mjs|mts|js|css|html|json|jsonl|md|yml|yaml|txt|sh)|^[A-Z]+|^run)$/;
const PICTURE = /\.webp$/;
const TEXT_BYTES_MAX = 1_000_000;

/** Every text file of the project that people write, and pictures without their content, for documents show them. */
export function readRepository(): SourceFile[] {
  return textsUnder(PROJECT).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function textsUnder(folder: string): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return FOLDERS_LEFT_OUT.has(entry.name) ? [] : textsUnder(path);
    const shown = relative(PROJECT, path).replaceAll("\\", "/");
    if (entry.isFile() && PICTURE.test(entry.name)) return [{ path: shown, text: "" }];
    if (!entry.isFile() || FILES_LEFT_OUT.has(entry.name) || !TEXT_FILE.test(entry.name)) return [];
    if (statSync(path).size > TEXT_BYTES_MAX) return [];
    return [{ path: shown, text: readFileSync(path, "utf8") }];
  });
}

/** Whether a path is TypeScript or JavaScript. */
export function isCode(path: string): boolean {
  return /\.(ts|tsx|mts|mjs)$/.test(path);
}

/** Whether a path is a test file. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** The line of an offset in a text; the first is 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
