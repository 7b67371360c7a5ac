import { type ReactNode, type SyntheticEvent, useEffect, useId, useRef, useState } from "react";
import type { Done } from "#client/answers";
import type { Verb } from "#client/verb";
import type { ValueObject } from "#kernel/json";
import { type DraftKeeper, useDraft } from "../access/drafts.ts";
import { useSigning } from "../access/signing.tsx";
import { useLedgerInfo } from "../access/use-answer.ts";
import { mayUse, useCommand } from "../access/use-verbs.ts";
import { Empty, Loading } from "../parts/states.tsx";
import { CosignersInput, cosignerPath, keyOfPerson } from "../rounds/cosigners-input.tsx";
import { beginRound, type Round } from "../rounds/round.ts";
import { useNode } from "../session/node-context.tsx";
import { useSelf } from "../session/use-self.ts";
import { useText } from "../text/texts.ts";
import { DraftNote } from "./draft-note.tsx";
import { type Entry, type EntryGroup, groupOf, withEntry } from "./entry.ts";
import { type Field, fieldsOf } from "./field.ts";
import { IssueLines } from "./field-frame.tsx";
import { fieldWordsOf, roleWord } from "./field-words.ts";
import { FieldsInput } from "./fields-input.tsx";
import { controlId, type Editors, FormProvider } from "./form-context.ts";
import { type FormIssue, issuesAt, issuesOfProblem, placedIssues } from "./issue.ts";
import { readGroup } from "./read-entry.ts";
import { restoredGroup } from "./restored-group.ts";
import { SignedWords } from "./signed-words.tsx";

export interface CommandFormProps {
  readonly ledger: string;
  /** `scenario.verb-object`. */
  readonly command: string;
  /** Values that are known already, as the command takes them: amounts in fen, shares in basis points. */
  readonly initial?: ValueObject;
  /** Fields of `initial` that are sent and not shown, for the page says them already. */
  readonly hidden?: readonly string[];
  /** The fields to show, in this order; all of them when left out. */
  readonly fields?: readonly string[];
  /** Controls of the page's own in place of those that the schema gives. */
  readonly editors?: Editors;
  /** What signing says, in the first person; the command's summary when left out. */
  readonly sentence?: (args: ValueObject) => ReactNode;
  /** What is signed, below the sentence; field by field when left out or undefined. */
  readonly details?: (args: ValueObject) => ReactNode;
  readonly readers?: ReactNode;
  readonly afterwards?: ReactNode;
  /** Word of the button; "go on to sign" when left out. */
  readonly action?: string;
  /** What the draft belongs to, such as a case: two cases then have two drafts. */
  readonly about?: string;
  readonly onDone?: (done: Done) => void;
  /** Called once it waits for the signatures of others; the node keeps it for them. */
  readonly onWaiting?: (round: Round) => void;
}

/** A form made from the schema of a command: filled in, kept as a draft, checked, read back in plain words and signed. */
export function CommandForm(props: CommandFormProps) {
  const text = useText();
  const { ledger, command, about } = props;
  const verb = useCommand(ledger, command);
  const draft = useDraft(ledger, { kind: command, about });
  if (verb === null) {
    return (
      <Empty title={text("form.noCommand")}>
        <p>{text("form.noCommandDetail", { command })}</p>
      </Empty>
    );
  }
  if (verb === undefined || draft.found === undefined) return <Loading />;
  return <FormBody key={`${ledger} ${command} ${about ?? ""}`} {...props} verb={verb} draft={draft} />;
}

interface FormBodyProps extends CommandFormProps {
  readonly verb: Verb;
  readonly draft: DraftKeeper;
}

