import type { Command } from "commander";
import type { Cli } from "../cli.ts";
import { connect } from "../connection.ts";
import { newCommand } from "../new-command.ts";
import { printDone } from "../print-done.ts";
import { receiptFile } from "../receipt-file.ts";
import { writeWhole } from "../text-file.ts";
import { addVerb, inputOf, showVerbHelp, type VerbOptions, verbNamed } from "../verb-command.ts";

/** `sanlian call …`: signs a command with the given keys and sends it. */
export function callCommand(cli: Cli): Command {
  const { call } = cli.texts;
  const command = addVerb(cli, newCommand(cli, "call", call.summary)).option("--receipt <file>", call.receipt);
  return command.action(
    async (name: string | undefined, words: readonly string[], chosen: VerbOptions & { readonly receipt?: string }) => {
      if (chosen.help || name === undefined) return showVerbHelp(cli, command, "command", name, chosen);
      const client = await connect(cli, chosen);
      const verb = await verbNamed(client, "command", name);
      const done = await client.call(verb.name, inputOf(verb, words, chosen));
      if (chosen.receipt !== undefined) {
        writeWhole(chosen.receipt, receiptFile(await client.receipt(done.id)));
      }
      printDone(cli, verb.title, done);
    },
  );
}
