import type { JsonObject } from "#kernel/json";
import type { Locale } from "#kernel/money";

/**
 * Papers: forms and notices that an office prints and files. A scenario declares each once, as a layout of sentences with
 * `{tags}` and the data that fills them; the PDF and the Word template that a unit can replace are both made from that.
 */

/** A text in both languages. */
export type LocalText = Readonly<Record<Locale, string>>;

/** A paragraph. `lead` stands bold at its head; numbered ones count 一、二、三、 or 1. 2. 3. through the paper. */
export interface ParagraphBlock {
  readonly kind: "paragraph";
  readonly lead?: LocalText;
  readonly text: LocalText;
  readonly isNumbered?: boolean;
  /** Tag of a field: where it is empty, the block is left out. */
  readonly when?: string;
}

export interface PaperColumn {
  readonly title: LocalText;
  /** Tag of a field of the list's rows. */
  readonly tag: string;
  readonly align: "left" | "right";
  /** Share of the width, relative to the other columns. */
  readonly weight: number;
}

/** A table with one row an entry of a list. */
export interface TableBlock {
  readonly kind: "table";
  /** Tag of the list. Where it is empty, the block is left out. */
  readonly list: string;
  /** Tag of a field: where it is empty, the block is left out. */
  readonly when?: string;
  readonly columns: readonly PaperColumn[];
}

export interface FormCell {
  readonly label: LocalText;
  readonly text: LocalText;
}

/** Boxes with a label each, as forms for approval have them. */
export interface FormBlock {
  readonly kind: "form";
  /** Tag of a field: where it is empty, the block is left out. */
  readonly when?: string;
  /** One or two cells a row. */
  readonly rows: readonly (readonly FormCell[])[];
}

export type PaperBlock = ParagraphBlock | TableBlock | FormBlock;

export interface PaperLayout {
  readonly title: LocalText;
  /** Number of the document under its title, 转化公示〔2026〕18号. */
  readonly number: LocalText;
  readonly blocks: readonly PaperBlock[];
  /** Lines over the place of the seal: who issues it, and when. */
  readonly signature: readonly LocalText[];
  readonly footer: LocalText;
}

export type PaperRow = Readonly<Record<string, string>>;

/** What fills a layout: texts by tag, and lists of rows by tag. */
export interface PaperData {
  readonly fields: PaperRow;
  readonly lists: Readonly<Record<string, readonly PaperRow[]>>;
  /** Transaction that the code on the paper opens for checking. */
  readonly transactionId: string;
}

/** Runs a query as the one who prints; throws what the query answers where it may not be asked. */
export type Ask = (query: string, input: JsonObject) => JsonObject;

/** Name of a ledger and the hash of its genesis. */
export interface GenesisOnPaper {
  readonly ledger: string;
  readonly hash: string;
}

/** Where and when a paper is printed. */
export interface PaperSetting {
  readonly lang: Locale;
  /** Day of the ledger's clock in Shanghai, `2026-03-06`. */
  readonly today: string;
  /** Day in Shanghai of an instant of the ledger, in milliseconds. */
  dayOf(at: number): string;
  /** This ledger and those on which its heads are anchored: what a reader compares to check a receipt without trusting a node. */
  readonly geneses: readonly GenesisOnPaper[];
  /** Name of a member as the genesis or the council has it. */
  memberName(id: string): string;
}

/** A paper of a scenario, without what it found: see `definePaper`. */
export interface Paper {
  /** `scenario.paper`. */
  readonly name: string;
  readonly title: LocalText;
  /** Names of its inputs in the query string, such as `planId`. All are needed. */
  readonly inputs: readonly string[];
  readonly layout: PaperLayout;
  /** What each tag means, for those who write a template of their own. Fields of rows and names of lists included. */
  readonly tags: Readonly<Record<string, LocalText>>;
  /** Asks for the data as the viewer and fills it in; undefined where there is nothing that this viewer may see. */
  fill(ask: Ask, inputs: PaperRow, setting: PaperSetting): PaperData | undefined;
}

/** What a definition of a paper says beside its layout. */
export interface PaperDefinition<Found> extends Omit<Paper, "fill"> {
  /** Asks the queries that feed it; undefined where the viewer may see nothing of it. */
  gather(ask: Ask, inputs: PaperRow): Found | undefined;
  /** Pure: texts from what was found. */
  compose(found: Found, setting: PaperSetting): PaperData;
}

/** Declares a paper. */
export function definePaper<Found>(definition: PaperDefinition<Found>): Paper {
  const { name, title, inputs, layout, tags, gather, compose } = definition;
  return {
    name,
    title,
    inputs,
    layout,
    tags,
    fill(ask, given, setting) {
      const found = gather(ask, given);
      return found === undefined ? undefined : compose(found, setting);
    },
  };
}
