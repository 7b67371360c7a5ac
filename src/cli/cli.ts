import { styleText } from "node:util";
import { fillText } from "#kernel/fill-text";
import type { Json } from "#kernel/json";
import { type CliLanguage, languageFrom } from "./language.ts";
import { ProgressBar } from "./progress-bar.ts";
import type { Texts } from "./text/text-form.ts";
import { textsOf } from "./texts.ts";

/** Where a program writes. */
export interface Out {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface CliOptions {
  /** Words of the command line after the name of the program. */
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: Out;
  readonly stderr: Out;
  /** Folder of the built program: contracts and threads lie there. */
  readonly programFolder: string;
  /** How this program is called from the current folder, for commands to copy. */
  readonly programName: string;
}

type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** One run of the command line: its language, its output and the terminal it speaks to. */
export class Cli {
  readonly options: CliOptions;
  readonly language: CliLanguage;
  readonly texts: Texts;
  /** Results are JSON on stdout, problems JSON on stderr, and nothing else is printed. */
  readonly isJson: boolean;

  constructor(options: CliOptions) {
    this.options = options;
    this.language = languageFrom(options.words, options.env);
    this.texts = textsOf(this.language);
    const end = options.words.indexOf("--");
    this.isJson = options.words.slice(0, end === -1 ? undefined : end).includes("--json");
  }

  /** Prints the result of a subcommand: as one line of JSON, or as text for people. */
  result(value: Json, text: () => string): void {
    this.options.stdout.write(this.isJson ? `${JSON.stringify(value)}\n` : `${text()}\n`);
  }

  /** Tells people what goes on, on stderr, so that results can be piped. */
  note(text: string, facts: Readonly<Record<string, string | number>> = {}): void {
    if (!this.isJson) this.options.stderr.write(`${fillText(text, facts)}\n`);
  }

  /** How this program is called, for commands to copy. */
  get programName(): string {
    return this.options.programName;
  }

  /** A progress bar on stderr; it draws nothing where nobody watches. */
  progress(label: string): ProgressBar {
    return new ProgressBar(this.options.stderr, label, !this.isJson && this.options.stderr.isTTY === true);
  }

  /** Coloured for a terminal, plain elsewhere and under NO_COLOR. */
  style(style: Style, text: string, out: Out = this.options.stdout): string {
    const isPlain = out.isTTY !== true || Boolean(this.options.env["NO_COLOR"]);
    return isPlain ? text : styleText(style, text);
  }
}
