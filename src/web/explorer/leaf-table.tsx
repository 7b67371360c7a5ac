import type { Leaf } from "#kernel/leaf";
import { instantText } from "../format/date.ts";
import { CopiedId } from "../parts/copied-id.tsx";
import { Go } from "../parts/go.tsx";
import { Icon } from "../parts/icon.tsx";
import { ProofHandle } from "../parts/proof-handle.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { Status } from "../parts/status.tsx";
import { useNode } from "../session/node-context.tsx";
import { useText } from "../text/texts.ts";
import { type EntryWords, useEntryWords } from "./use-entry-words.ts";
import { type LeafFilters, type LeafPage, useNewestLeaves } from "./use-explorer.ts";

export interface LeafTableProps {
  readonly ledger: string;
  readonly filters: LeafFilters;
  readonly open?: number | undefined;
  readonly onOpen: (position: number) => void;
  readonly onPage: (before: string | undefined) => void;
}

/** Leaves newest first, a page at a time, each with what the actor may know of it. */
export function LeafTable({ ledger, filters, open, onOpen, onPage }: LeafTableProps) {
  const text = useText();
  const { data, error, refetch } = useNewestLeaves(ledger, filters);
  const wordsOf = useEntryWords(ledger, data?.entries ?? []);
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
            <th scope="col" className="figure leaf-position">
              {text("explorer.position")}
            </th>
            <th scope="col" className="leaf-time">
              {text("explorer.time")}
            </th>
            <th scope="col">{text("explorer.matter")}</th>
            <th scope="col" className="leaf-subject">
              {text("explorer.subject")}
            </th>
            <th scope="col" className="leaf-signer">
              {text("explorer.signer")}
            </th>
            <th scope="col" className="leaf-id">
              {text("explorer.id")}
            </th>
            <th scope="col" className="leaf-outcome">
              {text("explorer.outcome")}
            </th>
            <th scope="col" className="leaf-proof">
              <span className="for-readers">{text("receipt.title")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {leaves.map((leaf) => (
            <LeafRow
              key={leaf.position}
              ledger={ledger}
              leaf={leaf}
              words={wordsOf(data.entries.find(({ position }) => position === leaf.position))}
              isOpen={leaf.position === open}
              onOpen={onOpen}
            />
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
  readonly words: EntryWords;
  readonly isOpen: boolean;
  readonly onOpen: (position: number) => void;
}

/**
 * One line whatever it says, and one for why it was refused, so that nothing jumps: what has no room stands in the title and
 * in the panel.
 */
function LeafRow({ ledger, leaf, words, isOpen, onOpen }: LeafRowProps) {
  const text = useText();
  const { language } = useNode();
  const id = "id" in leaf ? leaf.id : undefined;
  const time = instantText(leaf.time, language);
  const { isSealed, title, subject, subjectPage, signer, refusal } = words;
  const classes = [...(isOpen ? ["is-open"] : []), ...(refusal === "" ? [] : ["has-reason"])];
  return (
    <tr className={classes.join(" ")}>
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
      <td className="leaf-time">{time}</td>
      <td title={refusal === "" ? title : refusal}>
        {isSealed ? (
          <span className="leaf-sealed">
            <Icon name="lock" size={14} /> {title}
          </span>
        ) : (
          <b>{title === "" ? text(`explorer.kinds.${leaf.kind}`) : title}</b>
        )}
        <span className="leaf-more">{[subject, signer].find((part) => part !== "") ?? time}</span>
        {refusal !== "" && <span className="leaf-reason">{refusal}</span>}
      </td>
      <td className="leaf-subject" title={subject}>
        {subjectPage === undefined ? subject : <Go to={subjectPage}>{subject}</Go>}
      </td>
      <td className="leaf-signer" title={signer}>
        {signer}
      </td>
      <td className="leaf-id">{id !== undefined && <CopiedId value={id} />}</td>
      <td className="leaf-outcome">
        <LeafStatus leaf={leaf} />
      </td>
      <td className="figure">{id !== undefined && <ProofHandle ledger={ledger} id={id} />}</td>
    </tr>
  );
}

/** What became of an entry, as icon and word; the leaves of blocks and of the genesis have no outcome. */
export function LeafStatus({ leaf }: { readonly leaf: Leaf }) {
  const text = useText();
  if (leaf.kind === "genesis" || leaf.kind === "block") return null;
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
