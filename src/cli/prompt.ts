import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import type { Cli } from "./cli.ts";
import { CliProblem } from "./cli-problem.ts";

/** Asks a person for a line. @throws CliProblem `answer_missing` where nobody can answer; `option` would have answered */
export async function ask(cli: Cli, question: string, option: string): Promise<string> {
  if (cli.isJson || cli.options.stdin.isTTY !== true) throw new CliProblem("answer_missing", { option });
  const answer = (await readLine(cli, question, false)).trim();
  if (answer === "") throw new CliProblem("answer_missing", { option });
  return answer;
}

/** Asks for a secret, without showing it. @throws CliProblem `passphrase_missing` where nobody can answer */
export async function askSecret(cli: Cli, question: string): Promise<string> {
  if (cli.options.stdin.isTTY !== true) throw new CliProblem("passphrase_missing");
  return readLine(cli, question, true);
}

async function readLine(cli: Cli, question: string, isSecret: boolean): Promise<string> {
  const { stdin, stderr } = cli.options;
  stderr.write(question);
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (!isSecret) stderr.write(chunk.toString());
      done();
    },
  });
  const lines = createInterface({ input: stdin, output, terminal: true });
  const interrupted = new AbortController();
  lines.once("SIGINT", () => interrupted.abort());
  try {
    return await lines.question("", { signal: interrupted.signal });
  } finally {
    lines.close();
    if (isSecret) stderr.write("\n");
  }
}
