import {
  MimeType,
  type TemplateData,
  TemplateHandler,
  TemplateSyntaxError,
  UnclosedTagError,
  UnopenedTagError,
} from "easy-template-x";
import type { PaperRow } from "#kernel/paper";
import { conditionTag } from "./docx-template.ts";
import { paperWords } from "./paper-words.ts";
import { qrPng } from "./qr-code.ts";
import type { PaperJob } from "./resolve-paper.ts";

/** Fills Word templates, the shipped ones and those that a unit brings instead. */

/** Why a template cannot be used. */
export type TemplateProblemCode =
  | "template_unreadable"
  | "template_tag_unknown"
  | "template_tag_broken"
  | "template_tag_missing";

/** A template that cannot be used, with the tag that is wrong. */
export class TemplateProblem extends Error {
  readonly code: TemplateProblemCode;
  readonly tag: string;

  constructor(code: TemplateProblemCode, tag: string, options?: ErrorOptions) {
    super(`${code}: ${tag}`, options);
    this.code = code;
    this.tag = tag;
  }
}

const QR_POINTS = 96;

/**
 * The filled document.
 * @param tags names that the paper knows, fields of rows and lists included
 * @throws TemplateProblem when the template is damaged, has a tag that the paper does not know or one that is not closed,
 * or, for a demonstration, does not say so
 */
export async function fillDocx(template: Buffer, job: PaperJob, tags: readonly string[]): Promise<Buffer> {
  const handler = new TemplateHandler({ maxXmlDepth: 40 });
  const found = await tagsOf(handler, template);
  const known = new Set([...tags, ...tags.map(conditionTag), "qr", "band", "transactionId"]);
  const stranger = found.find((name) => !known.has(name));
  if (stranger !== undefined) throw new TemplateProblem("template_tag_unknown", `{${stranger}}`);
  if (job.isDemonstration && !found.includes("band")) throw new TemplateProblem("template_tag_missing", "{band}");
  return translated(async () => handler.process(template, await templateData(job)));
}

/** Names of the tags of a template, headers and footers included, each once; what only closes another tag has none. */
async function tagsOf(handler: TemplateHandler, template: Buffer): Promise<readonly string[]> {
  const found = await translated(() => handler.parseTags(template));
  return [...new Set(found.filter(({ disposition }) => disposition !== "Close").map(({ name }) => name))];
}

async function templateData({ data, lang, verifyUrl, isDemonstration }: PaperJob): Promise<TemplateData> {
  const { fields, lists, transactionId } = data;
  const conditions = [
    ...Object.entries(fields).map(([tag, text]): [string, boolean] => [conditionTag(tag), text !== ""]),
    ...Object.entries(lists).map(([tag, rows]): [string, boolean] => [conditionTag(tag), rows.length > 0]),
  ];
  const source = await qrPng(verifyUrl, 4 * QR_POINTS);
  const altText = paperWords[lang].verifyAlt;
  return {
    ...cleaned(fields),
    ...Object.fromEntries(Object.entries(lists).map(([tag, rows]) => [tag, rows.map(cleaned)])),
    ...Object.fromEntries(conditions),
    qr: { _type: "image", source, format: MimeType.Png, width: QR_POINTS, height: QR_POINTS, altText },
    band: isDemonstration ? paperWords[lang].band : "",
    transactionId,
  };
}

/** Characters that XML 1.0 cannot hold would make a file that Word refuses. */
function cleaned(row: PaperRow): Record<string, string> {
  const entries = Object.entries(row).map(([tag, text]): [string, string] => [
    tag,
    text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd"),
  ]);
  return Object.fromEntries(entries);
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof TemplateProblem) throw cause;
    if (cause instanceof UnclosedTagError || cause instanceof UnopenedTagError)
      throw new TemplateProblem("template_tag_broken", cause.tagRawText, { cause });
    if (cause instanceof TemplateSyntaxError)
      throw new TemplateProblem("template_tag_broken", cause.message, { cause });
    throw new TemplateProblem("template_unreadable", (cause as Error).message, { cause });
  }
}
