import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Genesis, genesisHash } from "#kernel/genesis";
import { buildPrograms } from "../../scripts/build-programs.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
/** Inside the project, where the native packages are found; apart from a build that somebody uses. */
const FOLDER = join("dist", `test-cli-${process.pid}`);

let built: Promise<string> | undefined;

/** Builds the command line as it ships, once a process, and gives the folder it lies in. */
export function builtProgram(): Promise<string> {
  built ??= buildPrograms(FOLDER).then(() => join(PROJECT, FOLDER));
  return built;
}

let demo: Promise<string> | undefined;

/** Builds the demo once a process and gives the data folder it lies in. */
function builtDemo(): Promise<string> {
  demo ??= CliRunner.create().then(async (runner) => {
    process.on("exit", () => rmSync(runner.folder, { recursive: true, force: true }));
    await runner.json(["demo"]);
    return runner.path("data");
  });
  return demo;
}

process.on("exit", () => rmSync(join(PROJECT, FOLDER), { recursive: true, force: true }));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

const TIMEOUT_MS = 60_000;

/** The built command line in a folder of its own; no setting of the machine reaches it. */
export class CliRunner {
  readonly folder: string;
  readonly #program: string;
  readonly #running = new Set<ChildProcess>();

  private constructor(program: string, folder: string) {
    this.#program = program;
    this.folder = folder;
  }

  static async create(): Promise<CliRunner> {
    return new CliRunner(await builtProgram(), mkdtempSync(join(tmpdir(), "sanlian-cli-")));
  }

  /** A runner whose folder has the demo, untouched. */
  static async withDemo(): Promise<CliRunner> {
    const [data, runner] = await Promise.all([builtDemo(), CliRunner.create()]);
    cpSync(data, runner.path("data"), { recursive: true });
    return runner;
  }

  /** Genesis hash of a ledger in the data folder. */
  genesisHash(ledger: string): string {
    return genesisHash(JSON.parse(readFileSync(this.path("data", ledger, "genesis.json"), "utf8")) as Genesis);
  }

  /** Path of a file in the folder. */
  path(...names: readonly string[]): string {
    return join(this.folder, ...names);
  }

  /** Runs a command line to its end. */
  async run(words: readonly string[], { env = {}, input = "" }: RunOptions = {}): Promise<Ended> {
    const child = this.#spawn(words, env);
    child.stdin?.end(input);
    const output = collect(child);
    const [code] = (await once(child, "close")) as [number | null];
    return { code, ...output() };
  }

  /** The JSON that a command line prints with `--json`; fails with its whole output when it does not end well. */
  async json<T>(words: readonly string[], options: RunOptions = {}): Promise<T> {
    const { code, stdout, stderr } = await this.run([...words, "--json"], options);
    if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${stdout}${stderr}`);
    return JSON.parse(stdout) as T;
  }

  /** The code of the problem that a command line ends with, and how it ends. */
  async problem(
    words: readonly string[],
    options: RunOptions = {},
  ): Promise<readonly [code: string, exit: number | null]> {
    const { code, stdout, stderr } = await this.run([...words, "--json"], options);
    const last = stderr.trim().split("\n").at(-1) ?? "";
    if (!last.startsWith('{"problem":')) throw new Error(`${words.join(" ")} ended with ${code}: ${stdout}${stderr}`);
    return [(JSON.parse(last) as { problem: { code: string } }).problem.code, code];
  }

  /** Starts a node that stays, and waits until it listens. It prints JSON, or text in the language that is given. */
  async start(words: readonly string[] = [], language?: "zh" | "en"): Promise<StartedNode> {
    const form = language === undefined ? ["--json"] : ["--lang", language];
    const child = this.#spawn(["start", "--port", "0", "--name", NODE_NAME, ...form, ...words], {});
    child.stdin?.end();
    const output = collect(child);
    while (!/https?:\S+[\s"]/.test(output().stdout)) {
      await Promise.race([once(child.stdout as NonNullable<ChildProcess["stdout"]>, "data"), once(child, "close")]);
      if (child.exitCode !== null) throw new Error(`the node ended with ${child.exitCode}: ${output().stderr}`);
    }
    const [url = ""] = /https?:[^\s"]+/.exec(output().stdout) ?? [];
    return { url, child, words: ["--url", url, "--node-name", NODE_NAME], output };
  }

  /** Ends what still runs and removes the folder. */
  async close(): Promise<void> {
    for (const child of this.#running) {
      child.kill("SIGKILL");
      await once(child, "close");
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  #spawn(words: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
    const child = spawn(process.execPath, [join(this.#program, "cli.mjs"), ...words], {
      cwd: this.folder,
      env: { PATH: process.env["PATH"], SANLIAN_LANG: "en", ...env },
      stdio: "pipe",
      timeout: TIMEOUT_MS,
      killSignal: "SIGKILL",
    });
    this.#running.add(child);
    child.once("close", () => this.#running.delete(child));
    return child;
  }
}

const NODE_NAME = "node.test";

/** A running node. */
export interface StartedNode {
  readonly url: string;
  readonly child: ChildProcess;
  /** Options that lead to it. */
  readonly words: readonly string[];
  readonly output: () => { readonly stdout: string; readonly stderr: string };
}

/** Sends a signal and gives the exit code. */
export async function stopNode({ child }: StartedNode, signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
  child.kill(signal);
  const [code] = (await once(child, "close")) as [number | null];
  return code;
}

function collect(child: ChildProcess): () => { readonly stdout: string; readonly stderr: string } {
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout?.on("data", (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => chunks.stderr.push(chunk));
  const text = (list: readonly Buffer[]) => Buffer.concat(list).toString("utf8");
  return () => ({ stdout: text(chunks.stdout), stderr: text(chunks.stderr) });
}
