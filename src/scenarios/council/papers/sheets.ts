import type { Sheet, SheetImport } from "#kernel/sheet";
import { askEvery } from "#kit/ask-every";

/** People of a ledger for spreadsheet programs, and from there. */

interface PersonAnswer {
  readonly id: string;
  readonly memberId: string;
  readonly roles: readonly string[];
  readonly isActive: boolean;
  readonly name?: string;
}

/** Everybody with their roles; names as far as the viewer may read them. */
export const peopleSheet: Sheet = {
  name: "council.people",
  title: { zh: "人员", en: "People" },
  inputs: [],
  columns: [
    { id: "id", title: { zh: "人员编号", en: "Person id" }, kind: "text" },
    { id: "name", title: { zh: "姓名", en: "Name" }, kind: "text" },
    { id: "member", title: { zh: "单位", en: "Member" }, kind: "text" },
    { id: "roles", title: { zh: "角色", en: "Roles" }, kind: "text" },
    { id: "isActive", title: { zh: "是否在用", en: "Active" }, kind: "text" },
  ],
  rows: (ask, _, { lang, memberName }) => {
    // Items of the query of this scenario, whose own type does not reach over JSON.
    const people = [...askEvery(ask, "council.people", {})] as unknown as PersonAnswer[];
    return people.map(({ id, name, memberId, roles, isActive }) => ({
      id,
      name: name ?? "",
      member: memberName(memberId),
      roles: roles.join(", "),
      isActive: ACTIVE[lang][isActive ? "yes" : "no"],
    }));
  },
};

/** People to be added: who they are, for which member, with which roles. */
export const peopleImport: SheetImport = {
  name: "council.people",
  title: { zh: "人员名单", en: "List of people" },
  rowsMax: 100,
  columns: [
    { id: "name", title: { zh: "姓名", en: "Name" }, kind: "text", isRequired: true, lengthMax: 100 },
    {
      id: "memberId",
      title: { zh: "单位编号", en: "Member id" },
      kind: "text",
      isRequired: true,
      lengthMax: 60,
      aliases: ["单位"],
    },
    { id: "roles", title: { zh: "角色", en: "Roles" }, kind: "text", isRequired: false, lengthMax: 400 },
  ],
};

const ACTIVE = { zh: { yes: "是", no: "否" }, en: { yes: "yes", no: "no" } } as const;
