import type { Command } from "commander";
import { combineDrafts, makeDraft, openDraft, signDraft, signedDraft } from "#client/draft-file";
import { isHex } from "#kernel/bytes";
import { demoKeyPair } from "#kernel/demo-keys";
import { keyIdOf } from "#kernel/identity";
import type { Json } from "#kernel/json";
import type { DraftFile } from "#kernel/transaction-draft";
import { beijingTime } from "../beijing-time.ts";
import type { Cli } from "../cli.ts";
import { CliProblem } from "../cli-problem.ts";
import {
  addKeyOptions,
  addNodeOptions,
  type ConnectionOptions,
  connect,
  connectAsNobody,
  demoLabel,
  keysOf,
} from "../connection.ts";
import { collect, newCommand } from "../new-command.ts";
import { printDone } from "../print-done.ts";
import { renderValue } from "../render-value.ts";
import { readJson, writeWhole } from "../text-file.ts";
import { addVerb, inputOf, showVerbHelp, type VerbOptions, verbNamed } from "../verb-command.ts";

/** `sanlian draft …`: transactions of several signers, as files that travel between them. */
export function draftCommand(cli: Cli): Command {
  return newCommand(cli, "draft", cli.texts.draft.summary)
    .addCommand(newDraft(cli))
    .addCommand(showDraft(cli))
    .addCommand(signOne(cli))
    .addCommand(combine(cli))
    .addCommand(send(cli));
}

interface NewOptions extends VerbOptions {
  readonly signer?: readonly string[];
  readonly out?: string;
}

function newDraft(cli: Cli): Command {
  const { draft } = cli.texts;
  const command = addVerb(cli, newCommand(cli, "new", draft.new))
    .option("--signer <key-id>", draft.signer, collect)
    .option("--out <file>", draft.out);
  return command.action(async (name: string | undefined, words: readonly string[], chosen: NewOptions) => {
    if (chosen.help || name === undefined) return showVerbHelp(cli, command, "command", name, chosen);
    const { out, signer = [] } = chosen;
    if (out === undefined) throw new CliProblem("answer_missing", { option: "--out" });
    const keys = await keysOf(cli, chosen);
    const signers = [...new Set([...keys.map(({ keyId }) => keyId), ...signer.map(keyIdFrom)])];
    if (signers.length === 0) throw new CliProblem("answer_missing", { option: "--signer" });
    const client = await connect(cli, chosen);
    const verb = await verbNamed(client, "command", name);
    const options = { ...(await client.signOptions(signers.length)), signers };
    let file: Json = asJson(makeDraft(await client.refOf(verb.name), inputOf(verb, words, chosen), options));
    for (const key of keys) file = asJson(await signDraft(file, key, cli.language));
    write(cli, out, file);
  });
}

function showDraft(cli: Cli): Command {
  return newCommand(cli, "show", cli.texts.draft.show)
    .argument("<file>", cli.texts.draft.file)
    .action((path: string) => print(cli, readJson(path)));
}

function signOne(cli: Cli): Command {
  const { draft } = cli.texts;
  return addKeyOptions(cli, newCommand(cli, "sign", draft.sign))
    .argument("<file>", draft.file)
    .option("--out <file>", draft.signedOut)
    .action(async (path: string, chosen: ConnectionOptions & { readonly out?: string }) => {
      const keys = await keysOf(cli, chosen);
      if (keys.length === 0) throw new CliProblem("answer_missing", { option: "--key" });
      let file = readJson(path);
      for (const key of keys) file = asJson(await signDraft(file, key, cli.language));
      if (chosen.out === undefined) writeWhole(path, textOf(file), { mode: 0o600, mayReplace: true });
      else writeWhole(chosen.out, textOf(file), { mode: 0o600 });
      print(cli, file);
    });
}

function combine(cli: Cli): Command {
  const { draft } = cli.texts;
  return newCommand(cli, "combine", draft.combine)
    .argument("<files...>", draft.files)
    .requiredOption("--out <file>", draft.out)
    .action((paths: readonly string[], { out }: { readonly out: string }) =>
      write(cli, out, asJson(combineDrafts(paths.map(readJson), cli.language))),
    );
}

function send(cli: Cli): Command {
  const { draft } = cli.texts;
  return addNodeOptions(cli, newCommand(cli, "send", draft.send))
    .argument("<file>", draft.file)
    .action(async (path: string, chosen: ConnectionOptions) => {
      const file = readJson(path);
      const signed = signedDraft(file, cli.language);
      const { payload } = openDraft(file, cli.language).content;
      const client = connectAsNobody(cli, { ...chosen, ledger: chosen.ledger ?? payload.ledger });
      printDone(cli, payload.command, await client.submit(signed));
    });
}

/** A key id, or the label of a demo key. */
function keyIdFrom(text: string): string {
  return isHex(text, 32) ? text : keyIdOf(demoKeyPair(demoLabel(text)).publicKey);
}

function write(cli: Cli, path: string, file: Json): void {
  // It holds personal values in the clear.
  writeWhole(path, textOf(file), { mode: 0o600 });
  print(cli, file);
}

function print(cli: Cli, draft: Json): void {
  const { id, payload, args, missing } = openDraft(draft, cli.language).content;
  const { ledger, command, notAfter, signers } = payload;
  cli.result({ id, ledger, command, notAfter, signers, missing, args }, () =>
    renderValue({ command, ledger, id, notAfter: beijingTime(notAfter), args, signers, missing }),
  );
}

function asJson(draft: DraftFile): Json {
  return JSON.parse(JSON.stringify(draft)) as Json;
}

function textOf(file: Json): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}
