import type { Json } from "#kernel/json";
import type { ExitReason } from "./exit-codes.ts";

/** The closed list of what the command line itself can find wrong, and how the program then ends. Texts stand in `text/`. */
export const CLI_PROBLEMS = {
  unknown_subcommand: "input",
  unknown_option: "input",
  option_value_missing: "input",
  option_value_unfit: "input",
  argument_missing: "input",
  argument_surplus: "input",
  file_missing: "input",
  file_unreadable: "input",
  file_exists: "input",
  file_unwritable: "configuration",
  json_unfit: "input",
  field_unfit: "input",
  field_twice: "input",
  verb_unknown: "input",
  answer_missing: "input",
  passphrase_missing: "not_allowed",
  passphrase_wrong: "not_allowed",
  passphrase_short: "input",
  passphrases_differ: "input",
  key_file_damaged: "input",
  key_file_unfit: "input",
  demo_label_unknown: "input",
  ledger_not_demo: "not_allowed",
  port_unfit: "input",
  port_taken: "unavailable",
  address_unfit: "configuration",
  node_name_missing: "input",
  demo_not_loopback: "configuration",
  tls_files_incomplete: "input",
  tls_unfit: "configuration",
  tls_expired: "configuration",
  data_folder_empty: "configuration",
  data_folder_in_use: "unavailable",
  ledger_unknown: "input",
  ledger_exists: "input",
  genesis_unfit: "configuration",
  node_keys_unfit: "configuration",
  node_keys_open: "configuration",
  node_keys_of_other: "configuration",
  contracts_missing: "configuration",
  contracts_damaged: "configuration",
  other_contracts: "configuration",
  other_contracts_demo: "configuration",
  not_built: "configuration",
  ledger_not_opened: "configuration",
  ledger_unreadable: "verification_failed",
  genesis_hash_unfit: "input",
} as const satisfies Record<string, ExitReason>;

export type CliProblemCode = keyof typeof CLI_PROBLEMS;
export const CLI_PROBLEM_CODES = Object.keys(CLI_PROBLEMS) as readonly CliProblemCode[];

/** Facts that complete the text of a problem. */
export type ProblemFacts = Readonly<Record<string, string | number>>;

/** Thrown where the command line cannot go on and knows why. */
export class CliProblem extends Error {
  readonly code: CliProblemCode;
  readonly facts: ProblemFacts;
  readonly issues: Json | undefined;

  constructor(code: CliProblemCode, facts: ProblemFacts = {}, rest: { issues?: Json; cause?: unknown } = {}) {
    super(code, rest.cause === undefined ? {} : { cause: rest.cause });
    this.name = "CliProblem";
    this.code = code;
    this.facts = facts;
    this.issues = rest.issues;
  }

  /** How the program ends. */
  get exit(): ExitReason {
    return CLI_PROBLEMS[this.code];
  }
}
