import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import { fillText } from "#kernel/fill-text";
import { genesisHash } from "#kernel/genesis";
import { type Serving, serve } from "../../serve.ts";
import type { Cli } from "../cli.ts";
import { CliProblem } from "../cli-problem.ts";
import { ledgerFolders, startOf } from "../data-folder.ts";
import { addDataOption, type DataOptions, dataFolderOf, takeDataFolder } from "../data-option.ts";
import { LOG_LEVELS, type LogLevel } from "../log-levels.ts";
import { makeDemo } from "../make-demo.ts";
import { newCommand } from "../new-command.ts";
import { programContracts } from "../program-contracts.ts";
import { untilSignal } from "../until-signal.ts";

export interface StartOptions extends DataOptions {
  readonly demo?: boolean;
  readonly host: string;
  readonly port?: string;
  readonly name?: string;
  readonly logLevel: LogLevel;
}

const DEFAULT_PORT = 4180;

/** `sanlian start …`: opens the ledgers of the data folder and serves them until it is told to stop. */
export function startCommand(cli: Cli): Command {
  const { start } = cli.texts;
  return addDataOption(cli, newCommand(cli, "start", start.summary))
    .option("--demo", start.demo)
    .option("--port <port>", start.port)
    .option("--host <address>", start.host, "127.0.0.1")
    .option("--name <name>", start.name)
    .addOption(new Option("--log-level <level>", start.logLevel).choices(LOG_LEVELS).default("warn"))
    .action(async (chosen: StartOptions) => {
      const stop = untilSignal();
      const folder = dataFolderOf(cli, chosen);
      const port = portOf(chosen.port ?? cli.options.env["PORT"]);
      if (chosen.demo) await makeDemo(cli, folder, { isRebuild: false });
      if (!existsSync(folder) || ledgerFolders(folder).length === 0)
        throw new CliProblem("data_folder_empty", { folder });
      const release = takeDataFolder(folder);
      try {
        const serving = await listen(cli, folder, port, chosen);
        printServing(cli, serving, folder);
        await stop;
        cli.note(start.stopping);
        await serving.close();
      } finally {
        release();
      }
    });
}

function portOf(text: string | undefined): number {
  if (text === undefined || text === "") return DEFAULT_PORT;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new CliProblem("port_unfit", { port: text });
  return Number(text);
}

async function listen(cli: Cli, folder: string, port: number, chosen: StartOptions): Promise<Serving> {
  const { host, name, logLevel } = chosen;
  const contracts = programContracts(cli.options.programFolder);
  const ledgers = ledgerFolders(folder).map((ledger) => startOf(ledger, contracts));
  try {
    return await serve({ ledgers, host, port, logLevel, ...(name === undefined ? {} : { nodeName: name }) });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") throw new CliProblem("port_taken", { port, host }, { cause });
    if (code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new CliProblem("address_unfit", { port, host }, { cause });
    }
    throw cause;
  }
}

function printServing(cli: Cli, { url, services }: Serving, folder: string): void {
  const { start } = cli.texts;
  const ledgers = [...services.values()].map(({ name, ref, genesis, reader }) => ({
    name,
    ref,
    clock: genesis.clock,
    demo: genesis.demo,
    height: reader.head().height,
    size: reader.head().size,
  }));
  cli.result({ url, data: folder, ledgers }, () => {
    const lines = [cli.style("bold", fillText(start.running, { url })), ""];
    for (const service of services.values()) {
      const { genesis, reader } = service;
      const { height, size } = reader.head();
      const marks = [genesis.demo ? start.demoMark : "", genesis.clock === "simulated" ? start.simulatedMark : ""];
      const mark = marks.filter((text) => text !== "").join(start.markJoin);
      lines.push(
        `  ${fillText(start.ledger, { ledger: genesis.name, height, size })}${mark === "" ? "" : `  ${mark}`}`,
      );
      lines.push(cli.style("dim", `    ${fillText(start.ledgerHash, { hash: genesisHash(genesis) })}`));
    }
    lines.push("", start.lookAt);
    const ledger = ledgers.find(({ demo }) => demo)?.name ?? ledgers[0]?.name ?? "";
    const hints = ledgers.some(({ demo }) => demo) ? [...start.hints, ...start.demoHints] : start.hints;
    for (const [what, how] of hints)
      lines.push(`  ${what}`, `    ${cli.style("cyan", fillText(how, { url, ledger }))}`);
    lines.push("", start.howToStop);
    return lines.join("\n");
  });
}