function FormBody(props: FormBodyProps) {
  const { ledger, verb, draft, initial = {}, hidden = [], editors } = props;
  const text = useText();
  const formId = useId();
  const fields = useShownFields(props);
  const [group, setGroup] = useState<EntryGroup>(() =>
    restoredGroup(fields, groupOf(fields, initial), draft.found?.data),
  );
  const [issues, setIssues] = useState<readonly FormIssue[]>([]);
  const show = useFocusedIssues(formId, setIssues);
  const [cosigners, setCosigners] = useState<readonly string[]>(verb.cosigners.map(() => ""));
  const ask = useAsking(props, fields, show, cosigners);
  const change = (path: string, entry: Entry) => {
    const next = withEntry(group, path, entry);
    setGroup(next);
    setIssues(issues.filter((issue) => issue.path !== path && !issue.path.startsWith(`${path}.`)));
    draft.save(next, verb.title);
  };
  const restart = () => {
    setGroup(groupOf(fields, initial));
    setIssues([]);
    draft.discard();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const { value, issues: inFields } = readGroup(fields, group);
    const found = [...inFields, ...missingCosigners(cosigners)];
    show(found);
    const fixed = Object.fromEntries(
      hidden.flatMap((name) => (initial[name] === undefined ? [] : [[name, initial[name]]])),
    );
    if (found.length === 0) void ask({ ...(fixed as ValueObject), ...(value as ValueObject) }, restart);
  };
  return (
    <FormProvider value={{ ledger, formId, issues, change, ...(editors === undefined ? {} : { editors }) }}>
      <form className="form" noValidate onSubmit={submit}>
        <DraftNote draft={draft} onDiscard={restart} />
        <FieldsInput fields={fields} group={group} />
        <CosignersInput
          ledger={ledger}
          cosigners={verb.cosigners}
          chosen={cosigners}
          onChoose={(at, personId) => {
            setCosigners(cosigners.with(at, personId));
            setIssues(issues.filter(({ path }) => path !== cosignerPath(at)));
          }}
        />
        <div id={controlId(formId, "")} tabIndex={-1}>
          <IssueLines issues={issuesAt(issues, "")} />
        </div>
        <div className="form-foot">
          <button type="submit" className="button primary large">
            {props.action ?? text("form.toSign")}
          </button>
          <WhoMay ledger={ledger} verb={verb} />
        </div>
      </form>
    </FormProvider>
  );
}

/** The fields that the form shows, in its order. */
function useShownFields({ command, verb, hidden = [], fields: names }: FormBodyProps): readonly Field[] {
  const text = useText();
  const [scenario = ""] = command.split(".");
  const all = fieldsOf(verb.input, fieldWordsOf(scenario, text)).filter(({ name }) => !hidden.includes(name));
  return names === undefined ? all : names.flatMap((name) => all.filter((field) => field.name === name));
}

/** Shows issues, and moves to the first of them. */
function useFocusedIssues(formId: string, setIssues: (issues: readonly FormIssue[]) => void) {
  const target = useRef<string>(undefined);
  useEffect(() => {
    if (target.current === undefined) return;
    document.getElementById(target.current)?.focus();
    target.current = undefined;
  });
  return (found: readonly FormIssue[]) => {
    const [first] = found;
    if (first !== undefined) target.current = controlId(formId, first.path);
    setIssues(found);
  };
}

function missingCosigners(chosen: readonly string[]): readonly FormIssue[] {
  return chosen.flatMap((personId, at) => (personId === "" ? [{ path: cosignerPath(at), code: "required" }] : []));
}

/** Asks for the signature of what was filled in; with cosigners it then goes to them. */
function useAsking(
  props: FormBodyProps,
  fields: readonly Field[],
  show: (issues: readonly FormIssue[]) => void,
  cosigners: readonly string[],
) {
  const sign = useSigning();
  const { actor, client } = useNode();
  const { ledger, command, verb, sentence, details, readers, afterwards, onDone, onWaiting } = props;
  return async (args: ValueObject, onSigned: () => void) => {
    const others = await Promise.all(cosigners.map((personId) => keyOfPerson(client(ledger), personId)));
    const withoutKey = others.indexOf(undefined);
    if (withoutKey !== -1) return show([{ path: cosignerPath(withoutKey), code: "cosigner_without_key" }]);
    const keys = others.filter((keyId) => keyId !== undefined);
    sign({
      ledger,
      command,
      args,
      sentence: sentence?.(args) ?? verb.summary,
      details: details?.(args) ?? <SignedWords ledger={ledger} fields={fields} args={args} />,
      ...(readers === undefined ? {} : { readers }),
      ...(afterwards === undefined ? {} : { afterwards }),
      ...(keys.length === 0 || actor.kind === "nobody"
        ? {}
        : { perform: (signer) => beginRound(signer, actor.key, { command, args, others: keys }) }),
      onWaiting: (round) => {
        onSigned();
        onWaiting?.(round);
      },
      onDone: (done) => {
        onSigned();
        onDone?.(done);
      },
      onRefused: ({ issues }) => show(placedIssues(fields, issuesOfProblem(issues))),
    });
  };
}

/** Who may sign it, said before somebody tries in vain. */
function WhoMay({ ledger, verb }: { readonly ledger: string; readonly verb: Verb }) {
  const text = useText();
  const self = useSelf(ledger);
  const { data } = useLedgerInfo(ledger);
  if (self === undefined || mayUse(verb.allow, self?.roles)) return null;
  const roles = typeof verb.allow === "string" ? [] : verb.allow;
  const names = roles.map((role) => roleWord(text, data?.scenarios ?? [], role)).join(text("form.or"));
  return (
    <p className="meta">{self === null ? text("form.signInFirst") : text("form.rolesNeeded", { roles: names })}</p>
  );
}
