import { isHex } from "#kernel/bytes";
import { sha256Hex } from "#kernel/crypto";
import { foldedText } from "#kernel/folded-text";
import { type Genesis, ledgerRef } from "#kernel/genesis";
import type { Viewer } from "#kernel/identity";
import type { Json, JsonObject } from "#kernel/json";
import type { Leaf, Outcome } from "#kernel/leaf";
import { read } from "#kernel/shape";
import type { SearchText, Table } from "#kernel/table";
import type { Contracts } from "./contracts.ts";
import { blockOf, type LedgerBlock, leavesOfBlock, payloadsOf } from "./explored-block.ts";
import type {
  ExplorerIndex,
  FoundRow,
  IndexedBlock,
  IndexMark,
  LeafFilter,
  NamedDocument,
  SignedEntry,
} from "./explorer-index.ts";
import { wholeTx } from "./run-query.ts";
import { type SealedEntry, type SeenEntry, seenEntries } from "./seen-entries.ts";
import type { Head } from "./service.ts";
import type { StateReader, StoredLeaf } from "./state.ts";
import { timersTable } from "./timers-table.ts";
import { visibleTx } from "./visible-tx.ts";

export interface ExplorerOptions {
  readonly genesis: Genesis;
  readonly contracts: Contracts;
  readonly state: StateReader;
  readonly head: () => Head;
  readonly index: ExplorerIndex;
}

/** A transaction in a list of those that somebody signed. */
export interface SignedTransaction {
  readonly id: string;
  readonly position: number;
  readonly height: number;
  readonly time: number;
  readonly outcome: Outcome;
  readonly command: string;
}

/** A row that a search found. */
export interface RowHit extends SearchText {
  readonly id: string;
}

/** Blocks that are indexed in one go. */
const BLOCKS_AT_ONCE = 100;
const ROWS_PAGE = 1_000;
/** Time that somebody who asks may wait for the index to catch up. */
const ASKED_MS = 150;
/** Rows looked at for one search, and for how long: most of what matches may be nothing that the viewer may see. */
const CANDIDATES_MAX = 10_000;
const SEARCH_MS = 120;
const TERMS_MAX = 5;
/** For how long entries of a list are looked at. */
const SEEN_MS = 100;

/** Finds things in one ledger: lists newest first, what somebody signed, rows by their words. */
export class Explorer {
  readonly #options: ExplorerOptions;
  readonly #source: string;

