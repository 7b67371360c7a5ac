import type { Command } from "commander";
import type { Cli } from "../cli.ts";
import { newCommand } from "../new-command.ts";

/** `sanlian bench`: says where the benchmark is. It needs the sources, so it is not part of the built program. */
export function benchCommand(cli: Cli): Command {
  const { bench } = cli.texts;
  return newCommand(cli, "bench", bench.summary).action(() =>
    cli.result({ run: ["npm run bench", "npm run bench -- --json", "npm run bench:long"] }, () => bench.where),
  );
}
