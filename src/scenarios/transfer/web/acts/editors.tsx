import { type ComponentType, lazy, Suspense } from "react";
import type { EditorProps, Editors } from "#web/form/form-context.ts";
import { Loading } from "#web/parts/states.tsx";
import type { Known } from "./known.ts";

/** Editors of acts, each loaded by the page of the act that needs it. */

interface KnowingProps extends EditorProps {
  readonly known: Known;
  readonly ledger: string;
}

interface PayeeProps extends KnowingProps {
  readonly state: string;
}

type EditorsOf = (known: Known, ledger: string) => Editors;

const ContributorEditor = lazy(async () => ({ default: (await import("./contributor-editor.tsx")).ContributorEditor }));
const CostClassInput = lazy(async () => ({ default: (await import("./cost-class-input.tsx")).CostClassInput }));
const SplitEditor = lazy(async () => ({ default: (await import("./split-editor.tsx")).SplitEditor }));
const WithholdingEditor = lazy(async () => ({ default: (await import("./withholding-editor.tsx")).WithholdingEditor }));
const PayableEditor = lazy(async () => ({ default: (await import("./payable-editor.tsx")).PayableEditor }));
const BankResultEditor = lazy(async () => ({ default: (await import("./bank-result-editor.tsx")).BankResultEditor }));
const PayeeInput = lazy(async () => ({ default: (await import("./payee-input.tsx")).PayeeInput }));
const PayeesInput = lazy(async () => ({ default: (await import("./payee-input.tsx")).PayeesInput }));

/** Contributors of an achievement. */
export const contributorEditors = editorOf("contributors", ContributorEditor);
/** The class of a cost. */
export const costClassEditors = editorOf("class", CostClassInput);
/** The split of an award. */
export const splitEditors = editorOf("shares", SplitEditor);
/** What is withheld from each payee. */
export const withholdingEditors = editorOf("lines", WithholdingEditor);
/** Lines that are owed, for a list for the bank. */
export const payableEditors = editorOf("lines", PayableEditor);
/** What the bank answered to each line. */
export const bankResultEditors = editorOf("results", BankResultEditor);

/** One payee of a plan, of those whose lines are in a state. */
export function payeeEditors(state: string): EditorsOf {
  return payeesOf("personId", PayeeInput, state);
}

/** Payees of a plan whose lines are in a state. */
export function payeesEditors(state: string): EditorsOf {
  return payeesOf("payeeIds", PayeesInput, state);
}

function editorOf(field: string, Editor: ComponentType<KnowingProps>): EditorsOf {
  return (known, ledger) => ({
    [field]: (props) => (
      <Suspense fallback={<Loading />}>
        <Editor {...props} known={known} ledger={ledger} />
      </Suspense>
    ),
  });
}

function payeesOf(field: string, Editor: ComponentType<PayeeProps>, state: string): EditorsOf {
  return (known, ledger) => ({
    [field]: (props) => (
      <Suspense fallback={<Loading />}>
        <Editor {...props} known={known} ledger={ledger} state={state} />
      </Suspense>
    ),
  });
}
