import type { Command } from "commander";
import { type ClientKey, clientKey } from "#client/client-key";
import { type Client, createClient } from "#client/create-client";
import { DEMO_LABELS, type DemoLabel, demoKeyPair } from "#kernel/demo-keys";
import type { Cli } from "./cli.ts";
import { CliProblem } from "./cli-problem.ts";
import { loadKey } from "./load-key.ts";
import { addOptions, collect } from "./new-command.ts";

/** Options of subcommands that speak to a node. */
export interface ConnectionOptions {
  readonly url?: string;
  readonly ledger?: string;
  readonly nodeName?: string;
  readonly key?: readonly string[];
  readonly passphraseFile?: string;
  readonly as?: readonly string[];
}

const DEFAULT_URL = "http://127.0.0.1:4180";

/** Adds the options that say which node and which ledger. */
export function addNodeOptions(cli: Cli, command: Command): Command {
  const { options } = cli.texts;
  return addOptions(
    command,
    ["--url <url>", options.url],
    ["--ledger <name[@hash]>", options.ledger],
    ["--node-name <name>", options.nodeName],
  );
}

/** Adds the options that say with which keys. */
export function addKeyOptions(cli: Cli, command: Command): Command {
  const { options } = cli.texts;
  return command
    .option("--key <file>", options.key, collect)
    .option("--passphrase-file <file>", options.passphraseFile)
    .option("--as <label>", options.as, collect);
}

/** A client for the node and ledger that the options or the environment name. */
export function connectAsNobody(cli: Cli, options: ConnectionOptions, keys: readonly ClientKey[] = []): Client {
  const { env } = cli.options;
  const ledger = options.ledger ?? env["SANLIAN_LEDGER"];
  return createClient({
    url: options.url ?? env["SANLIAN_URL"] ?? DEFAULT_URL,
    language: cli.language,
    keys,
    ...(ledger === undefined ? {} : { ledger }),
    ...(options.nodeName === undefined ? {} : { nodeName: options.nodeName }),
  });
}

/** The keys that the options or the environment name. @throws CliProblem for files and labels that give none */
export async function keysOf(cli: Cli, options: ConnectionOptions): Promise<readonly ClientKey[]> {
  const fallback = cli.options.env["SANLIAN_KEY"];
  const files = options.key ?? (fallback && options.as === undefined ? [fallback] : []);
  const keys: ClientKey[] = [];
  for (const file of files) keys.push(clientKey(await loadKey(cli, file, options.passphraseFile)));
  for (const label of options.as ?? []) keys.push(clientKey(demoKeyPair(demoLabel(label))));
  return keys;
}

/** A client that signs with the keys that the options or the environment name. */
export async function connect(cli: Cli, options: ConnectionOptions): Promise<Client> {
  const client = connectAsNobody(cli, options, await keysOf(cli, options));
  // Published seeds stand for nobody on a ledger that counts.
  if (options.as !== undefined && !(await client.ledger()).demo) {
    throw new CliProblem("ledger_not_demo", { ledger: (await client.ledger()).name });
  }
  return client;
}

/** The label of a demo key, if it is one. @throws CliProblem `demo_label_unknown` */
export function demoLabel(label: string): DemoLabel {
  const found = DEMO_LABELS.find((known) => known === label);
  if (found === undefined) throw new CliProblem("demo_label_unknown", { label, labels: DEMO_LABELS.join(", ") });
  return found;
}
