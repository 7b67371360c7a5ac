import { isJsonObject, type Json } from "#kernel/json";
import type { Field } from "./field.ts";

/** What is wrong with one field. */
export interface FormIssue {
  /** Dotted path of the field; empty for the whole form. */
  readonly path: string;
  /** Key of its text under `form.issues`. */
  readonly code: string;
  readonly facts?: Readonly<Record<string, string | number>>;
  /** The node's own words, which go before ours. */
  readonly text?: string;
}

/** Issues of a node's answer, as a form shows them. */
export function issuesOfProblem(issues: Json | undefined): readonly FormIssue[] {
  if (!Array.isArray(issues)) return [];
  return (issues as readonly Json[]).filter(isJsonObject).map(({ path, code, text }) => ({
    path: typeof path === "string" ? path : "",
    code: String(code ?? ""),
    ...(typeof text === "string" ? { text } : {}),
  }));
}

/** The same issues, each at a field that the form shows: the field itself, what it lies in, or the whole form. */
export function placedIssues(fields: readonly Field[], issues: readonly FormIssue[]): readonly FormIssue[] {
  return issues.map((issue) => ({ ...issue, path: nearest(fields, issue.path) }));
}

function nearest(fields: readonly Field[], path: string): string {
  const [name = "", ...rest] = path.split(".");
  const field = fields.find((each) => each.name === name);
  if (field === undefined) return "";
  if (field.kind === "object") return joined(name, nearest(field.fields, rest.join(".")));
  if (field.kind !== "list") return name;
  const [at, ...inner] = rest;
  if (at === undefined) return name;
  const { item } = field;
  return joined(`${name}.${at}`, item.kind === "object" ? nearest(item.fields, inner.join(".")) : "");
}

function joined(path: string, rest: string): string {
  return rest === "" ? path : `${path}.${rest}`;
}

/** Issues of exactly one field. */
export function issuesAt(issues: readonly FormIssue[], path: string): readonly FormIssue[] {
  return issues.filter((issue) => issue.path === path);
}
