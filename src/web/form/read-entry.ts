import type { Json, Value } from "#kernel/json";
import { parseYuan } from "#kernel/money";
import { type Entry, type EntryGroup, instantOf, isBlank, isEntryList } from "./entry.ts";
import type { Field } from "./field.ts";
import type { FormIssue } from "./issue.ts";

/** What a form says once it is read: the value to sign, or what is wrong where. */
export interface Reading {
  /** Undefined for an optional field that is empty, and where there are issues. */
  readonly value: Value | undefined;
  readonly issues: readonly FormIssue[];
}

const PERCENT = /^(\d{1,3})(?:\.(\d{1,2}))?$/;
const ID_DIGITS = 32;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const HASH = /^[0-9a-f]{64}$/;
// What the ledger refuses in any text, because it makes one text look like another.
const INVISIBLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** Reads a whole form. */
export function readGroup(fields: readonly Field[], group: EntryGroup, path = ""): Reading {
  const values: Record<string, Value> = {};
  const issues: FormIssue[] = [];
  for (const field of fields) {
    const reading = readEntry(field, group[field.name] ?? "", path === "" ? field.name : `${path}.${field.name}`);
    issues.push(...reading.issues);
    if (reading.value !== undefined) values[field.name] = reading.value;
  }
  return { value: values, issues };
}

/** Reads one field. */
export function readEntry(field: Field, entry: Entry, path: string): Reading {
  if (field.isOptional && isBlank(entry)) return { value: undefined, issues: [] };
  if (field.kind === "object") {
    return readGroup(field.fields, typeof entry === "string" || isEntryList(entry) ? {} : entry, path);
  }
  if (field.kind === "list") return readList(field, isEntryList(entry) ? entry : [], path);
  const text = plainText(typeof entry === "string" ? entry : "");
  if (text === "" && !(field.kind === "text" && field.lengthMin === 0)) return wrong(path, "required");
  return readLeaf(field, text, path);
}

function readList(field: Field & { readonly kind: "list" }, entries: readonly Entry[], path: string): Reading {
  const { item, countMin, countMax } = field;
  const readings = entries.map((entry, at) => readEntry(item, entry, `${path}.${at}`));
  const issues = readings.flatMap((reading) => reading.issues);
  if (entries.length < countMin) return wrong(path, "too_few", { min: countMin });
  if (entries.length > countMax) return wrong(path, "too_many", { max: countMax });
  return { value: readings.flatMap(({ value }) => (value === undefined ? [] : [value])), issues };
}

function readLeaf(field: Field, text: string, path: string): Reading {
  switch (field.kind) {
    case "text": {
      const length = [...text].length;
      if (length < field.lengthMin) return wrong(path, "too_short", { min: field.lengthMin });
      return length > field.lengthMax ? wrong(path, "too_long", { max: field.lengthMax, length }) : right(text);
    }
    case "boolean":
      return right(text === "true");
    case "choice":
      return field.options.some(({ value }) => value === text) ? right(text) : wrong(path, "not_one_of");
    case "day":
      return DAY.test(text) && !Number.isNaN(Date.parse(text)) ? right(text) : wrong(path, "bad_day");
    case "amount": {
      const amount = parseYuan(text);
      return amount.ok ? right(amount.fen) : wrong(path, amount.problem);
    }
    case "id": {
      const rest = text.startsWith(`${field.prefix}_`) ? text.slice(field.prefix.length + 1) : "";
      return rest.length === ID_DIGITS && /^[0-9a-f]+$/.test(rest) ? right(text) : wrong(path, "bad_id");
    }
    case "hash":
      return HASH.test(text) ? right(text) : wrong(path, "bad_hash");
    case "json":
      return readJson(text, path);
    default:
      return readNumber(field, text, path);
  }
}

function readNumber(field: Field, text: string, path: string): Reading {
  if (!("min" in field)) return wrong(path, "required");
  const { kind, min, max } = field;
  const number = numberOf(kind, text);
  if (number === undefined) return wrong(path, kind === "instant" ? "bad_instant" : `bad_${kind.replace("-", "_")}`);
  const shown = (value: number) => (kind === "basis-points" ? value / 100 : value);
  if (number < min) return wrong(path, "too_small", { min: shown(min) });
  return number > max ? wrong(path, "too_large", { max: shown(max) }) : right(number);
}

function numberOf(kind: "integer" | "basis-points" | "instant", text: string): number | undefined {
  const plain = text.normalize("NFKC").replace(/[\s,]/g, "");
  if (kind === "basis-points") {
    const [, whole, decimals = ""] = PERCENT.exec(plain.replace(/%$/, "")) ?? [];
    return whole === undefined ? undefined : Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
  }
  const number = kind === "instant" ? instantOf(text) : /^-?\d{1,16}$/.test(plain) ? Number(plain) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

function readJson(text: string, path: string): Reading {
  try {
    return right(JSON.parse(text) as Json as Value);
  } catch {
    return wrong(path, "bad_json");
  }
}

/** A typed text as the ledger takes it: NFC, no blanks at its ends, nothing that cannot be seen. */
export function plainText(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(INVISIBLE, "").normalize("NFC").trim();
}

function right(value: Value): Reading {
  return { value, issues: [] };
}

function wrong(path: string, code: string, facts: FormIssue["facts"] = {}): Reading {
  return { value: undefined, issues: [{ path, code, facts }] };
}
