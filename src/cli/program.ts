import type { Command } from "commander";
import type { Cli } from "./cli.ts";
import { EXIT_CODES, type ExitReason } from "./exit-codes.ts";
import { newCommand } from "./new-command.ts";
import { benchCommand } from "./subcommands/bench.ts";
import { callCommand } from "./subcommands/call.ts";
import { demoCommand } from "./subcommands/demo.ts";
import { draftCommand } from "./subcommands/draft.ts";
import { initCommand } from "./subcommands/init.ts";
import { keyCommand } from "./subcommands/key.ts";
import { queryCommand } from "./subcommands/query.ts";
import { receiptCommand } from "./subcommands/receipt.ts";
import { startCommand } from "./subcommands/start.ts";
import { verifyCommand } from "./subcommands/verify.ts";

/**
 * The whole command line in the language of the run. What only one subcommand needs (the node, the demo, the contracts) is
 * loaded by its action, so that the others start quickly. `end` hears of results that are no problem but no success either.
 */
export function buildProgram(cli: Cli, end: (reason: ExitReason) => void): Command {
  const { program, help } = cli.texts;
  const root = newCommand(cli, "sanlian", program.summary)
    .version(version(), "-V, --version", help.versionOption)
    .addHelpText("after", () => `\n${cli.style("bold", program.exitCodesTitle)}\n${exitCodeLines(cli).join("\n")}`);
  const subcommands = [
    startCommand(cli),
    demoCommand(cli),
    initCommand(cli),
    callCommand(cli),
    queryCommand(cli),
    draftCommand(cli),
    receiptCommand(cli, end),
    verifyCommand(cli, end),
    keyCommand(cli),
    benchCommand(cli),
  ];
  for (const subcommand of subcommands) root.addCommand(subcommand);
  return root;
}

function exitCodeLines(cli: Cli): readonly string[] {
  return Object.entries(EXIT_CODES).map(
    ([reason, code]) => `  ${String(code).padStart(3)}  ${cli.texts.exitCodes[reason as ExitReason]}`,
  );
}

/** The build writes it in; the sources have none. */
function version(): string {
  return process.env["SANLIAN_VERSION"] ?? "0.0.0";
}
