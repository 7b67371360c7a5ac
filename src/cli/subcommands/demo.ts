import type { Command } from "commander";
import type { Cli } from "../cli.ts";
import { addDataOption, type DataOptions, dataFolderOf } from "../data-option.ts";
import { newCommand } from "../new-command.ts";

/** `sanlian demo`: builds the demo anew; what was there is moved aside. */
export function demoCommand(cli: Cli): Command {
  return addDataOption(cli, newCommand(cli, "demo", cli.texts.demo.summary)).action(async (chosen: DataOptions) => {
    const { makeDemo } = await import("../make-demo.ts");
    const ledgers = await makeDemo(cli, dataFolderOf(cli, chosen), { isRebuild: true });
    cli.result(
      ledgers.map((ledger) => ({ ...ledger })),
      () => cli.texts.demo.ready,
    );
  });
}
