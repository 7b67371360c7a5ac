import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CliRunner, stopNode } from "../../test/support/cli-runner.ts";

describe("what start tells of the demo", () => {
  let cli: CliRunner;

  before(async () => {
    cli = await CliRunner.withDemo();
  });

  after(() => cli.close());

  test("is commands that work as they stand", async () => {
    const node = await cli.start([], "en");
    const commands = [...node.output().stdout.matchAll(/^ {4}node \S+cli\.mjs (.*)$/gm)].map(([, words = ""]) => words);
    assert.ok(commands.length >= 9, node.output().stdout);
    for (const words of commands) {
      const options = /^(call|query|receipt get)/.test(words) ? node.words : [];
      const { code, stdout, stderr } = await cli.run([...words.split(" "), ...options]);
      assert.deepEqual([code, stderr], [0, ""], words);
      assert.ok(stdout.length > 100 || words.startsWith("receipt get"), words);
    }
    await stopNode(node);
  });
});
