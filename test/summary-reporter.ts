import { relative } from "node:path";
import type { EventData } from "node:test";
import type { TestEvent } from "node:test/reporters";

/** The test that `run.ts` registers after all others; when it has run, only leaked handles can keep the process alive. */
export const LAST_TEST = "every test file has run";

const QUIET_MS = 20_000;
const LEAK_MS = 2_000;
const NODE_STATISTICS = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /;

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  running: string;
  /** Names of the open test and of the suites around it, outermost first. */
  readonly trail: string[];
  readonly slowest: { name: string; seconds: number }[];
}

/**
 * Reporter for one-process runs: failures in full, skipped tests with their reason, the slowest tests, and
 * `N passed, N failed` as the last line. A handle that a test leaves open is a failure, not a hang.
 */
// biome-ignore lint/style/noDefaultExport: node:test takes a reporter module's default export.
export default async function* summaryReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0, running: "", trail: [], slowest: [] };
  const stillRunning = setInterval(() => process.stdout.write(`… still running: ${tally.running}\n`), QUIET_MS);
  stillRunning.unref();
  for await (const event of source) {
    const line = report(event, tally);
    if (line !== "") yield line;
    if (event.type === "test:dequeue") stillRunning.refresh();
    if (event.type === "test:pass" && event.data.name === LAST_TEST) watchForLeaks(tally);
  }
  yield summary(tally);
}

function report(event: TestEvent, tally: Tally): string {
  switch (event.type) {
    case "test:dequeue":
      tally.running = titleOf(event.data);
      return "";
    case "test:start":
      tally.trail.splice(event.data.nesting, Number.POSITIVE_INFINITY, event.data.name);
      return "";
    case "test:pass":
      return reportPass(event.data, tally);
    case "test:fail":
      return reportFailure(event.data, tally);
    case "test:diagnostic":
      return reportDiagnostic(event.data, tally);
    default:
      return "";
  }
}

function reportPass(data: EventData.TestPass, tally: Tally): string {
  if (data.name === LAST_TEST || data.details.type === "suite") return "";
  const left = data.skip ?? data.todo;
  if (left !== undefined && left !== false) {
    tally.skipped++;
    return `skipped  ${titleOf(data, tally.trail)}: ${left === true ? "no reason given" : left}\n`;
  }
  tally.passed++;
  tally.slowest.push({ name: titleOf(data, tally.trail), seconds: data.details.duration_ms / 1000 });
  return "";
}

function reportFailure(data: EventData.TestFail, tally: Tally): string {
  const { error } = data.details;
  // A parent of a failed subtest adds nothing: its subtest has been counted and shown.
  if ("failureType" in error && error.failureType === "subtestsFailed") return "";
  tally.failed++;
  return `FAILED   ${titleOf(data, tally.trail)}\n${indent(stackOf(error.cause ?? error))}\n`;
}

function reportDiagnostic(data: EventData.TestDiagnostic, tally: Tally): string {
  if (data.nesting === 0 && NODE_STATISTICS.test(data.message)) return "";
  // node:test only warns when something throws after its test has ended; such a test has not passed.
  const isLateError = /^(Error|Warning): /.test(data.message);
  if (isLateError) tally.failed++;
  return `${isLateError ? "FAILED  " : "note    "} ${data.message}\n`;
}

function watchForLeaks(tally: Tally): void {
  const timer = setTimeout(() => {
    tally.failed++;
    const open = process.getActiveResourcesInfo().join(", ");
    process.stdout.write(
      `FAILED   after all tests something still keeps the process alive: ${open}\n${summary(tally)}`,
    );
    process.exit(1);
  }, LEAK_MS);
  timer.unref();
}

function summary(tally: Tally): string {
  const slowest = tally.slowest.filter((test) => test.seconds >= 1).sort((a, b) => b.seconds - a.seconds);
  const lines = slowest.slice(0, 5).map((test) => `${test.seconds.toFixed(1).padStart(6)} s ${test.name}`);
  if (tally.skipped > 0) lines.push(`${tally.skipped} skipped`);
  return [...lines, `${tally.passed} passed, ${tally.failed} failed`, ""].join("\n");
}

function titleOf(data: EventData.TestStart, trail: readonly string[] = []): string {
  const title = [...trail.slice(0, data.nesting), data.name].join(" · ");
  return data.file === undefined ? title : `${relative(process.cwd(), data.file)} · ${title}`;
}

/** The stack of an error without the frames of Node.js itself, and of what caused it: a property fails by an assertion in it. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = (error.stack ?? error.message).replace(/\n +at [^\n]*\(?node:[^\n]*/g, "");
  return error.cause === undefined ? stack : `${stack}\ncaused by ${stackOf(error.cause)}`;
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
