import { hasRole, type Viewer } from "#kernel/identity";
import { isJsonObject, type Json, type JsonObject } from "#kernel/json";
import type { Leaf, TimerLeaf, TransactionLeaf } from "#kernel/leaf";
import { read } from "#kernel/shape";
import type { ReadTx, SearchText, Table } from "#kernel/table";
import type { Contracts } from "./contracts.ts";
import type { SignedEntry } from "./explorer-index.ts";
import type { StateReader } from "./state.ts";
import { readStoredBlock, type StoredBlockReader } from "./stored-block.ts";
import { timersTable } from "./timers-table.ts";
import { READER, visibleTx, wholeOnceTx } from "./visible-tx.ts";

/**
 * What a viewer may see behind public leaves, in the few words of a list. Who sees what is decided as for receipts: signers
 * and readers see everything, everyone else sees an entry as soon as one of the rows that it wrote is shown to them.
 */

/** An entry in words. */
export interface SeenEntry {
  readonly position: number;
  /** Absent for a timer. */
  readonly command?: string;
  /** Nobody for a timer. */
  readonly signers: readonly { readonly personId: string; readonly memberId?: string }[];
  /** Table of the first row that is shown: what a timer has changed. */
  readonly table?: string;
  /** What it is about: what a search finds that hangs on nothing else, such as a case before its organisation. */
  readonly subject?: EntrySubject;
  /** Why the rules refused it, for those who see everything. */
  readonly refusal?: { readonly code: string; readonly facts: JsonObject };
}

export interface EntrySubject extends Pick<SearchText, "kind" | "title"> {
  readonly id: string;
  /** How many more of this kind it is about; absent for none. */
  readonly others?: number;
}

/** An entry of which the viewer may see nothing but the leaf. */
export interface SealedEntry {
  readonly position: number;
  readonly isSealed: true;
}

export interface SeenSource {
  readonly state: StateReader;
  readonly contracts: Contracts;
  /** Who signed what, of the positions asked for. A transaction that is not among them is left out. */
  readonly signed: readonly SignedEntry[];
}

type EntryLeaf = TransactionLeaf | TimerLeaf;
type WrittenRow = readonly [table: string, key: string, row: Json];

/** Ids that are looked up for one entry. */
const IDS_MAX = 60;
/** Ids whose rows are read for what they name. */
const HOPS_MAX = 4;

/** The entries among leaves as a viewer sees them; those that there was no time for are left out. Run it in a snapshot. */
export function seenEntries(
  source: SeenSource,
  leaves: readonly Leaf[],
  viewer: Viewer,
  until: number,
): readonly (SeenEntry | SealedEntry)[] {
  const sight = new Sight(source, viewer);
  return leaves.flatMap((leaf) =>
    (leaf.kind === "transaction" || leaf.kind === "timer") && performance.now() < until
      ? (sight.entry(leaf) ?? [])
      : [],
  );
}

/** One viewer's look at several entries, which reads every row and block once. */
class Sight {
  readonly #source: SeenSource;
  readonly #viewer: Viewer;
  readonly #visible: ReadTx;
  readonly #whole: ReadTx;
  readonly #subjectTables: readonly Table[];
  readonly #signed = new Map<number, SignedEntry[]>();
  readonly #subjects = new Map<string, Found | undefined>();
  readonly #blocks = new Map<number, StoredBlockReader>();

