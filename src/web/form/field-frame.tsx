import type { ReactNode } from "react";
import { Icon } from "../parts/icon.tsx";
import { useNode } from "../session/node-context.tsx";
import { foundText } from "../text/found-text.ts";
import { useText } from "../text/texts.ts";
import type { Field } from "./field.ts";
import { controlId, useForm } from "./form-context.ts";
import { type FormIssue, issuesAt } from "./issue.ts";
import { amountIssueText } from "./issue-text.ts";

export interface ControlProps {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
  readonly "aria-required": true | undefined;
}

export interface FieldFrameProps {
  readonly field: Field;
  readonly path: string;
  /** A group of buttons: its frame is a fieldset, for it has no single control. */
  readonly isGroup?: boolean;
  readonly hint?: ReactNode;
  readonly children: (control: ControlProps) => ReactNode;
}

/** A field with its label, what it says of itself, and what is wrong with it. */
export function FieldFrame({ field, path, isGroup = false, hint, children }: FieldFrameProps) {
  const { formId, issues } = useForm();
  const id = controlId(formId, path);
  const own = issuesAt(issues, path);
  const describedBy = [hint !== undefined && `${id}-hint`, own.length > 0 && `${id}-issues`].filter(Boolean).join(" ");
  const control: ControlProps = {
    id,
    "aria-describedby": describedBy === "" ? undefined : describedBy,
    "aria-invalid": own.length > 0 ? true : undefined,
    "aria-required": field.isOptional || isGroup ? undefined : true,
  };
  const Frame = isGroup ? "fieldset" : "div";
  return (
    <Frame className={own.length > 0 ? "field is-wrong" : "field"}>
      {isGroup ? (
        <legend className="field-label">
          <FieldLabel field={field} />
        </legend>
      ) : (
        <label className="field-label" htmlFor={id}>
          <FieldLabel field={field} />
        </label>
      )}
      <div className="field-control">
        {children(control)}
        {hint !== undefined && (
          <p className="field-hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
        <IssueLines issues={own} id={`${id}-issues`} />
      </div>
    </Frame>
  );
}

/** The name of a field, and whether it may stay empty or can be erased later. */
export function FieldLabel({ field }: { readonly field: Field }) {
  const text = useText();
  return (
    <>
      {field.label}
      {field.isOptional && <span className="field-note">{text("form.optional")}</span>}
      {field.kind === "text" && field.isPersonal && (
        <span className="chip" title={text("form.personalWhy")}>
          {text("form.personal")}
        </span>
      )}
    </>
  );
}

/** What is wrong, one line each; nothing when all is well. */
export function IssueLines({ issues, id }: { readonly issues: readonly FormIssue[]; readonly id?: string }) {
  const issueText = useIssueText();
  if (issues.length === 0) return null;
  return (
    <ul className="field-issues" id={id}>
      {issues.map((issue) => (
        <li key={`${issue.path} ${issue.code}`}>
          <Icon name="refuse" size={14} /> {issueText(issue)}
        </li>
      ))}
    </ul>
  );
}

/** An issue in words: the node's, the kernel's of amounts, or ours. */
export function useIssueText(): (issue: FormIssue) => string {
  const text = useText();
  const { language } = useNode();
  return ({ text: own, code, facts }) =>
    own ??
    amountIssueText(code, language) ??
    (foundText(text, `form.issues.${code}`) === undefined ? code : text(`form.issues.${code}`, facts));
}
