/** A text as a search compares it: neither width nor case make a difference, and blanks are one. */
export function foldedText(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}
