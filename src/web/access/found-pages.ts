import { createContext, useContext } from "react";
import { useNode } from "../session/node-context.tsx";
import { useLedgerName } from "./ledger-names.ts";

/** Where things that a search finds are looked at: page below the ledger by kind, `cases/$id` for `transfer.deal`. */
export type FoundPages = Readonly<Record<string, string>>;

const FoundContext = createContext<FoundPages>({});
export const FoundProvider = FoundContext;

/** The address of a thing of a ledger by its kind and id; undefined when no scenario has a page for it. */
export function useFoundPage(ledger: string): (kind: string, id: string) => string | undefined {
  const pages = useContext(FoundContext);
  return (kind, id) => {
    const page = pages[kind];
    return page === undefined ? undefined : `/at/${ledger}/${page.replace("$id", encodeURIComponent(id))}`;
  };
}

/** A thing as a search finds it. */
export interface Titled {
  readonly kind: string;
  readonly title: string | { readonly zh: string; readonly en: string };
}

/** What a found thing is called in the language of the page. */
export function useFoundTitle(): (found: Titled) => string {
  const { language } = useNode();
  const ledgerName = useLedgerName();
  return ({ kind, title }) => {
    const named = typeof title === "string" ? title : title[language];
    return kind === "council.ledger" ? ledgerName(named) : named;
  };
}
