import type { Bilingual, Fen } from "./answers.ts";

/** Answers of the queries about rule packs. */

/** One rule of a pack beside others: `transfer.pack-comparison` and `transfer.case-comparison`. */
export interface ComparedRule {
  readonly packId: string;
  readonly packVersion: number;
  readonly packTitle: Bilingual;
  readonly level: "national" | "local" | "unit";
  readonly effectiveOn: string | null;
  readonly isInForce: boolean;
  readonly ruleId: string;
  readonly article: Bilingual;
  readonly force: string;
  readonly bindingOn: string;
  readonly evidence: string;
  readonly note: Bilingual;
  readonly rates: readonly string[];
  readonly base: Fen;
  readonly award: Fen;
  readonly rest: Fen;
  readonly decides: boolean;
}

/** One rule of a pack, as the pack says it. */
export interface RuleOfPack {
  readonly id: string;
  readonly article: Bilingual;
  readonly routes: readonly string[];
  readonly base: string;
  readonly recipient: "award" | "main-contributors";
  readonly rateBp?: number;
  readonly rateExact?: { readonly num: string; readonly den: string };
  readonly tiers?: readonly unknown[];
  readonly force: string;
  readonly bindingOn: string;
  readonly evidence: string;
  readonly note: Bilingual;
  readonly assumption?: Bilingual;
}

export interface NoticeOfPack {
  readonly id: string;
  readonly article: Bilingual;
  readonly about: "price" | "award";
  readonly days?: number;
  readonly dayKind?: string;
  readonly force: string;
  readonly bindingOn: string;
  readonly evidence: string;
  readonly note: Bilingual;
}

/** An item of `transfer.rule-packs`. */
export interface RulePack {
  readonly id: string;
  readonly version: number;
  readonly level: "national" | "local" | "unit";
  readonly title: Bilingual;
  readonly document: Bilingual;
  readonly source: Bilingual;
  readonly effectiveOn: string | null;
  readonly repealedOn?: string;
  readonly rules: readonly RuleOfPack[];
  readonly notices: readonly NoticeOfPack[];
  readonly provisions: readonly { readonly article: Bilingual; readonly text: Bilingual }[];
}
