import { strict as assert } from "node:assert";
import type { Json, Value, ValueObject } from "#kernel/json";
import type { Change } from "#kernel/scenario";
import { read, readChecked, write } from "#kernel/shape";
import type { Find, Indexes, ReadTable, Table, WriteTable } from "#kernel/table";
import { sortTexts } from "#kernel/text-order";
import { compareColumns } from "./column-order.ts";
import { LimitExceeded, type Limits } from "./limits.ts";
import { RowCache } from "./row-cache.ts";
import { RowMap } from "./row-map.ts";
import type { ColumnValue, Scan, StateReader } from "./state.ts";

const KEY = /^[A-Za-z0-9._:/@-]{1,200}$/;
const FIND_LIMIT = 1_000;

/**
 * A row in memory: decoded and frozen, so that a contract cannot change what others will read, with its columns in the
 * order of their names, so that a row just written looks like one read from the state.
 */
interface Held {
  readonly table: Table;
  readonly key: string;
  readonly row: ValueObject | undefined;
  /** Canonical text; undefined where the row is deleted. */
  readonly text: string | undefined;
}

/** A row as an entry leaves it: its canonical text, undefined where it was deleted. */
export type KeptRow = Pick<Held, "table" | "key" | "text">;

/**
 * The rows of a ledger while blocks execute. Writes of the running entry stand apart until it is done; writes of the block
 * stand apart until they are flushed. So an account that every transaction touches is written once a block, and undoing a
 * rejected transaction costs nothing.
 */
export class Rows {
  readonly #state: StateReader;
  readonly #limits: Limits;
  readonly #cache = new RowCache<Held>();
  /** Rows of the block that the state does not have yet. */
  readonly #dirty = new RowMap<Held>();
  /** Rows that the running entry wrote. */
  readonly #entry = new RowMap<Held>();
  /** Ids that the running entry made: nothing of such a key can be stored. */
  readonly #newIds = new Set<string>();
  /** One handle a table, made once: an entry asks for several. */
  readonly #handles = new Map<Table, { readonly flush: () => void; readonly handle: WriteTable<ValueObject> }>();
  #rowsRead = 0;
  #rowsWritten = 0;
  #bytesWritten = 0;

  constructor(state: StateReader, limits: Limits) {
    this.#state = state;
    this.#limits = limits;
  }

