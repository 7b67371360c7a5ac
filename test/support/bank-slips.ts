import type { SheetImport } from "#kernel/sheet";

/** Slips of a bank, with every kind of column. */
export const BANK_SLIPS: SheetImport = {
  name: "sample.bank-slips",
  title: { zh: "银行回单", en: "Bank slips" },
  rowsMax: 1_000,
  columns: [
    {
      id: "reference",
      title: { zh: "回单编号", en: "Slip number" },
      kind: "text",
      isRequired: true,
      lengthMax: 100,
      isUnique: true,
      aliases: ["流水号"],
    },
    { id: "day", title: { zh: "入账日期", en: "Booked on" }, kind: "day", isRequired: true, lengthMax: 40 },
    { id: "amount", title: { zh: "金额", en: "Amount" }, kind: "amount", isRequired: true, lengthMax: 40 },
    { id: "payer", title: { zh: "付款人", en: "Payer" }, kind: "text", isRequired: false, lengthMax: 10 },
    { id: "pages", title: { zh: "页数", en: "Pages" }, kind: "whole", isRequired: false, lengthMax: 10 },
  ],
};
