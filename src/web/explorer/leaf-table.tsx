import type { Leaf } from "#kernel/leaf";
import { instantText } from "../format/date.ts";
import { ProofHandle } from "../parts/proof-handle.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { Status } from "../parts/status.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { type LeafFilters, type LeafPage, useNewestLeaves } from "./use-explorer.ts";

export interface LeafTableProps {
  readonly ledger: string;
  readonly filters: LeafFilters;
  readonly open?: number | undefined;
  readonly onOpen: (position: number) => void;
  readonly onPage: (before: string | undefined) => void;
}

/** Leaves newest first, a page at a time. */
export function LeafTable({ ledger, filters, open, onOpen, onPage }: LeafTableProps) {
  const text = useText();
  const { data, error, refetch } = useNewestLeaves(ledger, filters);
  if (error !== null) return <Failed error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading lines={12} />;
  const leaves = filters.kind === undefined ? data.leaves.filter(({ kind }) => kind !== "block") : data.leaves;
  if (leaves.length === 0) {
    return (
      <Empty title={text("explorer.none")}>
        <p>{text("explorer.noneWhy")}</p>
      </Empty>
    );
  }
  return (
    <>
      <table className="records leaves">
        <caption className="for-readers">{text("explorer.tableCaption")}</caption>
        <thead>
          <tr>
            <th scope="col" className="figure">
              {text("explorer.position")}
            </th>
            <th scope="col">{text("explorer.time")}</th>
            <th scope="col">{text("explorer.kind")}</th>
            <th scope="col" className="figure is-wide-only">
              {text("explorer.block")}
            </th>
            <th scope="col" className="is-wide-only">
              {text("explorer.id")}
            </th>
            <th scope="col">{text("explorer.outcome")}</th>
            <th scope="col">
              <span className="for-readers">{text("receipt.title")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {leaves.map((leaf) => (
            <LeafRow key={leaf.position} ledger={ledger} leaf={leaf} isOpen={leaf.position === open} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
      <Pages page={data} filters={filters} onPage={onPage} />
    </>
  );
}

interface LeafRowProps {
  readonly ledger: string;
  readonly leaf: Leaf;
  readonly isOpen: boolean;
  readonly onOpen: (position: number) => void;
}

function LeafRow({ ledger, leaf, isOpen, onOpen }: LeafRowProps) {
  const text = useText();
  const { language } = useNode();
  const id = "id" in leaf ? leaf.id : undefined;
  return (
    <tr className={isOpen ? "is-open" : undefined}>
      <td className="figure">
        <button
          type="button"
          className="link"
          aria-pressed={isOpen}
          aria-label={text("explorer.openLeaf", { position: leaf.position })}
          onClick={() => onOpen(leaf.position)}
        >
          {leaf.position}
        </button>
      </td>
      <td className="nowrap">{instantText(leaf.time, language)}</td>
      <td>{text(`explorer.kinds.${leaf.kind}`)}</td>
      <td className="figure is-wide-only">{leaf.height}</td>
      <td className="is-wide-only">
        {id === undefined ? "" : <code className="mono">{`${id.slice(0, 12)}…${id.slice(-6)}`}</code>}
      </td>
      <td>
        <LeafStatus leaf={leaf} />
      </td>
      <td className="figure">{id !== undefined && <ProofHandle ledger={ledger} id={id} />}</td>
    </tr>
  );
}

/** What became of a leaf, as icon and word. */
export function LeafStatus({ leaf }: { readonly leaf: Leaf }) {
  const text = useText();
  if (leaf.kind === "genesis" || leaf.kind === "block") return <Status tone="done">{text("explorer.final")}</Status>;
  const tone = leaf.outcome === "done" ? "done" : "refuse";
  return <Status tone={tone}>{text(`explorer.outcomes.${leaf.outcome}`)}</Status>;
}

interface PagesProps {
  readonly page: LeafPage;
  readonly filters: LeafFilters;
  readonly onPage: (before: string | undefined) => void;
}

function Pages({ page: { leaves, size, next }, filters, onPage }: PagesProps) {
  const text = useText();
  return (
    <nav className="pages" aria-label={text("explorer.pages")}>
      <span className="meta">
        {text("explorer.range", { from: leaves.at(-1)?.position ?? 0, to: leaves[0]?.position ?? 0, size })}
      </span>
      <span className="row">
        {filters.before !== undefined && (
          <button type="button" className="button small" onClick={() => onPage(undefined)}>
            {text("explorer.newest")}
          </button>
        )}
        <button
          type="button"
          className="button small"
          disabled={next === undefined}
          onClick={() => onPage(String(next))}
        >
          {text("explorer.earlier")}
        </button>
      </span>
    </nav>
  );
}
