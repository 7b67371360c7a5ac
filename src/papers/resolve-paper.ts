import { fillText } from "#kernel/fill-text";
import type { Locale } from "#kernel/money";
import type { LocalText, PaperBlock, PaperColumn, PaperData, PaperLayout } from "#kernel/paper";
import { type PaperWords, paperWords } from "./paper-words.ts";

/** A paper in one language with everything filled in: what a writer of files prints. */

export interface PaperJob {
  readonly layout: PaperLayout;
  readonly data: PaperData;
  readonly lang: Locale;
  /** What the code on the paper opens. */
  readonly verifyUrl: string;
  /** Whether the ledger is a demonstration or runs on simulated time: every page then says so. */
  readonly isDemonstration: boolean;
}

export type ResolvedBlock =
  | { readonly kind: "paragraph"; readonly lead: string; readonly text: string }
  | {
      readonly kind: "table";
      readonly columns: readonly ResolvedColumn[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: "form"; readonly rows: readonly (readonly ResolvedCell[])[] };

export interface ResolvedColumn extends Pick<PaperColumn, "align" | "weight"> {
  readonly title: string;
}

export interface ResolvedCell {
  readonly label: string;
  readonly text: string;
}

export interface ResolvedPaper {
  readonly lang: Locale;
  readonly words: PaperWords;
  readonly title: string;
  readonly number: string;
  readonly blocks: readonly ResolvedBlock[];
  readonly signature: readonly string[];
  readonly footer: string;
  readonly verifyUrl: string;
  readonly transactionId: string;
  /** Stands on every page where it is not empty. */
  readonly band: string;
}

const CHINESE_NUMERALS = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** Fills a layout. Blocks whose field or list is empty are left out, and the numbers go on over them. */
export function resolvePaper({ layout, data, lang, verifyUrl, isDemonstration }: PaperJob): ResolvedPaper {
  const say = (text: LocalText): string => fillText(text[lang], data.fields);
  const words = paperWords[lang];
  let count = 0;
  const blocks = layout.blocks.flatMap((block): ResolvedBlock[] => {
    if (isLeftOut(block, data)) return [];
    if (block.kind === "paragraph") {
      const head = block.isNumbered === true ? paragraphNumber(++count, lang) : "";
      const lead = head + (block.lead === undefined ? "" : say(block.lead));
      return [{ kind: "paragraph", lead, text: say(block.text) }];
    }
    if (block.kind === "form") {
      const rows = block.rows.map((row) => row.map(({ label, text }) => ({ label: say(label), text: say(text) })));
      return [{ kind: "form", rows }];
    }
    const columns = block.columns.map(({ title, align, weight }) => ({ title: say(title), align, weight }));
    const list = data.lists[block.list] ?? [];
    return [{ kind: "table", columns, rows: list.map((row) => block.columns.map(({ tag }) => row[tag] ?? "")) }];
  });
  return {
    lang,
    words,
    title: say(layout.title),
    number: say(layout.number),
    blocks,
    signature: layout.signature.map(say).filter((line) => line !== ""),
    footer: say(layout.footer),
    verifyUrl,
    transactionId: data.transactionId,
    band: isDemonstration ? words.band : "",
  };
}

function isLeftOut(block: PaperBlock, data: PaperData): boolean {
  if (block.kind === "table" && (data.lists[block.list] ?? []).length === 0) return true;
  return block.when !== undefined && (data.fields[block.when] ?? "") === "";
}

/** `一、` to `九十九、`, or `1. `. */
function paragraphNumber(count: number, lang: Locale): string {
  if (lang === "en") return `${count}. `;
  const tens = Math.floor(count / 10);
  const ones = count % 10;
  const head = tens === 0 ? "" : `${tens === 1 ? "" : CHINESE_NUMERALS[tens]}十`;
  return `${head}${ones === 0 ? "" : CHINESE_NUMERALS[ones]}、`;
}
