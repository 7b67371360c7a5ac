/**
 * A text with its placeholders filled by texts and numbers; those without such a fact stay as they are. `{name}` is the fact;
 * `{name:line|lines}` is the first word where the fact is one and the second elsewhere, for languages that count so.
 */
export function fillText(text: string, facts: Readonly<Record<string, unknown>>): string {
  return text.replace(PLACEHOLDER, (whole, name: string, one?: string, others?: string) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (typeof fact !== "string" && typeof fact !== "number") return whole;
    if (one === undefined || others === undefined) return String(fact);
    return String(fact) === "1" ? one : others;
  });
}

const PLACEHOLDER = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g;
