import type { FastifyRequest } from "fastify";

/** Chinese or English, as the request asks for it. */

export type Language = "zh" | "en";
export const LANGUAGES: readonly Language[] = ["zh", "en"];

/** `?lang=zh|en` decides, then Accept-Language (RFC 9110 section 12.5.4): English for other languages, Chinese without a wish. */
export function languageOf(request: Pick<FastifyRequest, "query" | "headers">): Language {
  const wanted = (request.query as { readonly lang?: unknown } | undefined)?.lang;
  if (wanted === "zh" || wanted === "en") return wanted;
  const header = request.headers["accept-language"];
  return header === undefined ? "zh" : preferred(header);
}

function preferred(header: string): Language {
  let best: { readonly language: Language; readonly quality: number } = { language: "en", quality: 0 };
  for (const entry of header.slice(0, 200).split(",")) {
    const [range = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
    const quality = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? 1);
    const language = LANGUAGES.find((known) => range === known || range.startsWith(`${known}-`));
    if (language !== undefined && quality > best.quality) best = { language, quality };
  }
  return best.language;
}
