import { isJsonObject, type Json } from "#kernel/json";

/** JSON for people: a member a line, nested ones indented, lists with dashes. Values are printed as they are. */
export function renderValue(value: Json, indent = ""): string {
  if (Array.isArray(value)) return renderList(value as readonly Json[], indent);
  if (!isJsonObject(value)) return `${indent}${scalar(value)}`;
  const members = Object.entries(value);
  if (members.length === 0) return `${indent}{}`;
  return members
    .map(([name, member]) =>
      isNested(member)
        ? `${indent}${name}:\n${renderValue(member, `${indent}  `)}`
        : `${indent}${name}: ${scalar(member)}`,
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

function scalar(value: Json): string {
  if (typeof value === "string") return value.includes("\n") ? JSON.stringify(value) : value;
  return JSON.stringify(value);
}
