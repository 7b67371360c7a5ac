import { strToU8, type Zippable, zipSync } from "fflate";
import { fillText } from "#kernel/fill-text";
import type { Locale } from "#kernel/money";
import type { FormBlock, PaperBlock, PaperLayout, TableBlock } from "#kernel/paper";
import { fontTableXml, numberingXml, STYLE, stylesXml, XML_HEAD } from "./docx-styles.ts";
import { paperWords } from "./paper-words.ts";

/** Word templates (ECMA-376) made from layouts: the sentences with their `{tags}` as they stand, ready to be edited. */

/** The last one is for the picture that takes the place of a tag. */
const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/** Width between the margins, in twentieths of a point. */
const WIDTH = 8_840;
const LABEL_WIDTH = 1_840;
/** Zip entries carry a time; one that never changes keeps equal templates equal byte for byte. */
const ZIP_TIME = new Date("1980-01-01T00:00:00Z");

/** The template of a paper as a .docx file. The same layout always gives the same bytes. */
export function docxTemplate(layout: PaperLayout, lang: Locale): Buffer {
  const files: Zippable = {
    "[Content_Types].xml": strToU8(contentTypesXml()),
    "_rels/.rels": strToU8(relationsXml([["officeDocument", "word/document.xml"]])),
    "word/document.xml": strToU8(documentXml(layout, lang)),
    "word/_rels/document.xml.rels": strToU8(
      relationsXml([
        ["styles", "styles.xml"],
        ["numbering", "numbering.xml"],
        ["fontTable", "fontTable.xml"],
        ["header", "header1.xml"],
        ["footer", "footer1.xml"],
      ]),
    ),
    "word/styles.xml": strToU8(stylesXml(lang)),
    "word/numbering.xml": strToU8(numberingXml(lang)),
    "word/fontTable.xml": strToU8(fontTableXml()),
    "word/header1.xml": strToU8(`${XML_HEAD}<w:hdr ${NAMESPACES}>${paragraph(STYLE.band, "{band}")}</w:hdr>`),
    "word/footer1.xml": strToU8(`${XML_HEAD}<w:ftr ${NAMESPACES}>${footer(layout, lang)}</w:ftr>`),
  };
  return Buffer.from(zipSync(files, { mtime: ZIP_TIME }));
}

function documentXml(layout: PaperLayout, lang: Locale): string {
  const body = [
    paragraph(STYLE.title, layout.title[lang]),
    paragraph(STYLE.number, layout.number[lang]),
    ...layout.blocks.map((block) => blockXml(block, lang)),
    signatureXml(layout, lang),
  ].join("");
  const section = `<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1480" w:bottom="1560" w:left="1580" w:header="720" w:footer="860" w:gutter="0"/></w:sectPr>`;
  return `${XML_HEAD}<w:document ${NAMESPACES}><w:body>${body}${section}</w:body></w:document>`;
}

function blockXml(block: PaperBlock, lang: Locale): string {
  if (block.kind === "table") return whereFilled(block.when, tableXml(block, lang));
  if (block.kind === "form") return whereFilled(block.when, formXml(block, lang));
  const { lead, text, isNumbered, when } = block;
  const style = isNumbered === true ? STYLE.numbered : STYLE.body;
  // Without the option a paragraph whose condition does not hold would stay, empty and numbered.
  const open = when === undefined ? "" : run(`{#${conditionTag(when)} [loopOver: "paragraph"]}`);
  const close = when === undefined ? "" : run("{/}");
  const start = lead === undefined ? "" : run(lead[lang], "<w:b/>");
  return paragraphOf(style, `${open}${start}${run(text[lang])}${close}`);
}

/** A block that is left out where a field is empty; the paragraphs around it that say so go away with it. */
function whereFilled(tag: string | undefined, block: string): string {
  if (tag === undefined) return block + paragraph(STYLE.small, "");
  const open = paragraph(STYLE.small, `{#${conditionTag(tag)} [loopOver: "paragraph"]}`);
  return open + block + paragraph(STYLE.small, "{/}");
}

/** Tag of the condition that a field or a list is not empty. */
export function conditionTag(tag: string): string {
  return `has${tag.charAt(0).toUpperCase()}${tag.slice(1)}`;
}

