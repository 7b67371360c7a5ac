import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Command } from "commander";
import { CliRunner } from "../../test/support/cli-runner.ts";
import { Cli } from "./cli.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import { CLI_LANGUAGES, type CliLanguage } from "./language.ts";
import { buildProgram } from "./program.ts";

function programIn(language: CliLanguage): Command {
  const silent = { write: () => true };
  const options = {
    env: {},
    stdin: process.stdin,
    stdout: silent,
    stderr: silent,
    programFolder: "dist",
    programName: "sanlian",
  };
  return buildProgram(new Cli({ ...options, words: ["--lang", language] }), () => {});
}

/** A program and all its subcommands. */
function everyCommand(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

test("has help in both languages at every level, with the same form", () => {
  const form = (language: CliLanguage) =>
    everyCommand(programIn(language)).map((command) => ({
      name: command.name(),
      usage: command.usage(),
      options: command.options.map(({ flags }) => flags),
    }));
  assert.deepEqual(form("zh"), form("en"));
  for (const language of CLI_LANGUAGES) {
    const isChinese = language === "zh";
    for (const command of everyCommand(programIn(language))) {
      const texts = [command.summary(), ...command.options.map(({ description }) => description)];
      texts.push(...command.registeredArguments.map(({ description }) => description));
      for (const text of texts) {
        assert.equal(
          /\p{Script=Han}/u.test(text.replaceAll(/三链|北京交通大学|中文名/g, "")),
          isChinese,
          `${command.name()}: ${text}`,
        );
      }
    }
  }
});

test("offers language and JSON everywhere", () => {
  for (const command of everyCommand(programIn("en"))) {
    const flags = command.options.map(({ long }) => long);
    assert.ok(flags.includes("--lang") && flags.includes("--json"), command.name());
  }
});

test("keeps the numbers of its exit codes", () => {
  assert.deepEqual(EXIT_CODES, {
    done: 0,
    verification_failed: 1,
    input: 64,
    rejection: 65,
    bug: 70,
    unavailable: 75,
    not_allowed: 77,
    configuration: 78,
    interrupted: 130,
  });
});

describe("the built command line", () => {
  let cli: CliRunner;

  before(async () => {
    cli = await CliRunner.create();
  });

  after(() => cli.close());

  test("prints help for the whole and for each part, also when nothing is said", async () => {
    for (const words of [[], ["--help"], ["key"], ["key", "new", "--help"], ["draft", "-h"]]) {
      const { code, stdout, stderr } = await cli.run(words);
      assert.deepEqual([code, stderr], [0, ""], words.join(" "));
      assert.match(stdout, /^Usage: sanlian/, words.join(" "));
    }
    const { stdout } = await cli.run(["--lang", "zh"]);
    assert.match(stdout, /^用法： sanlian/);
    assert.match(stdout, /退出码/);
  });

  test("prints its version", async () => {
    assert.match((await cli.run(["--version"])).stdout, /^\d+\.\d+\.\d+/);
  });

  test("names words and options that it does not know", async () => {
    assert.deepEqual(await cli.problem(["fly"]), ["unknown_subcommand", 64]);
    assert.deepEqual(await cli.problem(["key", "fly"]), ["unknown_subcommand", 64]);
    assert.deepEqual(await cli.problem(["start", "--fast"]), ["unknown_option", 64]);
    assert.deepEqual(await cli.problem(["start", "--data"]), ["option_value_missing", 64]);
    assert.deepEqual(await cli.problem(["start", "--log-level", "loud"]), ["option_value_unfit", 64]);
    assert.deepEqual(await cli.problem(["key", "new"]), ["argument_missing", 64]);
    assert.deepEqual(await cli.problem(["bench", "more"]), ["argument_surplus", 64]);
    const { stderr } = await cli.run(["start", "--fast", "--lang", "zh"]);
    assert.match(stderr, /--fast/);
    assert.match(stderr, /没有此选项/);
  });

  test("colours nothing where nobody watches", async () => {
    const { stdout, stderr } = await cli.run(["nothing", "--lang", "en"], { env: { FORCE_COLOR: "1" } });
    assert.doesNotMatch(stdout + stderr, /\u001b/);
  });
});