  constructor(options: ExplorerOptions) {
    this.#options = options;
    this.#source = `${ledgerRef(options.genesis)} ${options.contracts.hash}`;
    if (!this.#isUsable(options.index.mark())) options.index.start(this.#rowsToFind());
  }

  /** Number of leaves that the index has. */
  get indexed(): number {
    return this.#options.index.mark()?.size ?? 0;
  }

  /** Indexes blocks that are missing, for at most so long; whether none is missing any more. */
  catchUp(budgetMs: number): boolean {
    const until = performance.now() + budgetMs;
    const { index, head, state } = this.#options;
    for (let from = this.indexed; from < head().size; ) {
      const blocks: IndexedBlock[] = [];
      let last: StoredLeaf | undefined;
      while (blocks.length < BLOCKS_AT_ONCE && performance.now() < until) {
        const leaves = leavesOfBlock(state, from);
        if (leaves.length === 0) break;
        blocks.push(this.#indexedBlock(leaves));
        last = leaves.at(-1);
        from += leaves.length;
      }
      if (last === undefined) return false;
      index.add(blocks, { source: this.#source, size: from, lastLeaf: sha256Hex(last.leaf) });
    }
    return true;
  }

  /** When the earliest timer is due, in milliseconds of ledger time; undefined when none waits. */
  nextDeadline(): number | undefined {
    const [timer] = wholeTx(this.#options.state).table(timersTable).find({ index: "byDue", limit: 1 });
    return timer?.dueAt;
  }

  /** Leaves below a position, the newest first. */
  leaves(before: number, limit: number, filter: LeafFilter): readonly Leaf[] {
    const { state, index } = this.#options;
    const top = Math.min(before, this.#options.head().size);
    const from = Math.max(0, top - limit);
    const isAll = filter.kind === undefined && filter.outcome === undefined;
    if (isAll) return leavesFrom(state.leaves(from, top - from)).reverse();
    this.catchUp(ASKED_MS);
    return index.positions(filter, top, limit).flatMap((position) => leavesFrom([state.leaf(position)]));
  }

  /** What a viewer may see behind leaves; entries that there was no time for are left out. */
  seen(leaves: readonly Leaf[], viewer: Viewer): readonly (SeenEntry | SealedEntry)[] {
    this.catchUp(ASKED_MS);
    const { state, contracts, index } = this.#options;
    const signed = index.signedAt(leaves.map(({ position }) => position));
    const until = performance.now() + SEEN_MS;
    return state.snapshot(() => seenEntries({ state, contracts, signed }, leaves, viewer, until));
  }

  /** Blocks below a height, the newest first. */
  blocks(before: number, limit: number): readonly LedgerBlock[] {
    this.catchUp(ASKED_MS);
    return this.#options.index.blocks(before, limit);
  }

  /** What a person signed at positions below `before`, the latest first. */
  signed(personId: string, before: number, limit: number): readonly SignedTransaction[] {
    this.catchUp(ASKED_MS);
    const { index, state } = this.#options;
    return index.signed(personId, before, limit).flatMap(({ position, command }) =>
      leavesFrom([state.leaf(position)]).flatMap((leaf) => {
        if (leaf.kind !== "transaction") return [];
        const { id, height, time, outcome } = leaf;
        return [{ id, position, height, time, outcome, command }];
      }),
    );
  }

  /** The leaves that a text may mean: an id, a position as `#7`, and a number as a position or a height. */
  leavesNamed(text: string): readonly Leaf[] {
    const { state } = this.#options;
    const byId = isId(text) ? state.position(text) : undefined;
    if (byId !== undefined) return leavesFrom([state.leaf(byId)]);
    const number = /^#?(0|[1-9][0-9]{0,14})$/.exec(text)?.[1];
    if (number === undefined) return [];
    const atPosition = leavesFrom([state.leaf(Number(number))]);
    if (text.startsWith("#")) return atPosition;
    this.catchUp(ASKED_MS);
    const [block] = this.#options.index.blocks(Number(number) + 1, 1);
    const ofBlock = block?.height === Number(number) ? leavesFrom([state.leaf(block.size - 1)]) : [];
    return [...ofBlock, ...atPosition.filter((leaf) => leaf.position !== ofBlock[0]?.position)];
  }

  /**
   * Rows that hold every word of a text, of those that the viewer may see, the latest first; only things of some kinds where
   * they are given. Where there are too many to look at, the latest are.
   */
  search(text: string, viewer: Viewer, limit: number, kinds?: ReadonlySet<string>): readonly RowHit[] {
    this.catchUp(ASKED_MS);
    const { state, contracts, index } = this.#options;
    const terms = foldedText(text).split(" ").filter(Boolean).slice(0, TERMS_MAX);
    if (terms.length === 0) return [];
    return state.snapshot(() => {
      const tx = visibleTx(state, viewer);
      const hits: RowHit[] = [];
      const until = performance.now() + SEARCH_MS;
      for (const { table: name, key } of index.search(terms, text.trim(), CANDIDATES_MAX)) {
        const table = contracts.tables.get(name);
        const row = table === undefined ? undefined : tx.table(table).get(key);
        const found = row === undefined ? undefined : table?.search?.(row);
        if (found !== undefined && isOfKind(found, kinds)) hits.push({ ...found, id: key });
        if (hits.length === limit || performance.now() > until) break;
      }
      return hits;
    });
  }

  /** Whether a row that the viewer may see names a document, or has named it. */
  namesDocument(hash: string, viewer: Viewer): boolean {
    this.catchUp(ASKED_MS);
    const { state, contracts, index } = this.#options;
    return state.snapshot(() => {
      const tx = visibleTx(state, viewer);
      return index.naming(hash, CANDIDATES_MAX).some(({ table: name, key }) => {
        const table = contracts.tables.get(name);
        return table !== undefined && tx.table(table).get(key) !== undefined;
      });
    });
  }

  /** Whether any row names a document or has named it; true as well while the index does not know yet. */
  isDocumentNamed(hash: string): boolean {
    return !this.catchUp(ASKED_MS) || this.#options.index.naming(hash, 1).length > 0;
  }

  /** An index of another ledger, of other contracts or of a history that was replaced by a backup is of no use. */
  #isUsable(mark: IndexMark | undefined): boolean {
    if (mark === undefined || mark.source !== this.#source) return false;
    const last = this.#options.state.leaf(mark.size - 1);
    return last !== undefined && sha256Hex(last.leaf) === mark.lastLeaf;
  }

  #indexedBlock(stored: readonly StoredLeaf[]): IndexedBlock {
    const leaves = leavesFrom(stored);
    const block = blockOf(leaves);
    return {
      block,
      leaves: leaves.map((leaf) => ({
        position: leaf.position,
        kind: leaf.kind,
        outcome: leaf.kind === "transaction" || leaf.kind === "timer" ? leaf.outcome : "",
      })),
      signed: this.#signedEntries(block.height, leaves),
      ...this.#rowsWritten(stored),
    };
  }

  #signedEntries(height: number, leaves: readonly Leaf[]): readonly SignedEntry[] {
    const { state, contracts } = this.#options;
    const payloads = payloadsOf(state, height);
    const tx = wholeTx(state);
    return leaves.flatMap((leaf) => {
      const payload = leaf.kind === "transaction" ? payloads.get(leaf.envelope) : undefined;
      if (payload === undefined) return [];
      const people = new Set(payload.signers.flatMap((keyId) => contracts.directory.personOf(tx, keyId) ?? []));
      return [...people].map((personId) => ({ personId, position: leaf.position, command: payload.command }));
    });
  }

  /**
   * What a block's rows are found by, as they are now, for what stands there later is written again by a later block; and the
   * documents that they named then.
   */
  #rowsWritten(stored: readonly StoredLeaf[]): Pick<IndexedBlock, "found" | "named"> {
    const { state, contracts } = this.#options;
    const found = new Map<string, FoundRow>();
    const named: NamedDocument[] = [];
    for (const [name, key, row] of stored.flatMap((leaf) => writtenRows(leaf))) {
      const table = contracts.tables.get(name);
      if (table?.search !== undefined) found.set(`${name} ${key}`, foundRow(table, key, state.row(table, key)));
      if (table?.documents === undefined || row === null) continue;
      for (const hash of table.documents(read(table.row, row))) {
        if (typeof hash === "string") named.push({ hash, table: name, key });
      }
    }
    return { found: [...found.values()], named };
  }

  *#rowsToFind(): Generator<FoundRow> {
    const { state, contracts } = this.#options;
    for (const table of contracts.tables.values()) {
      if (table.search === undefined) continue;
      for (let after: string | undefined; ; ) {
        const scan = { columns: [], equals: [], reverse: false, limit: ROWS_PAGE };
        const page = state.scan(table, { ...scan, after: after === undefined ? undefined : [after] });
        for (const { key, text } of page) yield foundRow(table, key, text);
        after = page.at(-1)?.key;
        if (page.length < ROWS_PAGE) break;
      }
    }
  }
}

/** Whether something is of a kind that is asked for; everything is where none is named. */
export function isOfKind({ kind }: { readonly kind: string }, kinds: ReadonlySet<string> | undefined): boolean {
  return kinds === undefined || kinds.has(kind);
}

type WrittenRow = readonly [table: string, key: string, row: Json];

/** The rows that an entry wrote, as its effects keep them. */
function writtenRows({ effects }: StoredLeaf): readonly WrittenRow[] {
  return effects === "" ? [] : (JSON.parse(effects) as { readonly rows: readonly WrittenRow[] }).rows;
}

function foundRow(table: Table, key: string, text: string | undefined): FoundRow {
  const row = text === undefined ? undefined : read(table.row, JSON.parse(text) as Json);
  const found = row === undefined ? undefined : table.search?.(row);
  if (found === undefined) return { table: table.name, key, text: undefined };
  const { title, words } = found;
  const titles = typeof title === "string" ? [title] : [title.zh, title.en];
  return { table: table.name, key, text: foldedText([...titles, ...words].join("\n")) };
}

function leavesFrom(stored: readonly (StoredLeaf | undefined)[]): Leaf[] {
  return stored.flatMap((one) => (one === undefined ? [] : [JSON.parse(one.leaf) as Leaf & JsonObject]));
}

function isId(text: string): boolean {
  return (text.length === 80 && isHex(text)) || /^[a-z]+_[0-9a-f]{32}$/.test(text);
}