/** A table whose second row is repeated for each row of the list. */
function tableXml({ list, columns }: TableBlock, lang: Locale): string {
  const weightSum = columns.reduce((sum, { weight }) => sum + weight, 0);
  const widths = columns.map(({ weight }) => Math.round((WIDTH * weight) / weightSum));
  const headings = columns.map(({ title, align }, index) =>
    cell(widths[index] ?? 0, paragraph(STYLE.heading, title[lang], align === "right" ? '<w:jc w:val="right"/>' : "")),
  );
  const cells = columns.map(({ tag, align }, index) => {
    const open = index === 0 ? `{#${list}}` : "";
    const close = index === columns.length - 1 ? `{/${list}}` : "";
    const style = align === "right" ? STYLE.figure : STYLE.cell;
    return cell(widths[index] ?? 0, paragraph(style, `${open}{${tag}}${close}`));
  });
  const rule = (side: string, size: number): string =>
    `<w:${side} w:val="single" w:sz="${size}" w:space="0" w:color="auto"/>`;
  const borders = `${rule("top", 12)}${rule("bottom", 12)}${rule("insideH", 4)}`;
  const rows = [row(headings, "<w:cantSplit/><w:tblHeader/>"), row(cells, "<w:cantSplit/>")].join("");
  return table(widths, borders, rows);
}

function formXml({ rows }: FormBlock, lang: Locale): string {
  const half = WIDTH / 2;
  const widths = [LABEL_WIDTH, half - LABEL_WIDTH, LABEL_WIDTH, half - LABEL_WIDTH];
  const borders = ["top", "left", "bottom", "right", "insideH", "insideV"]
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
    .join("");
  const body = rows.map((cells) => {
    const isWide = cells.length === 1;
    const parts = cells.flatMap(({ label, text }) => [
      cell(LABEL_WIDTH, paragraph(STYLE.heading, label[lang])),
      cell(isWide ? WIDTH - LABEL_WIDTH : half - LABEL_WIDTH, paragraph(STYLE.cell, text[lang]), isWide ? 3 : 1),
    ]);
    return row(parts, "<w:cantSplit/>");
  });
  return table(widths, borders, body.join(""));
}

/** The code and its words on the left, who issues the paper on the right. */
function signatureXml({ signature }: PaperLayout, lang: Locale): string {
  const words = paperWords[lang];
  const widths = [1_700, 3_600, WIDTH - 5_300];
  const captions = [words.verify, words.verifyDetail, "{transactionId}"];
  const cells = [
    cell(widths[0] ?? 0, paragraph(STYLE.small, "{qr}")),
    cell(widths[1] ?? 0, captions.map((caption) => paragraph(STYLE.small, caption)).join("")),
    cell(widths[2] ?? 0, signature.map((line) => paragraph(STYLE.signature, line[lang])).join("")),
  ];
  return paragraph(STYLE.small, "") + table(widths, "", row(cells, "<w:cantSplit/>")) + paragraph(STYLE.small, "");
}

function footer(layout: PaperLayout, lang: Locale): string {
  const [before = "", between = "", after = ""] = fillText(paperWords[lang].page, { page: "\n", count: "\n" }).split(
    "\n",
  );
  const page = `${run(before)}${field("PAGE")}${run(between)}${field("NUMPAGES")}${run(after)}`;
  const tab = `<w:tabs><w:tab w:val="right" w:pos="${WIDTH}"/></w:tabs>`;
  return paragraphOf(STYLE.small, `${run(layout.footer[lang])}<w:r><w:tab/></w:r>${page}`, tab);
}

function field(name: string): string {
  return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
}

function paragraph(style: string, text: string, properties = ""): string {
  return paragraphOf(style, text === "" ? "" : run(text), properties);
}

function paragraphOf(style: string, runs: string, properties = ""): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${properties}</w:pPr>${runs}</w:p>`;
}

function run(text: string, properties = ""): string {
  return text === "" ? "" : `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
}

function table(widths: readonly number[], borders: string, rows: string): string {
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  return `<w:tbl><w:tblPr><w:tblW w:w="${WIDTH}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`;
}

function row(cells: readonly string[], properties: string): string {
  return `<w:tr><w:trPr>${properties}</w:trPr>${cells.join("")}</w:tr>`;
}

function cell(width: number, content: string, span = 1): string {
  const spanned = span === 1 ? "" : `<w:gridSpan w:val="${span}"/>`;
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${spanned}<w:vAlign w:val="center"/></w:tcPr>${content}</w:tc>`;
}

function contentTypesXml(): string {
  const parts = [
    ["document", "document.main"],
    ["styles", "styles"],
    ["numbering", "numbering"],
    ["fontTable", "fontTable"],
    ["header1", "header"],
    ["footer1", "footer"],
  ];
  const overrides = parts.map(
    ([file, type]) => `<Override PartName="/word/${file}.xml" ContentType="${WORD}.${type}+xml"/>`,
  );
  const defaults = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`;
  return `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types">${defaults}${overrides.join("")}</Types>`;
}

function relationsXml(targets: readonly (readonly [type: string, target: string])[]): string {
  const entries = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${entries.join("")}</Relationships>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
