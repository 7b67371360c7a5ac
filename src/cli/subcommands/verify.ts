import { join } from "node:path";
import type { Command } from "commander";
import { isHex } from "#kernel/bytes";
import { fillText } from "#kernel/fill-text";
import { genesisHash } from "#kernel/genesis";
import type { Json } from "#kernel/json";
import type { Verdict } from "#ledger/verify";
import type { LedgerToVerify } from "../../verify-files.ts";
import type { Cli } from "../cli.ts";
import { CliProblem } from "../cli-problem.ts";
import { filesOf, type LedgerFolder, ledgerFolders } from "../data-folder.ts";
import { addDataOption, type DataOptions, dataFolderOf } from "../data-option.ts";
import type { ExitReason } from "../exit-codes.ts";
import { newCommand } from "../new-command.ts";
import { bundlePath } from "../program-contracts.ts";

interface VerifyOptions extends DataOptions {
  readonly genesis?: string;
}

/** `sanlian verify …`: replays ledgers from their files and names the first thing that is wrong. */
export function verifyCommand(cli: Cli, end: (reason: ExitReason) => void): Command {
  const { verify } = cli.texts;
  return addDataOption(cli, newCommand(cli, "verify", verify.summary))
    .argument("[ledger]", verify.ledger)
    .option("--genesis <hash>", verify.genesis)
    .action(async (name: string | undefined, chosen: VerifyOptions) => {
      const folder = dataFolderOf(cli, chosen);
      const all = ledgerFolders(folder);
      if (all.length === 0) throw new CliProblem("data_folder_empty", { folder });
      const wanted = name === undefined ? all : all.filter(({ genesis }) => genesis.name === name);
      if (wanted.length === 0) throw new CliProblem("ledger_unknown", { ledger: name ?? "", folder });
      if (chosen.genesis !== undefined && !isHex(chosen.genesis, 32)) {
        throw new CliProblem("genesis_hash_unfit", { hash: chosen.genesis });
      }
      if (chosen.genesis !== undefined && wanted.length > 1)
        throw new CliProblem("answer_missing", { option: "ledger" });
      const verdicts: Verdict[] = [];
      for (const ledger of wanted) verdicts.push(await verifyOne(cli, ledger, all, chosen.genesis));
      cli.result(
        wanted.map(({ genesis }, i) => verdictJson(genesis.name, verdicts[i] as Verdict)),
        () => wanted.map((ledger, i) => verdictText(cli, ledger, verdicts[i] as Verdict, chosen.genesis)).join("\n\n"),
      );
      if (verdicts.some(({ ok }) => !ok)) end("verification_failed");
    });
}

async function verifyOne(
  cli: Cli,
  ledger: LedgerFolder,
  all: readonly LedgerFolder[],
  hash: string | undefined,
): Promise<Verdict> {
  const { verify } = cli.texts;
  const bar = cli.progress(fillText(verify.progress, { ledger: ledger.genesis.name }));
  try {
    const { verifyFiles } = await import("../../verify-files.ts");
    return await verifyFiles({
      ...filesToVerify(cli, ledger),
      ...(hash === undefined ? {} : { genesisHash: hash }),
      others: all.filter((other) => other !== ledger).map((other) => filesToVerify(cli, other)),
      onProgress: (done, total) => bar.update(done, total, `${done} / ${total}`),
    });
  } catch (cause) {
    // What differs is a verdict; what is thrown keeps a file from being read at all.
    throw new CliProblem(
      "ledger_unreadable",
      { ledger: ledger.genesis.name, reason: (cause as Error).message },
      { cause },
    );
  } finally {
    bar.clear();
  }
}

/** A ledger is replayed with its own bundle, whatever this program runs. */
function filesToVerify(cli: Cli, { folder, genesis }: LedgerFolder): LedgerToVerify {
  const { statePath } = filesOf(folder);
  const contractsPath = bundlePath(cli.options.programFolder, genesis.bundle, join(folder, "contracts"));
  return { genesis, statePath, contractsPath };
}

function verdictJson(ledger: string, verdict: Verdict): Json {
  if (!verdict.ok) return { ledger, ...verdict };
  const { head, ...rest } = verdict;
  return { ledger, ...rest, head: { ...head } };
}

function verdictText(cli: Cli, { genesis }: LedgerFolder, verdict: Verdict, brought: string | undefined): string {
  const { verify } = cli.texts;
  if (!verdict.ok) {
    const { what, at, detail } = verdict;
    const found = fillText(verify.failed, { ledger: genesis.name, what: verify.things[what], at });
    return `${cli.style("red", cli.texts.problemMark)} ${found}\n  ${detail}`;
  }
  const { head, anchors, cosigners } = verdict;
  const facts = { ledger: genesis.name, height: head.height, size: head.size, root: head.root, anchors, cosigners };
  const lines = [`${cli.style("green", cli.texts.labels.done)} ${fillText(verify.held, facts)}`];
  lines.push(`  ${fillText(verify.genesisHash, { hash: genesisHash(genesis) })}`);
  if (brought === undefined) lines.push(`  ${verify.nothingBrought}`);
  if (cosigners === 1) lines.push(`  ${verify.oneOfOne}`);
  return lines.join("\n");
}
