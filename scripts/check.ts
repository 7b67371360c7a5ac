import { spawn } from "node:child_process";

/**
 * The one check: format and lint, types, tidy, tests, three at a time. `npm run check -- --fix` repairs what can be repaired
 * by machine. Ends with a line a step and, like the test runner, with `N passed, N failed`; a step without tests counts as one.
 */

interface Step {
  readonly name: string;
  readonly words: readonly string[];
}

interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly output: string;
}

/** One more than the cores that we count on: browsers and child processes are waited for. */
const CONCURRENCY = 3;
const STEP_MINUTES_MAX = 20;
const HEARTBEAT_MS = 30_000;
/** Folders whose tests start programs of their own: command line, scripts, nodes that are killed. */
const OF_PROGRAMS = ["src/cli/", "scripts/", "test/fault/"] as const;
/** The longest of the tests in a browser. */
const WALKS = "test/e2e/walks/";
const TOTALS = /^(\d+) passed, (\d+) failed$/gm;

function stepsOf(isFix: boolean, filters: readonly string[]): Step[] {
  const runner = ["--import", "tsx", "--test-reporter=./test/summary-reporter.ts", "test/run.ts"];
  const biome = ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "--max-diagnostics=none"];
  return [
    { name: "format and lint", words: isFix ? [...biome, "--write"] : biome },
    // The longest first, so that the short ones fill in.
    ...(filters.length === 0 ? allTests(runner) : [{ name: "tests", words: [...runner, "!test/tidy/", ...filters] }]),
    { name: "types", words: ["node_modules/typescript/bin/tsc", "--noEmit"] },
    {
      name: "types of the web",
      words: ["node_modules/typescript/bin/tsc", "--noEmit", "--project", "tsconfig.web.json"],
    },
    { name: "tidy", words: [...runner, "test/tidy/"] },
  ];
}

/** Tests by what they wait for: pages, processes, or nothing but the core. */
function allTests(runner: readonly string[]): Step[] {
  const elsewhere = [...OF_PROGRAMS, "test/e2e/", "test/tidy/"].map((folder) => `!${folder}`);
  return [
    { name: "walks in a browser", words: [...runner, WALKS] },
    { name: "tests in a browser", words: [...runner, "test/e2e/", `!${WALKS}`] },
    { name: "tests of programs", words: [...runner, ...OF_PROGRAMS] },
    { name: "tests", words: [...runner, ...elsewhere] },
  ];
}

async function runStep(step: Step): Promise<Outcome> {
  const startedAt = Date.now();
  const seconds = () => (Date.now() - startedAt) / 1000;
  const heartbeat = setInterval(() => console.log(`… ${step.name}: ${seconds().toFixed(0)} s`), HEARTBEAT_MS);
  const { code, output } = await outputOf(step.words);
  clearInterval(heartbeat);
  const totals = [...output.matchAll(TOTALS)].at(-1);
  const passed = totals === undefined ? Number(code === 0) : Number(totals[1]);
  // A runner that dies after its totals has not passed, whatever they say.
  const failed = Math.max(totals === undefined ? 0 : Number(totals[2]), Number(code !== 0));
  const outcome = { name: step.name, passed, failed, seconds: seconds(), output };
  console.log(lineOf(outcome));
  return outcome;
}

function outputOf(words: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
    const stop = setTimeout(() => {
      chunks.push(Buffer.from(`\nstopped after ${STEP_MINUTES_MAX} minutes\n`));
      child.kill("SIGKILL");
    }, STEP_MINUTES_MAX * 60_000);
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(stop);
      resolve({ code, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}

async function runAll(steps: readonly Step[]): Promise<Outcome[]> {
  const waiting = [...steps];
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) outcomes.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return outcomes;
}

function lineOf({ name, passed, failed, seconds }: Outcome): string {
  return `${failed === 0 ? "ok     " : "FAILED "} ${name.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s  ${passed} passed, ${failed} failed`;
}

/** What the bootstrap could not provide is a failure that everybody sees, never a quiet skip. */
function notRun(): string[] {
  const lines = (process.env["SANLIAN_NOT_RUN"] ?? "").split("\n");
  return lines.filter((line) => line !== "").map((line) => `NOT RUN  ${line}`);
}

const options = process.argv.slice(2);
const isFix = options.includes("--fix");
const [first, ...others] = stepsOf(
  isFix,
  options.filter((option) => option !== "--fix"),
);
if (first === undefined) throw new Error("there is nothing to check");
// Repairs come first and alone: they change the files that the other steps read.
const outcomes = isFix ? [await runStep(first), ...(await runAll(others))] : await runAll([first, ...others]);
const missing = notRun();

for (const { name, failed, output } of outcomes) {
  if (failed > 0) console.log(`\n── ${name} ──\n${output.trimEnd()}`);
  else for (const line of output.split("\n")) if (line.startsWith("skipped ")) console.log(line);
}
console.log(`\n${[...outcomes.map(lineOf), ...missing].join("\n")}`);
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, missing.length);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
