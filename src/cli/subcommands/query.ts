import type { Command } from "commander";
import type { JsonObject } from "#kernel/json";
import type { Cli } from "../cli.ts";
import { connect } from "../connection.ts";
import { newCommand } from "../new-command.ts";
import { renderValue } from "../render-value.ts";
import { addVerb, inputOf, showVerbHelp, type VerbOptions, verbNamed } from "../verb-command.ts";

/** `sanlian query …`: reads what the given key may see, or what everyone may see. */
export function queryCommand(cli: Cli): Command {
  const { query } = cli.texts;
  const command = addVerb(cli, newCommand(cli, "query", query.summary)).option("--all", query.all);
  return command.action(
    async (name: string | undefined, words: readonly string[], chosen: VerbOptions & { readonly all?: boolean }) => {
      if (chosen.help || name === undefined) return showVerbHelp(cli, command, "query", name, chosen);
      const client = await connect(cli, chosen);
      const verb = await verbNamed(client, "query", name);
      const input = inputOf(verb, words, chosen);
      const answer = chosen.all
        ? await everyPage(client.queryItems(verb.name, input))
        : await client.query(verb.name, input);
      cli.result(answer, () => renderValue(answer));
    },
  );
}

async function everyPage(items: AsyncIterable<JsonObject>): Promise<JsonObject> {
  const found: JsonObject[] = [];
  for await (const item of items) found.push(item);
  return { items: found };
}
