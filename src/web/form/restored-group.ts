import { isJsonObject, type Json } from "#kernel/json";
import { type Entry, type EntryGroup, entryOf, isEntryList } from "./entry.ts";
import type { Field } from "./field.ts";

/** What a draft holds, where it still fits the form; the rest as the form begins. */
export function restoredGroup(fields: readonly Field[], fresh: EntryGroup, kept: Json | undefined): EntryGroup {
  if (!isJsonObject(kept)) return fresh;
  return Object.fromEntries(
    fields.map((field) => [field.name, restored(field, fresh[field.name] ?? entryOf(field), kept[field.name])]),
  );
}

function restored(field: Field, fresh: Entry, kept: Json | undefined): Entry {
  if (field.kind === "object") {
    return restoredGroup(field.fields, typeof fresh === "string" || isEntryList(fresh) ? {} : fresh, kept);
  }
  if (field.kind === "list") {
    if (!Array.isArray(kept)) return fresh;
    return (kept as readonly Json[]).map((item) => restored(field.item, entryOf(field.item), item));
  }
  return typeof kept === "string" ? kept : fresh;
}
