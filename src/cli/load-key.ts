import type { KeyPair } from "#kernel/crypto";
import type { Cli } from "./cli.ts";
import { CliProblem } from "./cli-problem.ts";
import { type KeyFile, openKey, readKeyFile } from "./key-file.ts";
import { passphraseFor } from "./passphrase.ts";
import { readJson } from "./text-file.ts";

/** A key file, its public part readable. @throws CliProblem `key_file_unfit`, `key_file_damaged` and those of files */
export function loadKeyFile(path: string): KeyFile {
  const file = readKeyFile(readJson(path));
  if (typeof file === "string") throw new CliProblem(file, { path });
  return file;
}

/** The key pair of a key file. @throws CliProblem `passphrase_wrong` and those of `loadKeyFile` */
export async function loadKey(cli: Cli, path: string, passphraseFile: string | undefined): Promise<KeyPair> {
  const file = loadKeyFile(path);
  const key = openKey(file, await passphraseFor(cli, path, passphraseFile));
  if (key === "passphrase_wrong") throw new CliProblem(key, { path });
  return key;
}
