import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sha256Hex } from "#kernel/crypto";
import type { JsonObject } from "#kernel/json";
import type { LocalText, Paper, PaperData, PaperRow } from "#kernel/paper";
import type { Sheet, SheetImport } from "#kernel/sheet";
import { verifyLink } from "#kernel/verify-link";
import type { LedgerService } from "#ledger/service";
import { IMPORT_TEXTS } from "#papers/import-texts";
import { type Press, type PressAnswer, PressBusy, type PressJob } from "#papers/press-jobs";
import type { ImportIssue } from "#papers/read-import";
import { type ApiContext, ledgerOf, requireSigner } from "./api-context.ts";
import { type Language, languageOf } from "./language.ts";
import { askAs, inputsOf, settingOf } from "./paper-setting.ts";
import { Problem } from "./problems.ts";
import { sendJson } from "./send-json.ts";

/** Papers, tables and lists: files that are made of what queries answer to the one who asks, and lists that are read. */

/** What a node prints and reads, and who does it. */
export interface PaperOffice {
  readonly papers: readonly Paper[];
  readonly sheets: readonly Sheet[];
  readonly imports: readonly SheetImport[];
  readonly press: Press;
  /** Template that the unit put in the place of the shipped one; undefined when there is none. */
  ownTemplate(paper: string, language: Language): Promise<Uint8Array | undefined>;
}

const LEDGER = "/api/v1/ledgers/:name";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const TYPES = { pdf: "application/pdf", docx: WORD, xlsx: EXCEL, csv: "text/csv; charset=utf-8" } as const;
type Format = keyof typeof TYPES;
const LIST_BYTES_MAX = 2_097_152;

/** Routes of papers, tables and lists. */
export function paperRoutes(app: FastifyInstance, context: ApiContext, office: PaperOffice): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: LIST_BYTES_MAX }, (_request, body, done) =>
    done(null, body),
  );

  app.get(`${LEDGER}/papers`, (request, reply) => {
    const service = ledgerOf(context, request);
    const found = office.papers.filter((paper) => isMounted(service, paper.name));
    return sendJson(reply, { papers: found.map(({ name, title, inputs, tags }) => ({ name, title, inputs, tags })) });
  });

  app.get(`${LEDGER}/papers/:paper`, async (request, reply) => {
    const service = ledgerOf(context, request);
    const paper = named(service, office.papers, request, "paper");
    const format = formatOf(request, ["pdf", "docx"]);
    const setting = settingOf(context, request, service);
    const data = paper.fill(askAs(context, request, service), inputsOf(request, paper.inputs), setting);
    if (data === undefined) throw new Problem("paper_not_found");
    const bytes = await fileFrom(
      office,
      await paperJob(context, request, { service, office, paper, data, format }),
      paper,
    );
    return sendFile(reply, bytes, format, [paper.title[setting.lang], data.fields["caseNumber"] ?? ""]);
  });

  app.get(`${LEDGER}/papers/:paper/template`, async (request, reply) => {
    const paper = named(ledgerOf(context, request), office.papers, request, "paper");
    const lang = languageOf(request);
    const bytes = await fileFrom(office, { kind: "template", layout: paper.layout, lang });
    return sendFile(reply, bytes, "docx", [`${paper.name}.${lang}`]);
  });

  app.get(`${LEDGER}/tables`, (request, reply) => {
    const service = ledgerOf(context, request);
    const found = office.sheets.filter((sheet) => isMounted(service, sheet.name));
    return sendJson(reply, { tables: found.map(({ name, title, inputs }) => ({ name, title, inputs })) });
  });

  app.get(`${LEDGER}/tables/:table`, async (request, reply) => {
    const service = ledgerOf(context, request);
    const sheet = named(service, office.sheets, request, "table");
    const format = formatOf(request, ["xlsx", "csv"]);
    const setting = settingOf(context, request, service);
    const rows = sheet.rows(askAs(context, request, service), inputsOf(request, sheet.inputs), setting);
    if (rows === undefined) throw new Problem("paper_not_found");
    const bytes = await fileFrom(office, { kind: "sheet", format, table: tableOf(sheet, rows, setting.lang) });
    return sendFile(reply, bytes, format, [sheet.title[setting.lang]]);
  });

  importRoutes(app, context, office);
}

function importRoutes(app: FastifyInstance, context: ApiContext, office: PaperOffice): void {
  app.get(`${LEDGER}/imports`, (request, reply) => {
    const service = ledgerOf(context, request);
    const found = office.imports.filter((list) => isMounted(service, list.name));
    return sendJson(reply, { imports: found.map(importJson) });
  });

  app.get(`${LEDGER}/imports/:list/template`, async (request, reply) => {
    const list = named(ledgerOf(context, request), office.imports, request, "list");
    const lang = languageOf(request);
    const format = formatOf(request, ["xlsx", "csv"]);
    const bytes = await fileFrom(office, { kind: "sheet", format, table: tableOf(list, [], lang) });
    return sendFile(reply, bytes, format, [list.title[lang]]);
  });

  // Reads and checks; nothing is submitted, so that one command can take all rows or none.
  app.post(`${LEDGER}/imports/:list`, async (request, reply) => {
    const service = ledgerOf(context, request);
    // A key of this ledger, whichever: reading a list is work for the node.
    requireSigner(context, request, service);
    const list = named(service, office.imports, request, "list");
    const { body } = request;
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const answer = await order(office.press, { kind: "import", list, bytes });
    if (answer.kind !== "list") throw new Error("the press read a list and gave something else");
    const { rows, issues, ignored } = answer.result;
    // The hash goes into the command, so that the ledger names the file that its rows came from.
    if (issues.length === 0) return sendJson(reply, { rows, ignored, documentHash: sha256Hex(bytes) });
    const language = languageOf(request);
    throw new Problem("list_unfit", {
      facts: { count: issues.length },
      members: { cells: issues.map((issue) => cellJson(issue, list, language)) },
    });
  });
}

