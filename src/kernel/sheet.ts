import type { Ask, LocalText, PaperRow, PaperSetting } from "#kernel/paper";

/** Tables that an office takes into its spreadsheet program, and lists that it brings from there. */

/** `amount` is fen, as decimal text; it is written as yuan with two decimals and read as such. `day` is `2026-03-06`. */
export type CellKind = "text" | "amount" | "day" | "whole";

export interface SheetColumn {
  readonly id: string;
  readonly title: LocalText;
  readonly kind: CellKind;
}

/** A table of a scenario that can be exported. */
export interface Sheet {
  /** `scenario.table`. */
  readonly name: string;
  readonly title: LocalText;
  /** Names of its inputs in the query string. All are needed. */
  readonly inputs: readonly string[];
  readonly columns: readonly SheetColumn[];
  /** Asks for the rows as the viewer; undefined where there is nothing that this viewer may see. */
  rows(ask: Ask, inputs: PaperRow, setting: PaperSetting): readonly PaperRow[] | undefined;
}

export interface ImportColumn extends SheetColumn {
  readonly isRequired: boolean;
  /** Longest text. */
  readonly lengthMax: number;
  /** Other headings under which spreadsheets have this column, in any language. */
  readonly aliases?: readonly string[];
  /** No two rows may have the same value. */
  readonly isUnique?: boolean;
}

/** A list that can be read from a spreadsheet. Reading checks it and submits nothing. */
export interface SheetImport {
  /** `scenario.list`. */
  readonly name: string;
  readonly title: LocalText;
  readonly columns: readonly ImportColumn[];
  /** Most rows that one command takes. */
  readonly rowsMax: number;
}
