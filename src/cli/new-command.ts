import { Command, type Help, Option } from "commander";
import type { Cli } from "./cli.ts";
import { widthOf, wrapText } from "./text-width.ts";

/** A subcommand in the language of the run, with the options that all have. */
export function newCommand(cli: Cli, name: string, summary: string): Command {
  const { help, options } = cli.texts;
  return new Command(name)
    .summary(summary)
    .description(summary)
    .addOption(new Option("--lang <zh|en>", options.lang).choices(["zh", "en"]))
    .option("--json", options.json)
    .helpOption("-h, --help", help.helpOption)
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => cli.options.stdout.write(text),
      // Help that nobody asked for in words, as after `sanlian key` alone.
      writeErr: (text) => cli.options.stdout.write(text),
      // Problems are thrown and told in one place.
      outputError: () => {},
    })
    .configureHelp(helpIn(cli));
}

/** Options with their texts, as `[flags, text]` or `[flags, text, environment variable or default]`. */
export function addOptions(command: Command, ...options: readonly (readonly [flags: string, text: string])[]): Command {
  for (const [flags, text] of options) command.option(flags, text);
  return command;
}

/** Adds one value of an option that may be given several times. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function helpIn(cli: Cli): Partial<Help> {
  const { help } = cli.texts;
  const titles: Readonly<Record<string, string>> = {
    "Usage:": help.usage,
    "Arguments:": help.arguments,
    "Options:": help.options,
    "Commands:": help.commands,
  };
  const bold = (text: string) => cli.style("bold", text);
  return {
    showGlobalOptions: false,
    styleTitle: (title) => bold(titles[title] ?? title),
    commandUsage: (command) => inLanguage(cli, `${pathOf(command)} ${command.usage()}`),
    subcommandTerm: (command) => inLanguage(cli, `${command.name()} ${command.usage()}`.trim()),
    optionDescription: (option) => option.description,
    argumentDescription: (argument) => argument.description,
    displayWidth: widthOf,
    boxWrap: wrapText,
  };
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function inLanguage(cli: Cli, usage: string): string {
  const { help } = cli.texts;
  return usage.replace("[options]", help.optionsMark).replace("[command]", help.commandMark);
}
