import type { Command } from "commander";
import { randomBytes } from "#kernel/crypto";
import { proveEnrolment } from "#kernel/enrolment";
import type { Cli } from "../cli.ts";
import { addNodeOptions, type ConnectionOptions, connectAsNobody } from "../connection.ts";
import { sealKey } from "../key-file.ts";
import { loadKey, loadKeyFile } from "../load-key.ts";
import { newCommand } from "../new-command.ts";
import { newPassphrase } from "../passphrase.ts";
import { writeWhole } from "../text-file.ts";

/** `sanlian key …`: key files of people and programs. */
export function keyCommand(cli: Cli): Command {
  return newCommand(cli, "key", cli.texts.key.summary)
    .addCommand(newKey(cli))
    .addCommand(showKey(cli))
    .addCommand(exportPublic(cli))
    .addCommand(proveKey(cli));
}

function newKey(cli: Cli): Command {
  const { key, options } = cli.texts;
  return newCommand(cli, "new", key.new)
    .argument("<file>", key.file)
    .option("--passphrase-file <file>", options.passphraseFile)
    .action(async (path: string, { passphraseFile }: ConnectionOptions) => {
      const file = sealKey(randomBytes(32), await newPassphrase(cli, path, passphraseFile));
      writeWhole(path, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
      cli.note(key.written, { path });
      printPublic(cli, file);
    });
}

function showKey(cli: Cli): Command {
  return newCommand(cli, "show", cli.texts.key.show)
    .argument("<file>", cli.texts.key.file)
    .action((path: string) => printPublic(cli, loadKeyFile(path)));
}

function exportPublic(cli: Cli): Command {
  return newCommand(cli, "export-public", cli.texts.key.exportPublic)
    .argument("<file>", cli.texts.key.file)
    .action((path: string) => {
      const { keyId, publicKey } = loadKeyFile(path);
      cli.result({ keyId, publicKey }, () => publicKey);
    });
}

/** The arguments that enrol a key: the new key itself consents to be bound to the person. */
function proveKey(cli: Cli): Command {
  const { key, options } = cli.texts;
  return addNodeOptions(cli, newCommand(cli, "prove", key.prove))
    .argument("<file>", key.file)
    .requiredOption("--person <id>", key.person)
    .option("--passphrase-file <file>", options.passphraseFile)
    .action(async (path: string, chosen: ConnectionOptions & { readonly person: string }) => {
      const { person: personId } = chosen;
      const { ref } = await connectAsNobody(cli, chosen).ledger();
      const pair = await loadKey(cli, path, chosen.passphraseFile);
      const { publicKey } = loadKeyFile(path);
      const proof = { personId, publicKey, proof: proveEnrolment(ref, personId, pair) };
      cli.result(proof, () => JSON.stringify(proof, null, 2));
    });
}

function printPublic(cli: Cli, { keyId, publicKey }: { readonly keyId: string; readonly publicKey: string }): void {
  const { labels } = cli.texts;
  cli.result({ keyId, publicKey }, () => `${labels.keyId} ${keyId}\n${labels.publicKey} ${publicKey}`);
}
