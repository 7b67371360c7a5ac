import { JSON_TYPE, type Route, V1 } from "./api-route.ts";

const PDF = "application/pdf";
const EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const FORMAT = ["format", "lang"];

/** Routes of papers, tables and lists. */
export const PAPER_ROUTES: readonly Route[] = [
  {
    path: `${V1}/{ledger}/papers`,
    method: "get",
    id: "papers",
    en: "Papers that can be printed, each with its inputs and the tags of its template",
    zh: "可打印的文件，及其输入项和模板标签",
    gives: JSON_TYPE,
  },
  {
    path: `${V1}/{ledger}/papers/{paper}`,
    method: "get",
    id: "printPaper",
    en: "A paper as PDF or DOCX (format=pdf|docx), with what the viewer may see; its inputs go into the query string",
    zh: "打印文件（format=pdf|docx），只含查看者可见的内容；输入项写在查询字符串中",
    gives: PDF,
    texts: FORMAT,
  },
  {
    path: `${V1}/{ledger}/papers/{paper}/template`,
    method: "get",
    id: "paperTemplate",
    en: "The Word template of a paper, to be edited and put in its place",
    zh: "文件的 Word 模板，可修改后替换",
    gives: WORD,
    texts: ["lang"],
  },
  {
    path: `${V1}/{ledger}/tables`,
    method: "get",
    id: "tables",
    en: "Tables that can be exported, each with its inputs",
    zh: "可导出的表格及其输入项",
    gives: JSON_TYPE,
  },
  {
    path: `${V1}/{ledger}/tables/{table}`,
    method: "get",
    id: "exportTable",
    en: "A table as Excel workbook or CSV (format=xlsx|csv), with what the viewer may see",
    zh: "导出表格（format=xlsx|csv），只含查看者可见的内容",
    gives: EXCEL,
    texts: FORMAT,
  },
  {
    path: `${V1}/{ledger}/imports`,
    method: "get",
    id: "imports",
    en: "Lists that can be read from spreadsheets, with their columns",
    zh: "可从表格文件读入的名单及其列",
    gives: JSON_TYPE,
  },
  {
    path: `${V1}/{ledger}/imports/{list}/template`,
    method: "get",
    id: "importTemplate",
    en: "An empty workbook or CSV with the headings of a list (format=xlsx|csv)",
    zh: "只含表头的空表格（format=xlsx|csv）",
    gives: EXCEL,
    texts: FORMAT,
  },
  {
    path: `${V1}/{ledger}/imports/{list}`,
    method: "post",
    id: "readImport",
    en: "Reads and checks a list out of an .xlsx or CSV file; gives its rows or what is wrong by row and column, and submits nothing",
    zh: "读取并检查 .xlsx 或 CSV 名单；返回各行，或逐行逐列指出错误；不提交任何内容",
    gives: JSON_TYPE,
    takes: { [EXCEL]: { schema: { type: "string" } }, "text/csv": { schema: { type: "string" } } },
    needsSession: true,
  },
];
