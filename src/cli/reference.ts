import type { Command } from "commander";
import { Cli } from "./cli.ts";
import { CLI_PROBLEMS, type CliProblemCode } from "./cli-problem.ts";
import { EXIT_CODES, type ExitReason } from "./exit-codes.ts";
import { CLI_LANGUAGES, type CliLanguage } from "./language.ts";
import { buildProgram } from "./program.ts";
import { textsOf } from "./texts.ts";

/** The page `docs/reference/cli.md`: every subcommand and option in both languages, exit codes and problems. */
export function cliReference(): string {
  const programs = new Map(CLI_LANGUAGES.map((language) => [language, programIn(language)]));
  const english = programs.get("en");
  if (english === undefined) throw new Error("there is a program in every language");
  const sections = leavesOf(english).map((path) => section(path, programs));
  return [HEAD, "## Subcommands\n", ...sections, exitCodeTable(), problemTable()].join("\n");
}

const HEAD = `<!-- Written by \`npm run docs\` from the code: do not edit. -->

# Command line

Run \`sanlian\` from the project folder as \`node bin/sanlian.mjs\`. Every subcommand takes \`--lang zh|en\` and \`--json\`:
with \`--json\` the result is one line of JSON on standard output, and a problem one line \`{"problem":{"code":…}}\` on
standard error. Progress and notes go to standard error, bars and colours only to a terminal.

命令行：每个子命令都接受 \`--lang zh|en\` 与 \`--json\`。加 \`--json\` 时，结果是标准输出上的一行 JSON，问题是标准错误上的一行
\`{"problem":{"code":…}}\`。
`;

function programIn(language: CliLanguage): Command {
  const silent = { write: () => true };
  const words = ["--lang", language];
  const options = {
    words,
    env: {},
    stdin: process.stdin,
    stdout: silent,
    stderr: silent,
    programFolder: "dist",
    programName: "sanlian",
  };
  return buildProgram(new Cli(options), () => {});
}

/** Paths of the subcommands that do something, such as `key new`. */
function leavesOf(command: Command, path: readonly string[] = []): readonly (readonly string[])[] {
  const own = command.commands;
  return own.length === 0 ? [path] : own.flatMap((child) => leavesOf(child, [...path, child.name()]));
}

function section(path: readonly string[], programs: ReadonlyMap<CliLanguage, Command>): string {
  const inLanguage = (language: CliLanguage): Command => {
    let command = programs.get(language) as Command;
    for (const name of path) command = command.commands.find((child) => child.name() === name) as Command;
    return command;
  };
  const [zh, en] = [inLanguage("zh"), inLanguage("en")];
  const rows = en.options
    .filter(({ long }) => long !== "--lang" && long !== "--json" && long !== "--help")
    .map(({ flags }) => `| \`${cell(flags)}\` | ${textOf(zh, flags)} | ${textOf(en, flags)} |`);
  const parts = en.registeredArguments.map(
    ({ description }, i) =>
      `| \`${argumentForm(en, i)}\` | ${zh.registeredArguments[i]?.description} | ${description} |`,
  );
  const table = [...parts, ...rows];
  const head = table.length === 0 ? [] : ["| | 中文 | English |", "|---|---|---|", ...table, ""];
  return [`### \`sanlian ${path.join(" ")}\`\n`, `${zh.description()}  `, `${en.description()}\n`, ...head].join("\n");
}

function textOf(command: Command, flags: string): string {
  return cell(command.options.find((option) => option.flags === flags)?.description ?? "");
}

/** A bar would end the cell, in code too. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function argumentForm(command: Command, index: number): string {
  const argument = command.registeredArguments[index];
  const name = `${argument?.name()}${argument?.variadic ? "..." : ""}`;
  return argument?.required ? `<${name}>` : `[${name}]`;
}

function exitCodeTable(): string {
  const rows = Object.entries(EXIT_CODES).map(([reason, code]) => {
    const [zh, en] = CLI_LANGUAGES.map((language) => textsOf(language).exitCodes[reason as ExitReason]);
    return `| ${code} | ${zh} | ${en} |`;
  });
  return ["## Exit codes\n", "| Code | 中文 | English |", "|---|---|---|", ...rows, ""].join("\n");
}

/** Problems that the command line itself finds; those of nodes and contracts have pages of their own. */
function problemTable(): string {
  const rows = Object.entries(CLI_PROBLEMS).map(([code, reason]) => {
    const [zh, en] = CLI_LANGUAGES.map((language) => textsOf(language).problems[code as CliProblemCode].join(": "));
    return `| \`${code}\` | ${EXIT_CODES[reason]} | ${zh} | ${en} |`;
  });
  const title = "## Problems that the command line finds\n";
  return [title, "| Code | Exit | 中文 | English |", "|---|---|---|---|", ...rows, ""].join("\n");
}
