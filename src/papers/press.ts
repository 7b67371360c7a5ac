import { docxTemplate } from "./docx-template.ts";
import { fillDocx, TemplateProblem } from "./fill-docx.ts";
import { type Fonts, lazyFonts } from "./fonts.ts";
import type { Press, PressAnswer, PressJob } from "./press-jobs.ts";
import { printPdf } from "./print-pdf.ts";
import { readImport } from "./read-import.ts";
import { resolvePaper } from "./resolve-paper.ts";
import { writeCsv } from "./write-csv.ts";
import { writeXlsx } from "./write-xlsx.ts";

/** What the press does, job by job. */

/** Does one job here and now. `fonts` are shared by all jobs, for reading them takes longer than printing. */
export async function runJob(job: PressJob, fonts: Fonts): Promise<PressAnswer> {
  if (job.kind === "import") return { kind: "list", result: await readImport(job.list, Buffer.from(job.bytes)) };
  try {
    return { kind: "file", bytes: await fileOf(job, fonts) };
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    return { kind: "template_problem", code: error.code, tag: error.tag };
  }
}

/** A press in the thread of its caller, for tests and programs that print a few papers. */
export function pressHere(): Press {
  const fonts = lazyFonts();
  return { run: (job) => runJob(job, fonts), close: () => Promise.resolve() };
}

function fileOf(job: Exclude<PressJob, { kind: "import" }>, fonts: Fonts): Promise<Buffer> {
  if (job.kind === "pdf") return printPdf(resolvePaper(job.paper), fonts, new Date(job.printedAt));
  if (job.kind === "template") return Promise.resolve(docxTemplate(job.layout, job.lang));
  if (job.kind === "sheet") return job.format === "csv" ? Promise.resolve(writeCsv(job.table)) : writeXlsx(job.table);
  const { layout, lang } = job.paper;
  const template = job.template === undefined ? docxTemplate(layout, lang) : Buffer.from(job.template);
  return fillDocx(template, job.paper, job.tags);
}