interface PaperOrder {
  readonly service: LedgerService;
  readonly office: PaperOffice;
  readonly paper: Paper;
  readonly data: PaperData;
  readonly format: Format;
}

async function paperJob(
  context: ApiContext,
  request: FastifyRequest,
  { service, office, paper, data, format }: PaperOrder,
): Promise<PressJob> {
  const lang = languageOf(request);
  const { layout, name, tags } = paper;
  // The node's own name, not what the request says it is: the code on a paper must open this node.
  const origin = `${request.protocol}://${context.nodeName}`;
  const verifyUrl = verifyLink(origin, { ledger: service.name, id: data.transactionId });
  const job = { layout, data, lang, verifyUrl, isDemonstration: service.genesis.clock === "simulated" };
  if (format === "pdf") return { kind: "pdf", paper: job, printedAt: service.now() };
  const template = await office.ownTemplate(name, lang);
  return { kind: "docx", paper: job, tags: Object.keys(tags), ...(template === undefined ? {} : { template }) };
}

async function fileFrom({ press }: PaperOffice, job: PressJob, paper?: Paper): Promise<Uint8Array> {
  const answer = await order(press, job);
  if (answer.kind === "template_problem") {
    throw new Problem(answer.code, { facts: { tag: answer.tag, paper: paper?.name ?? "" } });
  }
  if (answer.kind === "list") throw new Error("the press was asked for a file and read a list");
  return answer.bytes;
}

async function order(press: Press, job: PressJob): Promise<PressAnswer> {
  try {
    return await press.run(job);
  } catch (error) {
    if (error instanceof PressBusy) throw new Problem("press_busy", { retryAfterMs: error.retryAfterMs });
    throw error;
  }
}

function named<T extends { readonly name: string }>(
  service: LedgerService,
  known: readonly T[],
  request: FastifyRequest,
  parameter: "paper" | "table" | "list",
): T {
  const wanted = (request.params as Readonly<Record<string, string>>)[parameter];
  const found = known.find(({ name }) => name === wanted && isMounted(service, name));
  if (found === undefined) throw new Problem(parameter === "paper" ? "paper_not_found" : "list_not_found");
  return found;
}

function isMounted({ contracts }: LedgerService, name: string): boolean {
  return contracts.scenarios.some((scenario) => name.startsWith(`${scenario.name}.`));
}

function formatOf<F extends Format>(request: FastifyRequest, allowed: readonly [F, ...F[]]): F {
  const { format } = request.query as { readonly format?: unknown };
  if (format === undefined) return allowed[0];
  const found = allowed.find((each) => each === format);
  if (found === undefined) {
    throw new Problem("input_unfit", {
      issues: [{ path: "format", code: "not_one_of", wants: { values: allowed.join(", ") } }],
    });
  }
  return found;
}

function tableOf({ title, columns }: Pick<Sheet, "title" | "columns">, rows: readonly PaperRow[], lang: Language) {
  return {
    title: title[lang],
    columns: columns.map((column) => ({ title: column.title[lang], kind: column.kind })),
    rows: rows.map((row) => columns.map(({ id }) => row[id] ?? "")),
  };
}

function importJson({ name, title, columns, rowsMax }: SheetImport): JsonObject {
  const shown = columns.map((column) => ({
    id: column.id,
    title: textJson(column.title),
    kind: column.kind,
    isRequired: column.isRequired,
  }));
  return { name, title: textJson(title), columns: shown, rowsMax };
}

function textJson({ zh, en }: LocalText): JsonObject {
  return { zh, en };
}

function cellJson(
  { code, row, letter, column, value }: ImportIssue,
  list: SheetImport,
  language: Language,
): JsonObject {
  const title = list.columns.find(({ id }) => id === column)?.title[language] ?? "";
  const detail = IMPORT_TEXTS[code][language].replaceAll("{value}", value);
  return { code, row, letter, column, title, value, detail };
}

function sendFile(reply: FastifyReply, bytes: Uint8Array, format: Format, parts: readonly string[]): FastifyReply {
  const name = `${parts.filter((part) => part !== "").join(" ")}.${format}`;
  // [RFC 6266 4.3] Every client knows the encoded form; the other one is for those that know no other.
  const names = `filename="paper.${format}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, percent)}`;
  return reply
    .header("content-type", TYPES[format])
    .header("content-disposition", `${format === "pdf" ? "inline" : "attachment"}; ${names}`)
    .header("cache-control", "no-store")
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
