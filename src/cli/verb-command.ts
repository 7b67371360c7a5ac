import type { Command } from "commander";
import { ClientProblem } from "#client/client-problem";
import type { Client } from "#client/create-client";
import type { Roles, Verb } from "#client/verb";
import { fillText } from "#kernel/fill-text";
import { isJsonObject, type JsonObject } from "#kernel/json";
import type { Cli } from "./cli.ts";
import { CliProblem } from "./cli-problem.ts";
import { addKeyOptions, addNodeOptions, type ConnectionOptions, connectAsNobody } from "./connection.ts";
import { describeFields } from "./describe-fields.ts";
import { fieldInput } from "./field-input.ts";
import { readJson } from "./text-file.ts";

/** What `call`, `query` and `draft` share: verbs come from the node, their fields from their schemas. */

export interface VerbOptions extends ConnectionOptions {
  readonly file?: string;
  readonly help?: boolean;
}

/** Adds the options and arguments of a subcommand that takes a verb and its fields. Help is answered with the node's verbs. */
export function addVerb(cli: Cli, command: Command): Command {
  const { verbs, help, options } = cli.texts;
  return addKeyOptions(cli, addNodeOptions(cli, command))
    .argument("[name]", verbs.name)
    .argument("[fields...]", verbs.fieldWords)
    .option("--file <file>", options.file)
    .helpOption(false)
    .option("-h, --help", help.helpOption);
}

/** Help: options and all verbs, or with a name the fields of that one. Without a node only the options. */
export async function showVerbHelp(
  cli: Cli,
  command: Command,
  kind: Verb["kind"],
  name: string | undefined,
  options: ConnectionOptions,
): Promise<void> {
  if (name === undefined) cli.options.stdout.write(`${command.helpInformation()}\n`);
  const client = connectAsNobody(cli, options);
  try {
    const text =
      name === undefined
        ? verbList(cli, await client.verbs(), kind, (await client.ledger()).name)
        : verbHelp(cli, await verbNamed(client, kind, name));
    cli.options.stdout.write(`${text}\n`);
  } catch (error) {
    if (name !== undefined || !(error instanceof ClientProblem)) throw error;
    cli.note(cli.texts.verbs.needsNode, { reason: error.parts.title });
  }
}

/** The verb of a name. @throws CliProblem `verb_unknown` with the nearest names */
export async function verbNamed(client: Client, kind: Verb["kind"], name: string): Promise<Verb> {
  const verbs = await client.verbs();
  const verb = verbs.get(name);
  if (verb?.kind === kind) return verb;
  const names = [...verbs.values()].filter((known) => known.kind === kind).map((known) => known.name);
  const { name: ledger } = await client.ledger();
  throw new CliProblem("verb_unknown", { name, ledger, names: names.join(", ") });
}

/** The input from `--file` and the words after the name. @throws CliProblem */
export function inputOf(verb: Verb, words: readonly string[], { file }: VerbOptions): JsonObject {
  const start = file === undefined ? {} : readJson(file);
  if (!isJsonObject(start)) throw new CliProblem("json_unfit", { path: file ?? "", reason: "{ … }" });
  return fieldInput(verb.input, words, start);
}

/** Help of one verb: what it does, who may use it, its fields. */
function verbHelp(cli: Cli, verb: Verb): string {
  const { verbs } = cli.texts;
  const lines = [cli.style("bold", `${verb.name}  ${verb.title}`), verb.summary, ""];
  lines.push(`${verbs.allowed} ${rolesText(cli, verb.allow)}`);
  for (const cosigner of verb.cosigners) lines.push(`${verbs.cosigned} ${rolesText(cli, cosigner)}`);
  const fields = describeFields(verb.input, cli.texts);
  if (fields.length > 0) lines.push("", cli.style("bold", verbs.fields));
  const width = Math.max(0, ...fields.map(({ path }) => path.length));
  for (const { path, kind, label } of fields)
    lines.push(`  ${path.padEnd(width)}  ${kind}${label === "" ? "" : `: ${label}`}`);
  return lines.join("\n");
}

/** All verbs of a kind with their titles. */
function verbList(cli: Cli, verbs: ReadonlyMap<string, Verb>, kind: Verb["kind"], ledger: string): string {
  const found = [...verbs.values()].filter((verb) => verb.kind === kind).sort((a, b) => (a.name < b.name ? -1 : 1));
  const width = Math.max(0, ...found.map(({ name }) => name.length));
  const title = fillText(kind === "command" ? cli.texts.verbs.commandsOf : cli.texts.verbs.queriesOf, { ledger });
  return [cli.style("bold", title), ...found.map(({ name, title: text }) => `  ${name.padEnd(width)}  ${text}`)].join(
    "\n",
  );
}

function rolesText(cli: Cli, roles: Roles): string {
  const { verbs } = cli.texts;
  if (roles === "anyone") return verbs.anyone;
  return roles === "public" ? verbs.public : roles.join(", ");
}
