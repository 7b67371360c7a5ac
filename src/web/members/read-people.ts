import type { JsonObject } from "#kernel/json";

/** A person as the command takes one. */
export interface ListedPerson {
  readonly memberId: string;
  readonly roles: readonly string[];
  readonly name: string;
}

/** A cell that names something that does not exist; the first row is 1. */
export interface WrongCell {
  readonly row: number;
  readonly column: "member" | "roles";
  readonly value: string;
}

interface Named {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
}

/** Turns the rows of a sheet into people: organisations by id or name in either language, roles by code or by word. */
export function readPeople(
  rows: readonly JsonObject[],
  members: readonly Named[],
  roles: JsonObject,
): { readonly people: readonly ListedPerson[]; readonly wrong: readonly WrongCell[] } {
  const people: ListedPerson[] = [];
  const wrong: WrongCell[] = [];
  for (const [i, row] of rows.entries()) {
    const wanted = String(row["memberId"] ?? "").trim();
    const member = members.find(({ id, name }) => id === wanted || name.zh === wanted || name.en === wanted);
    if (member === undefined) wrong.push({ row: i + 1, column: "member", value: wanted });
    const words = String(row["roles"] ?? "")
      .split(/[,，、;；]/)
      .map((word) => word.trim())
      .filter((word) => word !== "");
    const held = words.map((word) => {
      const role = Object.hasOwn(roles, word) ? roles[word] : undefined;
      if (typeof role !== "string") wrong.push({ row: i + 1, column: "roles", value: word });
      return String(role);
    });
    people.push({ memberId: member?.id ?? "", roles: held, name: String(row["name"] ?? "").trim() });
  }
  return { people, wrong };
}
