import type { Cli } from "./cli.ts";
import type { ExitReason } from "./exit-codes.ts";
import { buildProgram } from "./program.ts";
import { reportProblem } from "./report-problem.ts";

/** Runs one command line and gives how it ended. Never throws: what goes wrong is told on stderr. */
export async function runCli(cli: Cli): Promise<ExitReason> {
  let reason: ExitReason = "done";
  try {
    const program = buildProgram(cli, (other) => {
      reason = other;
    });
    await program.parseAsync([...cli.options.words], { from: "user" });
    return reason;
  } catch (error) {
    return reportProblem(cli, error);
  }
}
