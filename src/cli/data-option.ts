import { resolve } from "node:path";
import type { Command } from "commander";
import type { Cli } from "./cli.ts";
import { CliProblem } from "./cli-problem.ts";

export interface DataOptions {
  readonly data?: string;
}

/** Adds the option that says where the node keeps its ledgers. */
export function addDataOption(cli: Cli, command: Command): Command {
  return command.option("--data <folder>", cli.texts.options.data);
}

/** The data folder: the option, else SANLIAN_DATA, else `data` in the current folder. */
export function dataFolderOf(cli: Cli, { data }: DataOptions): string {
  return resolve(data ?? (cli.options.env["SANLIAN_DATA"] || "data"));
}

/** Takes the data folder for this process. @throws CliProblem `data_folder_in_use` when another node has it */
export async function takeDataFolder(folder: string): Promise<() => void> {
  const { takeFolder } = await import("../serve.ts");
  const release = takeFolder(folder);
  if (release === undefined) throw new CliProblem("data_folder_in_use", { folder });
  return release;
}
