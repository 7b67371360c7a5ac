import { basename, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Cli } from "./cli.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import { runCli } from "./run-cli.ts";

/** Entry of the built program: threads and contracts lie beside it. */

const { stdin, stdout, stderr, env, argv } = process;
const programFolder = fileURLToPath(new URL(".", import.meta.url));
const script = argv[1] ?? "";
// Through a link on the path it is called by its name; from the project folder by its file.
const programName = basename(script) === "sanlian" ? "sanlian" : `node ${relative(process.cwd(), script)}`;
const cli = new Cli({ words: argv.slice(2), env, stdin, stdout, stderr, programFolder, programName });
// A reader that has seen enough, such as head, closes the pipe: no failure.
stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : EXIT_CODES.bug));
process.exitCode = EXIT_CODES[await runCli(cli)];