  constructor(source: SeenSource, viewer: Viewer) {
    const { state, contracts, signed } = source;
    this.#source = source;
    this.#viewer = viewer;
    this.#visible = visibleTx(state, viewer);
    this.#whole = wholeOnceTx(state);
    this.#subjectTables = [...contracts.tables.values()].filter(
      ({ search, isSubject }) => search !== undefined && isSubject !== false,
    );
    for (const entry of signed) this.#signed.set(entry.position, [...this.#signedAt(entry.position), entry]);
  }

  entry(leaf: EntryLeaf): SeenEntry | SealedEntry | undefined {
    const { position } = leaf;
    const signed = this.#signedAt(position);
    if (leaf.kind === "transaction" && signed.length === 0) return undefined;
    const { rows, result } = this.#effects(position);
    const seesAll = hasRole(this.#viewer, READER) || signed.some(({ personId }) => personId === this.#viewer?.personId);
    const shown = seesAll ? rows : rows.filter((row) => this.#isShown(row));
    if (!seesAll && shown.length === 0) return { position, isSealed: true };
    const refusal = seesAll && leaf.outcome === "rejected" ? refusalOf(result) : undefined;
    // A refused transaction wrote nothing: what it was about stands in its arguments.
    const said = seesAll && shown.length === 0 ? this.#argsOf(leaf) : [];
    const scenario = signed[0]?.command.split(".")[0];
    const subject = this.#subjectOf([...shown.flatMap(([, key, row]) => [key, row]), ...said], scenario);
    // That a timer has gone says nothing more.
    const first = shown.find(([table]) => table !== timersTable.name);
    return {
      position,
      ...(signed[0] === undefined ? {} : { command: signed[0].command }),
      signers: signed.map(({ personId }) => this.#signer(personId)),
      ...(first === undefined ? {} : { table: first[0] }),
      ...(subject === undefined ? {} : { subject }),
      ...(refusal === undefined ? {} : { refusal }),
    };
  }

  #signedAt(position: number): readonly SignedEntry[] {
    return this.#signed.get(position) ?? [];
  }

  #signer(personId: string): SeenEntry["signers"][number] {
    const memberId = this.#source.contracts.directory.memberOf(this.#whole, personId);
    return memberId === undefined ? { personId } : { personId, memberId };
  }

  #effects(position: number): { readonly rows: readonly WrittenRow[]; readonly result: Json } {
    const effects = this.#source.state.leaf(position)?.effects ?? "";
    return effects === "" ? { rows: [], result: {} } : JSON.parse(effects);
  }

  /** As it was written, by the rights that the viewer has now: what receipts show. */
  #isShown([table, , row]: WrittenRow): boolean {
    const definition = this.#source.contracts.tables.get(table);
    if (definition === undefined || row === null) return false;
    return definition.visible(read(definition.row, row), this.#viewer, this.#whole);
  }

  #argsOf(leaf: EntryLeaf): readonly Json[] {
    if (leaf.kind !== "transaction") return [];
    const block = this.#blocks.get(leaf.height) ?? readStoredBlock(this.#source.state, leaf.height);
    this.#blocks.set(leaf.height, block);
    const args = block.submission(leaf.envelope)?.args;
    return args === undefined ? [] : [args];
  }

  /** What the values name, or else what is named by rows of the scenario that they name, such as the case of a plan. */
  #subjectOf(values: readonly Json[], scenario: string | undefined): EntrySubject | undefined {
    const ids = [...new Set(values.flatMap(idsIn))].slice(0, IDS_MAX);
    return this.#nearest(ids) ?? this.#nearest(ids.slice(0, HOPS_MAX).flatMap((id) => this.#namedBy(id, scenario)));
  }

  #namedBy(id: string, scenario: string | undefined): readonly string[] {
    for (const table of this.#source.contracts.tables.values()) {
      if (!table.name.startsWith(`${scenario}_`)) continue;
      const row = this.#visible.table(table).get(id);
      if (row !== undefined) return idsIn(row as unknown as Json);
    }
    return [];
  }

  /** Scenarios declare what hangs on something after it, so that the last table of those that are named is the nearest. */
  #nearest(ids: readonly string[]): EntrySubject | undefined {
    const found = ids.flatMap((id) => this.#found(id) ?? []);
    const nearest = Math.max(...found.map(({ rank }) => rank));
    const [first, ...others] = found.filter(({ rank }) => rank === nearest);
    if (first === undefined) return undefined;
    const { subject } = first;
    return others.length === 0 ? subject : { ...subject, others: others.length };
  }

  #found(id: string): Found | undefined {
    if (!this.#subjects.has(id)) this.#subjects.set(id, this.#lookUp(id));
    return this.#subjects.get(id);
  }

  #lookUp(id: string): Found | undefined {
    for (const [rank, table] of this.#subjectTables.entries()) {
      const row = this.#visible.table(table).get(id);
      const found = row === undefined ? undefined : table.search?.(row);
      if (found !== undefined) return { rank, subject: { kind: found.kind, id, title: found.title } };
    }
    return undefined;
  }
}

interface Found {
  /** Place of its table. */
  readonly rank: number;
  readonly subject: EntrySubject;
}

function refusalOf(result: Json): SeenEntry["refusal"] {
  if (!isJsonObject(result) || typeof result["rejected"] !== "string") return undefined;
  return { code: result["rejected"], facts: isJsonObject(result["facts"]) ? result["facts"] : {} };
}

function idsIn(value: Json): string[] {
  // Ledgers go by their names and hashes.
  if (typeof value === "string") return /^([a-z]+_[0-9a-f]{32}|[a-z0-9-]+@[0-9a-f]{64})$/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item: Json) => idsIn(item));
  return isJsonObject(value) ? Object.values(value).flatMap((item) => idsIn(item)) : [];
}
