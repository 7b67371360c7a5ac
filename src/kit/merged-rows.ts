/**
 * Rows that are found in several ways, such as the cases of somebody's unit and those of somebody's teams, as if one index
 * held them all: so a list reads what its viewer may see, instead of everything to leave most of it out.
 */

/** Gives at most `limit` rows that are found in one way, in the common order, and follow the row with the key `after`. */
export type RowSource<Row> = (after: string | undefined, limit: number) => readonly Row[];

/** The order of an index of one column. */
export interface RowOrder<Row> {
  readonly columnOf: (row: Row) => string | number;
  readonly keyOf: (row: Row) => string;
  readonly reverse: boolean;
}

/** The first rows of all sources together, each once. */
export function mergedRows<Row>(
  sources: readonly RowSource<Row>[],
  order: RowOrder<Row>,
  after: string | undefined,
  limit: number,
): readonly Row[] {
  const found = sources.flatMap((read) => read(after, limit));
  if (sources.length === 1) return found;
  const distinct = new Map(found.map((row) => [order.keyOf(row), row]));
  return [...distinct.values()].sort((a, b) => compareRows(order, a, b)).slice(0, limit);
}

/**
 * The source of rows that are read without an index of their own. `cursorOf` gives the row with a key, which may come from
 * another source.
 */
export function rowsAtHand<Row>(
  readAll: () => readonly Row[],
  order: RowOrder<Row>,
  cursorOf: (key: string) => Row | undefined,
): RowSource<Row> {
  return (after, limit) => {
    const cursor = after === undefined ? undefined : cursorOf(after);
    if (after !== undefined && cursor === undefined) return [];
    const rows = readAll().filter((row) => cursor === undefined || compareRows(order, row, cursor) > 0);
    return rows.sort((a, b) => compareRows(order, a, b)).slice(0, limit);
  };
}

function compareRows<Row>({ columnOf, keyOf, reverse }: RowOrder<Row>, a: Row, b: Row): number {
  const order = compare(columnOf(a), columnOf(b)) || compare(keyOf(a), keyOf(b));
  return reverse ? -order : order;
}

// Keys and the columns of lists are ASCII, for which this is also the order of the database.
function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}
