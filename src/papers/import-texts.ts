import type { LocalText } from "#kernel/paper";
import type { ImportProblem } from "./read-import.ts";

/** What is wrong with a list, and what to do. `{value}` is what stands in the cell. */
export const IMPORT_TEXTS: Readonly<Record<ImportProblem, LocalText>> = {
  file_too_large: {
    zh: "文件过大。每次最多 2 MB，请分成几个文件。",
    en: "The file is too large. Split it: 2 MB at a time.",
  },
  file_unreadable: {
    zh: "无法读取文件。请另存为 .xlsx，或 UTF-8、GB18030 编码的 CSV。",
    en: "The file cannot be read. Save it as .xlsx, or as CSV in UTF-8 or GB18030.",
  },
  file_empty: { zh: "文件里没有内容。", en: "There is nothing in the file." },
  too_many_rows: { zh: "行数过多。每次最多 {value} 行。", en: "There are too many rows. Import {value} at a time." },
  csv_quote_open: { zh: "这一行的引号没有成对。", en: "A quotation mark in this row has no partner." },
  columns_missing: {
    zh: "缺少此列。表头须与模板一致。",
    en: "This column is missing. Use the headings of the template.",
  },
  column_repeated: { zh: "此列出现了两次。", en: "This column is there twice." },
  rows_missing: { zh: "表头下面没有内容。", en: "There is nothing below the headings." },
  cell_missing: { zh: "此格不能为空。", en: "This cell must not be empty." },
  text_too_long: { zh: "文字过长。", en: "The text is too long." },
  number_shortened: {
    zh: "“{value}”被表格软件当作数字存储，末尾数字可能已丢失。请把此列设为文本格式后重新填写。",
    en: "The spreadsheet program kept “{value}” as a number, so its last digits may be lost. Format the column as text and enter it again.",
  },
  amount_not_a_number: {
    zh: "“{value}”不是金额。请写成 12500000.00。",
    en: "“{value}” is not an amount. Write 12500000.00.",
  },
  amount_below_a_fen: {
    zh: "“{value}”的小数超过两位。金额最小到分。",
    en: "“{value}” has more than two decimals. The smallest unit is the fen.",
  },
  amount_too_large: { zh: "“{value}”超出账本上限。", en: "“{value}” exceeds what the ledger can hold." },
  amount_not_positive: {
    zh: "“{value}”须大于零。退回款项请用冲正。",
    en: "“{value}” must be more than zero. Reverse what was paid back.",
  },
  day_not_readable: { zh: "“{value}”不是日期。请写成 2026-03-06。", en: "“{value}” is not a day. Write 2026-03-06." },
  whole_not_readable: { zh: "“{value}”不是整数。", en: "“{value}” is not a whole number." },
  value_repeated: { zh: "“{value}”在文件中出现了不止一次。", en: "“{value}” is in the file more than once." },
};
