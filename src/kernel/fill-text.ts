/** A text with its `{name}` placeholders filled by texts and numbers; those without such a fact stay as they are. */
export function fillText(text: string, facts: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return typeof fact === "string" || typeof fact === "number" ? String(fact) : whole;
  });
}
