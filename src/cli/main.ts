import { fileURLToPath } from "node:url";
import { Cli } from "./cli.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import { runCli } from "./run-cli.ts";

/** Entry of the built program: threads and contracts lie beside it. */

const { stdin, stdout, stderr, env, argv } = process;
const programFolder = fileURLToPath(new URL(".", import.meta.url));
const cli = new Cli({ words: argv.slice(2), env, stdin, stdout, stderr, programFolder });
// A reader that has seen enough, such as head, closes the pipe: no failure.
stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : EXIT_CODES.bug));
process.exitCode = EXIT_CODES[await runCli(cli)];
