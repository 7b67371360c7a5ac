import { isJsonObject, type Json } from "#kernel/json";
import { beijingTime } from "./beijing-time.ts";

const YEAR_2000_MS = Date.UTC(2000, 0, 1);

/**
 * JSON for people: a member a line, nested ones indented, lists with dashes. Instants are in the time of Beijing; everything
 * else is printed as it is, amounts in the smallest unit.
 */
export function renderValue(value: Json, indent = ""): string {
  if (Array.isArray(value)) return renderList(value as readonly Json[], indent);
  if (!isJsonObject(value)) return `${indent}${scalar(value)}`;
  const members = Object.entries(value);
  if (members.length === 0) return `${indent}{}`;
  return members
    .map(([name, member]) =>
      isNested(member)
        ? `${indent}${name}:\n${renderValue(member, `${indent}  `)}`
        : `${indent}${name}: ${isInstant(name, member) ? beijingTime(member) : scalar(member)}`,
    )
    .join("\n");
}

function renderList(list: readonly Json[], indent: string): string {
  if (list.length === 0) return `${indent}[]`;
  return list
    .map((item) => {
      const text = renderValue(item, `${indent}  `);
      return `${indent}- ${text.slice(indent.length + 2)}`;
    })
    .join("\n");
}

/** Whether a value takes lines of its own. */
function isNested(value: Json): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isJsonObject(value) && Object.keys(value).length > 0;
}

/** Instants are milliseconds under names that end so; positions in a ledger, which may be called alike, are smaller. */
function isInstant(name: string, value: Json): value is number {
  return typeof value === "number" && value >= YEAR_2000_MS && /^(time|at|\w+At|notAfter)$/.test(name);
}

function scalar(value: Json): string {
  if (typeof value === "string") return value.includes("\n") ? JSON.stringify(value) : value;
  return JSON.stringify(value);
}
