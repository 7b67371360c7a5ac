import { CommanderError } from "commander";
import { ClientProblem } from "#client/client-problem";
import { fillText } from "#kernel/fill-text";
import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import type { Cli } from "./cli.ts";
import { CliProblem, type CliProblemCode } from "./cli-problem.ts";
import type { ExitReason } from "./exit-codes.ts";

/** Asked for and printed: no problem at all. */
const HELP_CODES = ["commander.helpDisplayed", "commander.version", "commander.help"];

/** What is known of a problem, whoever found it. */
interface Told {
  readonly exit: ExitReason;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly issues?: Json;
  /** Id, position and what else the node said. */
  readonly more: JsonObject;
}

/** Tells a problem on stderr, as text or with `--json` as one line of JSON, and gives the reason for the exit code. */
export function reportProblem(cli: Cli, error: unknown): ExitReason {
  if (error instanceof CommanderError && HELP_CODES.includes(error.code)) return "done";
  const told = tell(cli, error);
  const { exit, code, title, detail, issues, more } = told;
  const { stderr, env } = cli.options;
  if (cli.isJson) {
    const problem = { code, title, detail, ...(issues === undefined ? {} : { issues }), ...more };
    stderr.write(`${JSON.stringify({ problem })}\n`);
  } else {
    const lines = [`${cli.style("red", cli.texts.problemMark, stderr)} ${title}`];
    if (detail !== title) lines.push(`  ${detail}`);
    lines.push(...issueLines(issues), ...memberLines(cli, more), `  ${cli.style("dim", `[${code}]`, stderr)}`);
    stderr.write(`${lines.join("\n")}\n`);
  }
  if (exit === "bug" && env["SANLIAN_DEBUG"] && error instanceof Error) stderr.write(`${error.stack}\n`);
  return exit;
}

function tell(cli: Cli, error: unknown): Told {
  if (error instanceof ClientProblem) {
    const { code, kind, title, detail, issues, retryAfterMs: _, status: __, ...more } = error.parts;
    return { exit: kind, code, title, detail, ...(issues === undefined ? {} : { issues }), more: more as JsonObject };
  }
  const problem = error instanceof CommanderError ? ofCommander(error) : error;
  if (problem instanceof CliProblem) {
    const [title, detail] = cli.texts.problems[problem.code];
    const { code, exit, facts, issues } = problem;
    const filled = { title: fillText(title, facts), detail: fillText(detail, facts) };
    return { exit, code, ...filled, ...(issues === undefined ? {} : { issues }), more: {} };
  }
  if (error instanceof Error && error.name === "AbortError") {
    const [title, detail] = cli.texts.interrupted;
    return { exit: "interrupted", code: "interrupted", title, detail, more: {} };
  }
  const [title, detail] = cli.texts.bug;
  const reason = error instanceof Error ? error.message : String(error);
  return { exit: "bug", code: "bug", title, detail: fillText(detail, { reason }), more: {} };
}

const COMMANDER_CODES: Readonly<Record<string, CliProblemCode>> = {
  "commander.unknownCommand": "unknown_subcommand",
  "commander.unknownOption": "unknown_option",
  "commander.optionMissingArgument": "option_value_missing",
  "commander.invalidArgument": "option_value_unfit",
  "commander.missingArgument": "argument_missing",
  "commander.excessArguments": "argument_surplus",
};

/** Commander writes English sentences; what they are about stands in quotes. */
function ofCommander(error: CommanderError): CliProblem | CommanderError {
  const code = COMMANDER_CODES[error.code];
  if (code === undefined) return error;
  return new CliProblem(code, { what: /'([^']+)'/.exec(error.message)?.[1] ?? "" });
}

function issueLines(issues: Json | undefined): readonly string[] {
  if (!Array.isArray(issues)) return [];
  return (issues as readonly Json[]).filter(isJsonObject).map(({ path, code, text }) => `  - ${path}: ${text ?? code}`);
}

function memberLines(cli: Cli, more: JsonObject): readonly string[] {
  const { id, position, height } = more;
  const { labels } = cli.texts;
  const lines: string[] = [];
  if (typeof id === "string") lines.push(`  ${labels.id} ${id}`);
  if (position !== undefined) lines.push(`  ${labels.position} ${position}, ${labels.height} ${height}`);
  return lines;
}
