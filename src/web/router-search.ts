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

/** Reads it from an address, with or without its `?`. Digits stay text: an id made of digits is no number. */
export function readSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Writes it as it stands in an address: with its `?`, or nothing. */
export function searchText(search: Record<string, unknown>): string {
  const query = new URLSearchParams(plainSearch(search) as Record<string, string>).toString();
  return query === "" ? "" : `?${query}`;
}
