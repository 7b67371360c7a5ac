import type { Paper } from "#kernel/paper";
import type { Sheet, SheetImport } from "#kernel/sheet";
import { peopleImport, peopleSheet } from "./council/papers/sheets.ts";
import { transferPapers } from "./transfer/papers/papers.ts";
import { bankSlips, batchSheet, planSheet, statementSheet } from "./transfer/papers/sheets.ts";

/** What scenarios print, and what they take from spreadsheets. No part of a contract: it may change with any release. */
export const papers: readonly Paper[] = transferPapers;

export const sheets: readonly Sheet[] = [peopleSheet, statementSheet, planSheet, batchSheet];

export const imports: readonly SheetImport[] = [peopleImport, bankSlips];
