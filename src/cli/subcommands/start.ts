import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Command, Option } from "commander";
import type { Serving } from "../../serve.ts";
import type { Cli } from "../cli.ts";
import { CliProblem } from "../cli-problem.ts";
import { ledgerFolders, startOf } from "../data-folder.ts";
import { addDataOption, type DataOptions, dataFolderOf, takeDataFolder } from "../data-option.ts";
import { LOG_LEVELS, type LogLevel } from "../log-levels.ts";
import { newCommand } from "../new-command.ts";
import { printServing } from "../print-serving.ts";
import { programContracts } from "../program-contracts.ts";
import { ownTls, selfSignedTls, type TlsMaterial } from "../tls-files.ts";
import { untilSignal } from "../until-signal.ts";

export interface StartOptions extends DataOptions {
  readonly demo?: boolean;
  readonly host: string;
  readonly port?: string;
  readonly name?: string;
  readonly logLevel: LogLevel;
  readonly tls?: boolean;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

const DEFAULT_PORT = 4180;
const LOOPBACK = ["127.0.0.1", "::1", "localhost"];
/** Every address of the machine, so none that anybody would reach it by. */
const WILDCARDS = ["0.0.0.0", "::"];

/** `sanlian start …`: opens the ledgers of the data folder and serves them until it is told to stop. */
export function startCommand(cli: Cli): Command {
  const { start } = cli.texts;
  return addDataOption(cli, newCommand(cli, "start", start.summary))
    .option("--demo", start.demo)
    .option("--port <port>", start.port)
    .option("--host <address>", start.host, "127.0.0.1")
    .option("--name <name>", start.name)
    .option("--tls", start.tls)
    .option("--tls-cert <file>", start.tlsCert)
    .option("--tls-key <file>", start.tlsKey)
    .addOption(new Option("--log-level <level>", start.logLevel).choices(LOG_LEVELS).default("warn"))
    .action(async (chosen: StartOptions) => {
      const stop = untilSignal();
      const folder = dataFolderOf(cli, chosen);
      const port = portOf(chosen.port ?? cli.options.env["PORT"]);
      if (chosen.demo) {
        const { makeDemo } = await import("../make-demo.ts");
        await makeDemo(cli, folder, { isRebuild: false });
      }
      if (!existsSync(folder) || ledgerFolders(folder).length === 0)
        throw new CliProblem("data_folder_empty", { folder });
      const release = await takeDataFolder(folder);
      try {
        const tls = await tlsFor(folder, chosen);
        const serving = await listen(cli, folder, port, chosen, tls);
        printServing(cli, serving, folder, tls);
        sayWhatIsWeaker(cli, folder, chosen, tls);
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

/** Certificate and key as the options want them; undefined for plain http. */
async function tlsFor(
  folder: string,
  { tls, tlsCert, tlsKey, host, name }: StartOptions,
): Promise<TlsMaterial | undefined> {
  if ((tlsCert === undefined) !== (tlsKey === undefined)) throw new CliProblem("tls_files_incomplete");
  if (tlsCert !== undefined && tlsKey !== undefined) return ownTls(tlsCert, tlsKey, Date.now());
  if (tls !== true) return undefined;
  const hosts = [...(name === undefined ? [] : hostOf(name)), ...(WILDCARDS.includes(host) ? [] : [host])];
  return selfSignedTls(folder, hosts, Date.now());
}

/** Host of a node's name; none where the name is no address. */
function hostOf(name: string): readonly string[] {
  const url = URL.canParse(`https://${name}`) ? new URL(`https://${name}`) : undefined;
  return url === undefined ? [] : [url.hostname.replace(/^\[(.*)\]$/, "$1")];
}

function sayWhatIsWeaker(cli: Cli, folder: string, { host }: StartOptions, tls: TlsMaterial | undefined): void {
  const { selfSigned, ownCertificate, plainHttp } = cli.texts.start;
  if (tls === undefined) {
    if (!LOOPBACK.includes(host)) cli.note(cli.style("yellow", plainHttp, cli.options.stderr), { host });
    return;
  }
  cli.note(tls.isSelfSigned ? selfSigned : ownCertificate, {
    fingerprint: tls.fingerprint,
    folder: join(folder, "tls"),
  });
}

async function listen(
  cli: Cli,
  folder: string,
  port: number,
  chosen: StartOptions,
  tls: TlsMaterial | undefined,
): Promise<Serving> {
  const { host, name, logLevel } = chosen;
  const contracts = programContracts(cli.options.programFolder);
  const ledgers = ledgerFolders(folder).map((ledger) => startOf(ledger, contracts));
  const demo = ledgers.find(({ genesis }) => genesis.demo);
  if (demo !== undefined && !LOOPBACK.includes(host)) {
    throw new CliProblem("demo_not_loopback", { host, ledger: demo.genesis.name });
  }
  if (name === undefined && (port === 0 || WILDCARDS.includes(host))) {
    throw new CliProblem("node_name_missing", { host, port });
  }
  try {
    const webFolder = join(cli.options.programFolder, "web");
    const folders = { webFolder, templatesFolder: join(folder, "templates") };
    const { serve } = await import("../../serve.ts");
    return await serve({
      ledgers,
      host,
      port,
      logLevel,
      ...folders,
      ...(name === undefined ? {} : { nodeName: name }),
      ...(tls === undefined ? {} : { tls }),
    });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") throw new CliProblem("port_taken", { port, host }, { cause });
    if (code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new CliProblem("address_unfit", { port, host }, { cause });
    }
    throw new CliProblem("ledger_not_opened", { reason: (cause as Error).message }, { cause });
  }
}
