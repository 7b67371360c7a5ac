import { useLocation, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { MouseEvent, ReactNode } from "react";
import type { Search } from "../router-search.ts";

/** Links inside the application. Addresses are plain texts, because scenarios bring pages that the router learns at start. */

export interface GoProps {
  /** Address such as `/at/bjtu/work`. */
  readonly to: string;
  readonly className?: string | undefined;
  readonly isCurrent?: boolean | undefined;
  readonly label?: string | undefined;
  readonly children: ReactNode;
}

/** A link that changes the page without loading the application again. */
export function Go({ to, className, isCurrent, label, children }: GoProps) {
  const go = useGo();
  const follow = (event: MouseEvent) => {
    // Everything but a plain click is the browser's: new tab, new window, download.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a
      href={to}
      className={className}
      aria-current={isCurrent ? "page" : undefined}
      aria-label={label}
      onClick={follow}
    >
      {children}
    </a>
  );
}

/** Goes to an address of the application. */
export function useGo(): (to: string) => void {
  const navigate = useNavigate();
  return (to) => void navigate({ href: to });
}

/** The ledger that the address names. */
export function useLedger(): string {
  return useParameter("ledger");
}

/** A parameter of the address; empty when it has none of this name. */
export function useParameter(name: string): string {
  const parameters = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>;
  return parameters[name] ?? "";
}

/** The state of a page that its address holds, and how to change it: filters, sorting, pages, the row that is open. */
export function useAddressState(): readonly [Search, (changes: Search) => void] {
  const search = useSearch({ strict: false }) as Search;
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const change = (changes: Search) => {
    const next = Object.fromEntries(
      Object.entries({ ...search, ...changes }).filter(([, value]) => value !== undefined && value !== ""),
    );
    const query = new URLSearchParams(next as Record<string, string>).toString();
    // The page stays where the reader is.
    void navigate({ href: query === "" ? pathname : `${pathname}?${query}`, replace: true, resetScroll: false });
  };
  return [search, change];
}