  /** Starts an entry: a transaction, a timer or the genesis. */
  begin(): void {
    assert(this.#rowsWritten === 0, "the entry before was kept or undone");
    if (this.#newIds.size > 0) this.#newIds.clear();
    this.#cache.forget();
    this.#rowsRead = 0;
    this.#bytesWritten = 0;
  }

  /** Whether the running entry went over a limit, also where its contract caught what told it so. */
  get isOverLimit(): boolean {
    return (
      this.#rowsRead > this.#limits.rowsRead ||
      this.#rowsWritten > this.#limits.rowsWritten ||
      this.#bytesWritten > this.#limits.bytesWritten
    );
  }

  /** Says that the running entry made this id, so that a row of this key need not be looked for. */
  noteNewId(id: string): void {
    this.#newIds.add(id);
  }

  /** Undoes what the running entry wrote. */
  undo(): void {
    this.#entry.clear();
    this.#rowsWritten = 0;
  }

  /** What the running entry changed in the tables with these names. */
  changes(tables: ReadonlySet<string>): Change[] {
    const changes: Change[] = [];
    for (const name of tables) {
      for (const { table, key, row } of this.#entry.ofTable(name))
        changes.push({ table: name, key, before: this.#settled(table, key).row, after: row });
    }
    return changes;
  }

  /** Keeps what the running entry wrote and gives it in the order of (table, key), last write only. */
  keep(): readonly KeptRow[] {
    const rows = this.#entry.sorted();
    for (const held of rows) {
      this.#dirty.set(held.table, held.key, held);
      this.#cache.replace(held.table, held.key, held);
    }
    this.#entry.clear();
    this.#rowsWritten = 0;
    return rows;
  }

  /** Hands the block's rows to the state; called inside its transaction. */
  flush(put: (table: Table, key: string, text: string | undefined) => void): void {
    this.#dirty.forEach(({ table, key, text }) => {
      put(table, key, text);
    });
    this.#dirty.clear();
  }

  /** Handle on a table for running entries. `flush` writes the block's rows before a scan has to see them. */
  handle<Row extends ValueObject, I extends Indexes>(table: Table<Row, I>, flush: () => void): WriteTable<Row, I> {
    // Inside, rows are untyped data; the table's shape gives the type back.
    const plain = table as unknown as Table;
    let made = this.#handles.get(plain);
    if (made?.flush !== flush) {
      made = { flush, handle: this.#makeHandle(plain, flush) };
      this.#handles.set(plain, made);
    }
    return made.handle as unknown as WriteTable<Row, I>;
  }

  #makeHandle(table: Table, flush: () => void): WriteTable<ValueObject> {
    return Object.freeze<WriteTable<ValueObject>>({
      get: (key) => this.#get(table, key).row,
      find: (wanted) => this.#find(table, wanted, flush),
      list: (after, limit) => this.#scan(table, listScan(after, limit), flush),
      put: (row) => this.#put(table, row),
      delete: (key) => this.#write(table, key, undefined, undefined),
    });
  }

  /** `storedText` is the row's text where a scan has just read it. */
  #get(table: Table, key: string, storedText?: string): Held {
    // Counted whether cached or not: what is cached differs from node to node, what is refused must not.
    this.#countRead(1);
    return this.#entry.get(table, key) ?? this.#settled(table, key, storedText);
  }

  /** The row as the entries before left it. Once met it is cached, so that an entry meets the same object each time. */
  #settled(table: Table, key: string, storedText?: string): Held {
    const cached = this.#cache.get(table, key);
    if (cached !== undefined) return cached;
    const dirty = this.#dirty.get(table, key);
    if (dirty === undefined && (this.#newIds.has(key) || !isKey(key)))
      return { table, key, row: undefined, text: undefined };
    const held = dirty ?? this.#stored(table, key, storedText);
    this.#cache.set(table, key, held);
    return held;
  }

  #stored(table: Table, key: string, storedText: string | undefined): Held {
    const text = storedText ?? this.#state.row(table, key);
    return { table, key, row: text === undefined ? undefined : decodeRow(table, text), text };
  }

  #put(table: Table, row: ValueObject): void {
    const text = write(table.row, row);
    this.#write(table, table.key(row), frozenCopy(row), text);
  }

  #write(table: Table, key: string, row: ValueObject | undefined, text: string | undefined): void {
    assert(isKey(key), `"${key}" cannot be a key of ${table.name}`);
    this.#bytesWritten += key.length + (text?.length ?? 0);
    if (this.#entry.set(table, key, { table, key, row, text })) this.#rowsWritten++;
    if (this.#rowsWritten > this.#limits.rowsWritten) throw new LimitExceeded("rowsWritten");
    if (this.#bytesWritten > this.#limits.bytesWritten) throw new LimitExceeded("bytesWritten");
  }

  #find(table: Table, wanted: Find<Indexes>, flush: () => void): readonly ValueObject[] {
    const after = wanted.after === undefined ? undefined : this.#get(table, wanted.after).row;
    if (wanted.after !== undefined && after === undefined) return [];
    return this.#scan(table, indexScan(table, wanted, after), flush);
  }

  #scan(table: Table, scan: Scan, flush: () => void): readonly ValueObject[] {
    flush();
    const written = this.#entry.ofTable(table.name);
    // Rows that the entry changed may leave the result: read as many more as it may lose.
    const stored = this.#state.scan(table, { ...scan, limit: scan.limit + written.length });
    this.#countRead(stored.length);
    const changed = new Set(written.map((held) => held.key));
    const rows = stored.filter(({ key }) => !changed.has(key)).map(({ key, text }) => this.#get(table, key, text));
    const added = written.filter((held) => held.row !== undefined && isWithin(scan, held));
    if (added.length === 0) return rows.slice(0, scan.limit).map((held) => held.row as ValueObject);
    const order = (a: Held, b: Held): number =>
      compareColumns(orderOf(scan, a), orderOf(scan, b)) * (scan.reverse ? -1 : 1);
    return [...rows, ...added]
      .sort(order)
      .slice(0, scan.limit)
      .map((held) => held.row as ValueObject);
  }

  #countRead(count: number): void {
    this.#rowsRead += count;
    if (this.#rowsRead > this.#limits.rowsRead) throw new LimitExceeded("rowsRead");
  }
}

/** A read-only handle on stored rows, for queries; `visible` filters what the viewer may not see. */
export function readHandle<Row extends ValueObject, I extends Indexes>(
  state: StateReader,
  table: Table<Row, I>,
  isVisible: (row: Row) => boolean,
): ReadTable<Row, I> {
  const plain = table as unknown as Table;
  // A page decodes hundreds of rows, so they are not checked once more: a query decides nothing, and `verify` checks the file.
  const decode = (text: string): Row => frozenCopy(readChecked(table.row, JSON.parse(text) as Json));
  const get = (key: string): Row | undefined => {
    const text = isKey(key) ? state.row(plain, key) : undefined;
    return text === undefined ? undefined : decode(text);
  };
  // Filtered page by page, so that a page of visible rows is full however many hidden ones lie between.
  const scan = (first: Scan): readonly Row[] => {
    const found: Row[] = [];
    let next: Scan | undefined = first;
    while (next !== undefined && found.length < first.limit) {
      const page = state.scan(plain, next);
      const rows = page.map(({ text }) => decode(text));
      found.push(...rows.filter(isVisible));
      const last = rows.at(-1);
      const isFull: boolean = page.length === next.limit;
      next = last !== undefined && isFull ? { ...next, after: restOf(next, last, page.at(-1)?.key ?? "") } : undefined;
    }
    return found.slice(0, first.limit);
  };
  return {
    get: (key) => {
      const row = get(key);
      return row !== undefined && isVisible(row) ? row : undefined;
    },
    find: (wanted) => {
      const after = wanted.after === undefined ? undefined : get(wanted.after);
      if (wanted.after !== undefined && after === undefined) return [];
      return scan(indexScan(plain, wanted as Find<Indexes>, after));
    },
    list: (after, limit) => scan(listScan(after, limit)),
  };
}

function listScan(after: string | undefined, limit = FIND_LIMIT): Scan {
  return {
    columns: [],
    equals: [],
    after: after === undefined ? undefined : [after],
    reverse: false,
    limit: rowCount(limit),
  };
}

function indexScan(table: Table, wanted: Find<Indexes>, after: ValueObject | undefined): Scan {
  const columns = table.indexes[wanted.index];
  assert(columns !== undefined, `${table.name} has no index "${wanted.index}"`);
  const equals = wanted.equals ?? {};
  const fixed = columns.slice(0, Object.keys(equals).length);
  assert(
    fixed.every((column) => equals[column] !== undefined),
    `${table.name}.${wanted.index}: values of the first columns are wanted`,
  );
  const scan: Scan = {
    columns,
    equals: fixed.map((column) => columnValue(equals[column])),
    after: undefined,
    reverse: wanted.reverse ?? false,
    limit: rowCount(wanted.limit ?? FIND_LIMIT),
  };
  return after === undefined ? scan : { ...scan, after: restOf(scan, after, table.key(after)) };
}

/** Values of the ordering columns of a row and its key. */
function restOf(scan: Scan, row: ValueObject, key: string): ColumnValue[] {
  return [...scan.columns.slice(scan.equals.length).map((column) => columnValue(row[column])), key];
}

function orderOf(scan: Scan, held: Held): ColumnValue[] {
  return restOf(scan, held.row as ValueObject, held.key);
}

function isWithin(scan: Scan, held: Held): boolean {
  const row = held.row as ValueObject;
  const isEqual = scan.equals.every((value, i) => columnValue(row[scan.columns[i] as string]) === value);
  if (!isEqual || scan.after === undefined) return isEqual;
  const order = compareColumns(orderOf(scan, held), scan.after);
  return scan.reverse ? order < 0 : order > 0;
}

function columnValue(value: unknown): ColumnValue {
  if (typeof value === "boolean") return value ? 1 : 0;
  assert(
    typeof value === "string" || typeof value === "number" || typeof value === "bigint",
    "a column is text or a number",
  );
  assert(typeof value !== "bigint" || BigInt.asIntN(64, value) === value, "an amount fits 64 signed bits");
  return value;
}

// The database engine refuses other limits, and its refusal would stop the node instead of the contract that asked.
function rowCount(limit: number): number {
  assert(Number.isSafeInteger(limit) && limit >= 0, `${limit} is no number of rows`);
  return limit;
}

function isKey(key: string): boolean {
  return typeof key === "string" && KEY.test(key);
}

function decodeRow(table: Table, text: string): ValueObject {
  return frozenCopy(read(table.row, JSON.parse(text) as Json));
}

/** A frozen copy with columns sorted by name and without negative zeros: what storing and reading again would give. */
function frozenCopy<V extends Value | undefined>(value: V): V {
  if (typeof value !== "object" || value === null) return value === 0 ? (0 as V) : value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as V;
  const object = value as ValueObject;
  const copy: Record<string, Value | undefined> = {};
  for (const name of sortTexts(Object.keys(object))) copy[name] = frozenCopy(object[name]);
  return Object.freeze(copy) as V;
}
