import { createContext, type ReactNode, useContext } from "react";
import type { Entry } from "./entry.ts";
import type { Field } from "./field.ts";
import type { FormIssue } from "./issue.ts";

/** What an editor gets that stands in the place of the control made from the schema. */
export interface EditorProps {
  readonly field: Field;
  readonly path: string;
  readonly entry: Entry;
}

/** Editors by the names of the fields that they fill in. */
export type Editors = Readonly<Record<string, (props: EditorProps) => ReactNode>>;

/** What every field of a form needs to know. */
export interface FormAccess {
  readonly ledger: string;
  /** Begins the ids of the form's fields. */
  readonly formId: string;
  readonly issues: readonly FormIssue[];
  readonly change: (path: string, entry: Entry) => void;
  readonly editors?: Editors;
}

const FormContext = createContext<FormAccess | undefined>(undefined);
export const FormProvider = FormContext;

/** The form around a field. */
export function useForm(): FormAccess {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error("a field stands outside a form");
  return form;
}

/** Id of the control of a field. */
export function controlId(formId: string, path: string): string {
  return `${formId}-${path.replaceAll(".", "-")}`;
}
