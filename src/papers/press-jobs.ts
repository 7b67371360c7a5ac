import type { Locale } from "#kernel/money";
import type { PaperLayout } from "#kernel/paper";
import type { SheetImport } from "#kernel/sheet";
import type { TemplateProblemCode } from "./fill-docx.ts";
import type { ImportResult } from "./read-import.ts";
import type { PaperJob } from "./resolve-paper.ts";
import type { SheetTable } from "./write-csv.ts";

/** The press makes and reads files. It gets all it needs as plain data, so that it can work in a thread of its own. */

export type PressJob =
  | { readonly kind: "pdf"; readonly paper: PaperJob; readonly printedAt: number }
  | {
      readonly kind: "docx";
      readonly paper: PaperJob;
      /** Names of the tags that the paper knows. */
      readonly tags: readonly string[];
      /** A template of the unit's own; the shipped one when left out. */
      readonly template?: Uint8Array;
    }
  | { readonly kind: "template"; readonly layout: PaperLayout; readonly lang: Locale }
  | { readonly kind: "sheet"; readonly table: SheetTable; readonly format: "xlsx" | "csv" }
  | { readonly kind: "import"; readonly list: SheetImport; readonly bytes: Uint8Array };

export type PressAnswer =
  | { readonly kind: "file"; readonly bytes: Uint8Array }
  | { readonly kind: "list"; readonly result: ImportResult }
  | { readonly kind: "template_problem"; readonly code: TemplateProblemCode; readonly tag: string };

/** Does jobs; knows nothing of what they are about. */
export interface Press {
  /** @throws PressBusy when too many jobs wait */
  run(job: PressJob): Promise<PressAnswer>;
  close(): Promise<void>;
}

/** Too many papers are being printed. Nothing of the job was taken. */
export class PressBusy extends Error {
  readonly retryAfterMs = 2_000;
}
