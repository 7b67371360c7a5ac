import type { Value, ValueObject } from "#kernel/json";
import { yuanText } from "#kernel/money";
import type { Field } from "./field.ts";

/** What stands in a form: texts as people type them, in lists and groups. Empty text is what nobody has filled in. */
export type Entry = string | readonly Entry[] | EntryGroup;

export interface EntryGroup {
  readonly [name: string]: Entry;
}

const SHANGHAI_MS = 8 * 3_600_000;

/** Entries of some fields, with values that are known already. */
export function groupOf(fields: readonly Field[], values: ValueObject = {}): EntryGroup {
  return Object.fromEntries(fields.map((field) => [field.name, entryOf(field, values[field.name])]));
}

/** The entry that stands for a value of a command; an empty one for undefined. */
export function entryOf(field: Field, value?: Value): Entry {
  switch (field.kind) {
    case "object":
      return groupOf(field.fields, isGroup(value) ? value : {});
    case "list": {
      const values: readonly Value[] = Array.isArray(value) ? value : [];
      const items = values.map((each) => entryOf(field.item, each));
      // A list that must have entries begins with one to fill in.
      return items.length === 0 && field.countMin > 0 ? [entryOf(field.item)] : items;
    }
    case "json":
      return value === undefined ? "" : JSON.stringify(value);
    default:
      return value === undefined || value === null ? "" : leafText(field, String(value));
  }
}

function leafText(field: Field, value: string): string {
  if (field.kind === "amount") return /^-?\d+$/.test(value) ? yuanText(BigInt(value)) : value;
  if (field.kind === "basis-points") return percentOf(Number(value));
  if (field.kind === "instant") return localInstant(Number(value));
  return value;
}

/** Basis points as the figure before %: 9750 → `97.5`. */
export function percentOf(basisPoints: number): string {
  if (!Number.isInteger(basisPoints)) return "";
  const rest = String(basisPoints % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return `${Math.trunc(basisPoints / 100)}${rest === "" ? "" : `.${rest}`}`;
}

/** An instant as a field for date and time wants it, Beijing time: `2019-07-15T10:20`. */
export function localInstant(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms + SHANGHAI_MS).toISOString().slice(0, 16) : "";
}

/** The instant of a date and time of Beijing; NaN for what is none. */
export function instantOf(text: string): number {
  return Date.parse(`${text}Z`) - SHANGHAI_MS;
}

/** Whether nothing at all is filled in. */
export function isBlank(entry: Entry): boolean {
  if (typeof entry === "string") return entry.trim() === "";
  return Object.values(entry).every(isBlank);
}

/** The entry at a dotted path; undefined where there is none. */
export function entryAt(entry: Entry, path: string): Entry | undefined {
  if (path === "") return entry;
  const [name = "", ...rest] = path.split(".");
  const inner = typeof entry === "string" ? undefined : (entry as EntryGroup)[name];
  return inner === undefined ? undefined : entryAt(inner, rest.join("."));
}

/** A group with another entry at a dotted path. */
export function withEntry(group: EntryGroup, path: string, entry: Entry): EntryGroup {
  // A group stays one: the path has at least one name.
  return changed(group, path.split("."), entry) as EntryGroup;
}

function changed(whole: Entry, [name, ...rest]: readonly string[], entry: Entry): Entry {
  if (name === undefined) return entry;
  if (isEntryList(whole)) return whole.map((item, at) => (String(at) === name ? changed(item, rest, entry) : item));
  const group = typeof whole === "string" ? {} : whole;
  return { ...group, [name]: changed(group[name] ?? "", rest, entry) };
}

/** Whether an entry is a list. */
export function isEntryList(entry: Entry | undefined): entry is readonly Entry[] {
  return Array.isArray(entry);
}

function isGroup(value: Value | undefined): value is ValueObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Values by dotted names, as an address carries them: `shares.0.personId=…`. */
export function valuesOfNames(names: Readonly<Record<string, string | undefined>>): ValueObject {
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries(names)) if (value !== undefined) put(values, name.split("."), value);
  return listsIn(values) as ValueObject;
}

function put(into: Record<string, Value>, [name = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner = Object.hasOwn(into, name) ? into[name] : undefined;
  const group = (isGroup(inner) ? { ...inner } : {}) as Record<string, Value>;
  put(group, rest, value);
  into[name] = group;
}

/** Groups whose names are numbers become lists. */
function listsIn(value: Value): Value {
  if (!isGroup(value)) return value;
  const members = Object.entries(value).map(([name, inner]) => [name, listsIn(inner as Value)] as const);
  const isList = members.length > 0 && members.every(([name]) => /^\d+$/.test(name));
  if (!isList) return Object.fromEntries(members);
  return members.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner);
}
