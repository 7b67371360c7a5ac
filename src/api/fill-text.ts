/** Puts facts into a text: `{name}` becomes the fact of that name; what has no fact stays as it is. */
export function fillText(text: string, facts: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return typeof fact === "string" || typeof fact === "number" ? String(fact) : whole;
  });
}
