/** The part of an address after `?`: plain texts, so that every page reads it the same way. */
export type Search = Readonly<Record<string, string | undefined>>;

/** Keeps what can be written as plain text. */
export function plainSearch(search: Record<string, unknown>): Search {
  return Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) =>
      ["string", "number", "boolean"].includes(typeof value) ? [[key, String(value)]] : [],
    ),
  );
}
