import type { Locale } from "#kernel/money";

/** Styles, numbering and fonts of Word templates: a clerk changes the look of all papers by changing a style. */

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Names of the paragraph styles, as `w:pStyle` refers to them. */
export const STYLE = {
  title: "PaperTitle",
  number: "PaperNumber",
  body: "PaperBody",
  numbered: "PaperNumbered",
  cell: "PaperCell",
  figure: "PaperFigure",
  heading: "PaperCellHeading",
  signature: "PaperSignature",
  small: "PaperSmall",
  band: "PaperBand",
} as const;

const FONTS = { body: "仿宋", heading: "宋体", small: "黑体" } as const;

/** `word/styles.xml`. */
export function stylesXml(lang: Locale): string {
  const language =
    lang === "zh" ? '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>' : '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>';
  const indent = lang === "zh" ? '<w:ind w:firstLineChars="200" w:firstLine="480"/>' : "";
  const after = lang === "zh" ? 0 : 120;
  const body = `<w:spacing w:line="440" w:lineRule="exact" w:after="${after}"/>${indent}<w:jc w:val="${lang === "zh" ? "both" : "left"}"/>`;
  return `${XML_HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>${fonts(FONTS.body)}<w:sz w:val="24"/><w:szCs w:val="24"/>${language}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>${[
    style("Normal", "Normal", "", ""),
    style(
      STYLE.title,
      "Paper title",
      '<w:spacing w:before="120" w:after="60" w:line="560" w:lineRule="exact"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
      `${fonts(FONTS.heading)}<w:b/><w:sz w:val="36"/>`,
    ),
    style(
      STYLE.number,
      "Paper number",
      '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="6" w:color="auto"/></w:pBdr><w:spacing w:after="200"/><w:jc w:val="center"/>',
      "",
    ),
    style(STYLE.body, "Paper body", body, ""),
    style(STYLE.numbered, "Paper numbered", `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>${body}`, ""),
    style(STYLE.cell, "Paper cell", '<w:spacing w:before="40" w:after="40"/>', '<w:sz w:val="21"/>'),
    style(
      STYLE.figure,
      "Paper figure",
      '<w:spacing w:before="40" w:after="40"/><w:jc w:val="right"/>',
      '<w:sz w:val="21"/>',
    ),
    style(
      STYLE.heading,
      "Paper cell heading",
      '<w:spacing w:before="40" w:after="40"/>',
      `${fonts(FONTS.heading)}<w:b/><w:sz w:val="21"/>`,
    ),
    style(STYLE.signature, "Paper signature", '<w:spacing w:line="400" w:lineRule="exact"/><w:jc w:val="center"/>', ""),
    style(STYLE.small, "Paper small print", "", `${fonts(FONTS.small)}<w:color w:val="57524A"/><w:sz w:val="18"/>`),
    style(
      STYLE.band,
      "Paper band",
      '<w:shd w:val="diagStripe" w:color="E4DED2" w:fill="FFFFFF"/><w:jc w:val="center"/>',
      `${fonts(FONTS.small)}<w:color w:val="57524A"/><w:sz w:val="18"/>`,
    ),
  ].join("")}</w:styles>`;
}

/** `word/numbering.xml`: 一、二、三、 or 1. 2. 3., counted by Word, so that a paragraph can be added or left out. */
export function numberingXml(lang: Locale): string {
  const [format, text] = lang === "zh" ? ["chineseCountingThousand", "%1、"] : ["decimal", "%1. "];
  return `${XML_HEAD}<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:suff w:val="nothing"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:rPr><w:b/></w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
}

/** `word/fontTable.xml`: where a font is missing, Word and WPS take the other one. */
export function fontTableXml(): string {
  const names = [
    ["仿宋", "FangSong"],
    ["宋体", "SimSun"],
    ["黑体", "SimHei"],
  ];
  const entries = names.map(
    ([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/></w:font>`,
  );
  return `${XML_HEAD}<w:fonts ${W}>${entries.join("")}</w:fonts>`;
}

function style(id: string, name: string, paragraph: string, run: string): string {
  const parent = id === "Normal" ? "" : '<w:basedOn w:val="Normal"/>';
  const attributes = id === "Normal" ? 'w:default="1"' : 'w:customStyle="1"';
  return `<w:style w:type="paragraph" ${attributes} w:styleId="${id}"><w:name w:val="${name}"/>${parent}<w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
}

/** Latin letters and figures in Times New Roman, everything else in the Chinese font. */
function fonts(eastAsia: string): string {
  return `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="${eastAsia}"/>`;
}
