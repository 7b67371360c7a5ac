import { type Entry, isEntryList } from "#web/form/entry.ts";

/** A row of a list in a form, as texts. */
export type TextRow = Readonly<Record<string, string>>;

/** Rows of a list entry as texts; what is nested deeper is left out. */
export function rowsOf(entry: Entry): readonly TextRow[] {
  return (isEntryList(entry) ? entry : []).map((row) =>
    Object.fromEntries(
      Object.entries(typeof row === "string" || isEntryList(row) ? {} : row).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value]] : [],
      ),
    ),
  );
}
