import { fillText } from "#kernel/fill-text";
import type { Cli } from "./cli.ts";
import { CliProblem } from "./cli-problem.ts";
import { askSecret } from "./prompt.ts";
import { readText } from "./text-file.ts";

/** Shorter ones are guessed, however slow guessing is made. */
const LENGTH_MIN = 8;

/** The passphrase of a key file: from a file, from SANLIAN_PASSPHRASE, or asked for. */
export async function passphraseFor(cli: Cli, path: string, passphraseFile: string | undefined): Promise<string> {
  return given(cli, passphraseFile) ?? askSecret(cli, fillText(cli.texts.questions.passphrase, { path }));
}

/** A passphrase for a new key file; asked for twice. @throws CliProblem `passphrase_short`, `passphrases_differ` */
export async function newPassphrase(cli: Cli, path: string, passphraseFile: string | undefined): Promise<string> {
  const { questions } = cli.texts;
  const known = given(cli, passphraseFile);
  const passphrase = known ?? (await askSecret(cli, fillText(questions.newPassphrase, { path, min: LENGTH_MIN })));
  if (passphrase.length < LENGTH_MIN) throw new CliProblem("passphrase_short", { min: LENGTH_MIN });
  if (known === undefined && (await askSecret(cli, questions.samePassphrase)) !== passphrase) {
    throw new CliProblem("passphrases_differ");
  }
  return passphrase;
}

function given(cli: Cli, passphraseFile: string | undefined): string | undefined {
  // Editors end files with a newline that nobody means.
  if (passphraseFile !== undefined) return readText(passphraseFile).replace(/\r?\n$/, "");
  return cli.options.env["SANLIAN_PASSPHRASE"] || undefined;
}
