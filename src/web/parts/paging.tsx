import { useText } from "../text/texts.ts";

const ROWS = 50;

/** The rows of one page of a list that is at hand whole; the page is moved into the range there is. */
export function pageOf<Row>(
  rows: readonly Row[],
  page: number,
): { readonly shown: readonly Row[]; readonly pages: number; readonly at: number } {
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  const at = Math.min(Math.max(1, Number.isInteger(page) ? page : 1), pages);
  return { shown: rows.slice((at - 1) * ROWS, at * ROWS), pages, at };
}

export interface PagingProps {
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}

/** One page back or on; nothing where there is one page only. */
export function Paging({ page, pages, onPage }: PagingProps) {
  const text = useText();
  if (pages === 1) return null;
  return (
    <nav className="paging" aria-label={text("paging.label")}>
      <button type="button" className="button small" disabled={page === 1} onClick={() => onPage(page - 1)}>
        {text("paging.back")}
      </button>
      <span className="meta">{text("paging.at", { page, pages })}</span>
      <button type="button" className="button small" disabled={page === pages} onClick={() => onPage(page + 1)}>
        {text("paging.on")}
      </button>
    </nav>
  );
}
