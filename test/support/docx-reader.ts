import { strFromU8, unzipSync } from "fflate";

/** Reads Word files: their parts, and their text as somebody sees it. */

/** Files of an Office document by path. */
export function officeParts(bytes: Buffer): Readonly<Record<string, Uint8Array>> {
  return unzipSync(new Uint8Array(bytes));
}

/** One XML part as text. @throws when there is none or it is not well-formed */
export function officeXml(bytes: Buffer, path: string): string {
  const part = officeParts(bytes)[path];
  if (part === undefined) throw new Error(`${path} is missing`);
  const text = strFromU8(part);
  const problem = xmlProblem(text);
  if (problem !== undefined) throw new Error(`${path}: ${problem}`);
  return text;
}

/** The text of a part, one paragraph a line. */
export function docxText(bytes: Buffer, path = "word/document.xml"): string {
  const marked = officeXml(bytes, path).replaceAll("</w:p>", "\n");
  const text = marked.replace(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<[^>]*>/g, (_, kept: string | undefined) => kept ?? "");
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/**
 * What is not well-formed, a prefix without a namespace included; undefined when all is. Enough for the XML of Office files,
 * which has no DTD and no CDATA.
 */
export function xmlProblem(text: string): string | undefined {
  const open: { readonly name: string; readonly prefixes: ReadonlySet<string> }[] = [];
  for (const [whole, closing = "", name = "", empty = ""] of text.matchAll(/<(\/?)([\w:?!]+)[^<>]*?(\/?)>/g)) {
    if (whole.startsWith("<?")) continue;
    if (closing === "/") {
      if (open.pop()?.name !== name) return `${whole} closes nothing that is open`;
      continue;
    }
    const declared = [...whole.matchAll(/xmlns:(\w+)=/g)].map(([, prefix = ""]) => prefix);
    const prefixes = new Set([...(open.at(-1)?.prefixes ?? ["xml"]), ...declared]);
    const used = [...whole.replaceAll(/"[^"]*"/g, "").matchAll(/(\w+):\w/g)].map(([, prefix = ""]) => prefix);
    const unbound = used.find((prefix) => prefix !== "xmlns" && !prefixes.has(prefix));
    if (unbound !== undefined) return `${whole} has the prefix ${unbound}, which is bound to nothing`;
    if (empty !== "/") open.push({ name, prefixes });
  }
  const bare = /&(?!amp;|lt;|gt;|quot;|apos;|#)/.exec(text);
  if (bare !== null) return `a bare & at ${bare.index}`;
  return open.length === 0 ? undefined : `<${open.at(-1)?.name}> is never closed`;
}
