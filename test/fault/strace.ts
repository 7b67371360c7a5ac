import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** strace shows what a node asks of the disk, and lets single calls fail. */

export interface StraceOptions {
  /** File that the calls are written to. */
  readonly log: string;
  /** Names of system calls. */
  readonly calls: readonly string[];
  /** Lets these calls fail from the given one of each thread on. */
  readonly failing?: { readonly error: "EIO" | "ENOSPC"; readonly from: number };
  /** Only calls on these files. */
  readonly files?: readonly string[];
  /** Writes the data of writes in full. */
  readonly hasData?: boolean;
}

/** The words that run a program under strace. @throws AssertionError where strace is missing: nothing is skipped quietly */
export function straceWords({ log, calls, failing, files = [], hasData = false }: StraceOptions): readonly string[] {
  const { status } = spawnSync("strace", ["--version"]);
  assert.equal(status, 0, "strace is missing: install it (Debian: apt-get install strace)");
  const list = calls.join(",");
  const inject = failing === undefined ? [] : ["-e", `inject=${list}:error=${failing.error}:when=${failing.from}+`];
  const paths = files.flatMap((file) => ["-P", file]);
  const data = hasData ? ["-xx", "-s", "1000000"] : [];
  return ["strace", "-f", "-qq", "--seccomp-bpf", "-y", ...data, "-o", log, "-e", `trace=${list}`, ...inject, ...paths];
}

/** One finished system call. */
export interface TracedCall {
  readonly name: string;
  /** Arguments as strace writes them. */
  readonly args: string;
  /** Path of the file that the first argument stands for. */
  readonly file: string;
  readonly result: number;
  readonly wasInjected: boolean;
  /** Bytes of the log up to the end of this call. */
  readonly endsAt: number;
}

/**
 * The calls of a log so far, in the order in which they ended. strace writes the end of a call before the thread goes on,
 * so whatever an answer followed upon stands here when the answer arrives.
 */
export function readStraceLog(log: string): readonly TracedCall[] {
  const begun = new Map<string, string>();
  let endsAt = 0;
  return readFileSync(log, "latin1")
    .split("\n")
    .flatMap((line) => {
      endsAt += line.length + 1;
      const [, thread = "", text = ""] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
      if (text.endsWith(UNFINISHED)) {
        begun.set(thread, text.slice(0, -UNFINISHED.length));
        return [];
      }
      const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(text)?.[1];
      return parseCall(resumed === undefined ? text : `${begun.get(thread) ?? ""}${resumed}`, endsAt);
    });
}

const UNFINISHED = " <unfinished ...>";

function parseCall(text: string, endsAt: number): TracedCall[] {
  const [, name = "", args = "", result, rest = ""] = /^(\w+)\((.*)\)\s+= (-?\d+)(.*)$/.exec(text) ?? [];
  if (result === undefined) return [];
  const file = unescaped(/^\d+<([^>]*)>/.exec(args)?.[1] ?? "");
  return [{ name, args, file, result: Number(result), wasInjected: rest.includes("(INJECTED)"), endsAt }];
}

/** With `-xx` strace writes paths in hexadecimal as well. */
function unescaped(path: string): string {
  return path.replace(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
