import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Finding, type Rule, readRepository, type SourceFile } from "./source-file.ts";

/** Planted files for a rule: each of `bites` breaks it on its own, none of `spares` does. */
export interface RuleSuite {
  readonly name: string;
  readonly rule: Rule;
  readonly bites: readonly (SourceFile | readonly SourceFile[])[];
  readonly spares: readonly (SourceFile | readonly SourceFile[])[];
}

const REPOSITORY = readRepository();

/** Registers the tests of a rule: it bites on what is planted, spares what is right, and the repository keeps it. */
export function testRule({ name, rule, bites, spares }: RuleSuite): void {
  describe(name, () => {
    test("bites on every planted violation", () => {
      assert.ok(bites.length > 0, "a rule without a planted violation may be asleep");
      for (const planted of bites) {
        assert.notDeepEqual(rule(asFiles(planted)), [], `nothing found in ${JSON.stringify(planted)}`);
      }
    });

    test("spares what is right", () => {
      for (const planted of spares) {
        assert.deepEqual(rule(asFiles(planted)), [], `found something in ${JSON.stringify(planted)}`);
      }
    });

    test("holds in the whole repository", () => {
      const findings = rule(REPOSITORY);
      assert.ok(findings.length === 0, `${findings.length} found:\n${findings.map(lineOf).join("\n")}`);
    });
  });
}

/** A planted file. */
export function planted(path: string, ...lines: readonly string[]): SourceFile {
  return { path, text: `${lines.join("\n")}\n` };
}

function asFiles(files: SourceFile | readonly SourceFile[]): readonly SourceFile[] {
  return "path" in files ? [files] : files;
}

function lineOf({ path, line, message }: Finding): string {
  return `${path}:${line} ${message}`;
}
