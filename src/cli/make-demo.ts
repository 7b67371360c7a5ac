import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { clientKey } from "#client/client-key";
import { type Client, createClient } from "#client/create-client";
import { demoStory } from "#demo/client-demo-node";
import { demoLedgers } from "#demo/demo-genesis";
import { type DemoLabel, demoKeyPair } from "#kernel/demo-keys";
import { type Genesis, genesisHash } from "#kernel/genesis";
import type { ExecutorStart } from "#ledger/thread-messages";
import { serve } from "../serve.ts";
import type { Cli } from "./cli.ts";
import { CliProblem } from "./cli-problem.ts";
import { createLedgerFolder, ledgerFolders, startOf } from "./data-folder.ts";
import { takeDataFolder } from "./data-option.ts";

import { type ProgramContracts, programContracts } from "./program-contracts.ts";

export interface DemoLedger {
  readonly name: string;
  readonly genesisHash: string;
}

/** Where a demo that is built anew leaves the one before; only the last one is kept. */
const REPLACED = ".replaced-demo";
/** The story is told by a node that nobody else can reach under its name. */
const BUILDER = "demo.builder";

/**
 * Makes the demo: fresh ledgers, whose history is submitted as signed transactions to a real node. Leaves a demo alone that
 * fits this program, unless it is to be rebuilt; other ledgers of the folder are never touched.
 * @throws CliProblem `data_folder_in_use`, and `ledger_exists` when a ledger that is no demo has the name
 */
export async function makeDemo(
  cli: Cli,
  dataFolder: string,
  { isRebuild }: { readonly isRebuild: boolean },
): Promise<readonly DemoLedger[]> {
  const contracts = programContracts(cli.options.programFolder);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const release = await takeDataFolder(dataFolder);
  try {
    const demos = ledgerFolders(dataFolder).filter(({ genesis }) => genesis.demo);
    const fits = demos.every(({ genesis }) => genesis.bundle === contracts.hash);
    if (demos.length > 0 && fits && !isRebuild) return demos.map(({ genesis }) => demoLedger(genesis));
    if (demos.length > 0) {
      moveAside(
        dataFolder,
        demos.map(({ genesis }) => genesis.name),
      );
      cli.note(fits ? cli.texts.demo.replaced : cli.texts.demo.replacedOther, { folder: join(dataFolder, REPLACED) });
    }
    return await build(cli, dataFolder, contracts);
  } finally {
    release();
  }
}

function moveAside(dataFolder: string, names: readonly string[]): void {
  const aside = join(dataFolder, REPLACED);
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { mode: 0o700 });
  for (const name of names) renameSync(join(dataFolder, name), join(aside, name));
}

async function build(cli: Cli, dataFolder: string, contracts: ProgramContracts): Promise<readonly DemoLedger[]> {
  const made = demoLedgers(contracts.hash, Date.now());
  for (const { genesis } of made) {
    const place = join(dataFolder, genesis.name);
    if (existsSync(place)) throw new CliProblem("ledger_exists", { ledger: genesis.name, folder: place });
  }
  // Built beside its place: a demo that was interrupted half way is never taken for a whole one.
  const draft = join(dataFolder, ".new-demo");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const starts = made.map(({ genesis, seeds }) =>
    startOf(createLedgerFolder(draft, genesis, seeds, contracts), contracts),
  );
  await tellStory(cli, starts);
  for (const { genesis } of made) renameSync(join(draft, genesis.name), join(dataFolder, genesis.name));
  rmSync(draft, { recursive: true });
  return made.map(({ genesis }) => demoLedger(genesis));
}

async function tellStory(cli: Cli, ledgers: readonly ExecutorStart[]): Promise<void> {
  const serving = await serve({ ledgers, host: "127.0.0.1", port: 0, nodeName: BUILDER, logLevel: "error" });
  const bar = cli.progress(cli.texts.demo.building);
  const connect = (ledger: string, labels: readonly DemoLabel[]): Client =>
    createClient({
      url: serving.url,
      ledger,
      language: cli.language,
      nodeName: BUILDER,
      keys: labels.map((label) => clientKey(demoKeyPair(label))),
    });
  try {
    await demoStory(connect, (done, total) => bar.update(done, total));
  } finally {
    bar.clear();
    await serving.close();
  }
}

function demoLedger(genesis: Genesis): DemoLedger {
  return { name: genesis.name, genesisHash: genesisHash(genesis) };
}
