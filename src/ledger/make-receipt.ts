import { fromBase64, toHex } from "#kernel/bytes";
import type { Payload } from "#kernel/envelope";
import { type Genesis, ledgerRef } from "#kernel/genesis";
import { hasRole, keyIdOf, type Viewer } from "#kernel/identity";
import { canonicalize, type Json } from "#kernel/json";
import { deriveSalt, type GenesisLeaf, type Leaf, rowHash, saltsOf, type TransactionLeaf } from "#kernel/leaf";
import { CompactRange, type HashReader, inclusionProof, leafHash } from "#kernel/merkle";
import { ANCHORS_TABLE, KEYS_TABLE } from "#kernel/proof-tables";
import { type Enrolment, RECEIPT_KIND, type Receipt, type ReceiptRow } from "#kernel/receipt";
import { read } from "#kernel/shape";
import { encodeTlogProof } from "#kernel/tlog-proof";
import type { Contracts } from "./contracts.ts";
import { wholeTx } from "./run-query.ts";
import type { StateReader, StoredLeaf } from "./state.ts";
import { readStoredBlock, signedContent } from "./stored-block.ts";
import { storedHashes } from "./stored-hashes.ts";

export interface ReceiptSource {
  readonly state: StateReader;
  readonly genesis: Genesis;
  readonly contracts: Contracts;
  /** Tree size of the checkpoint that the receipt is proved against; a checkpoint of exactly this size is stored. */
  readonly size: number;
}

/** Rows as they stand in the stored effects: table, key, row or null. */
type WrittenTuple = readonly [table: string, key: string, row: Json];

interface Effects {
  readonly result: Json;
  readonly rows: readonly WrittenTuple[];
}

/**
 * The receipt of a transaction or timer with what the viewer may see: signers and readers of the ledger see arguments and
 * result, everyone else only the rows that their queries show; undefined when that is nothing.
 */
export function makeReceipt(source: ReceiptSource, position: number, viewer: Viewer): Receipt | undefined {
  const { state, genesis } = source;
  const stored = state.leaf(position);
  if (stored === undefined) return undefined;
  const leaf = JSON.parse(stored.leaf) as Leaf;
  if (leaf.kind !== "transaction" && leaf.kind !== "timer") return undefined;
  const block = readStoredBlock(state, leaf.height);
  const submission = leaf.kind === "transaction" ? block.submission(leaf.envelope) : undefined;
  const signers = submission === undefined ? [] : signedContent<Payload>(submission.envelope).signers;
  const seesAll = hasRole(viewer, "reader") || (viewer !== undefined && signers.includes(viewer.keyId));
  const effects = JSON.parse(stored.effects) as Effects;
  const rows = receiptRows(position, block.salt, effects.rows).filter(
    (_, i) => seesAll || isShown(source, effects.rows[i] as WrittenTuple, viewer),
  );
  if (!seesAll && rows.length === 0) return undefined;
  const hashes = storedHashes(state, source.size);
  return {
    receipt: RECEIPT_KIND,
    ledger: ledgerRef(genesis),
    genesis,
    leaf,
    ...(submission === undefined ? {} : { envelope: submission.envelope }),
    ...(submission === undefined || !seesAll ? {} : { args: { salt: submission.argsSalt, value: submission.args } }),
    ...(seesAll ? { result: { salt: deriveSalt(block.salt, "result", position, 0), value: effects.result } } : {}),
    rows,
    rowCount: effects.rows.length,
    proof: proofFile(source, position, hashes),
    enrolments: signers.flatMap((keyId) => enrolmentOf(source, keyId, position, hashes) ?? []),
  };
}

/**
 * As `makeReceipt`, proved against the newest head that another ledger has anchored, with the receipt of that anchor. The
 * plain receipt when no anchor reaches this entry yet.
 */
export function makeAnchoredReceipt(
  source: ReceiptSource,
  position: number,
  viewer: Viewer,
  other: ReceiptSource,
): Receipt | undefined {
  const anchor = newestAnchor(other, ledgerRef(source.genesis));
  const isUsable = anchor !== undefined && anchor.size > position && anchor.size <= source.size;
  if (!isUsable) return makeReceipt(source, position, viewer);
  const receipt = makeReceipt({ ...source, size: anchor.size }, position, viewer);
  // Anchors are public rows, so the receipt of one shows it to everyone and nothing besides.
  const proof = makeReceipt(other, anchor.position, undefined);
  return receipt === undefined || proof === undefined ? undefined : { ...receipt, anchor: proof };
}

/** The largest head of a ledger that another ledger has anchored, and where its anchor stands there. */
function newestAnchor(
  { state, contracts, size }: ReceiptSource,
  ledger: string,
): { readonly size: number; readonly position: number } | undefined {
  const table = contracts.tables.get(ANCHORS_TABLE);
  const [row] =
    table === undefined
      ? []
      : wholeTx(state).table(table).find({ index: "byLedger", equals: { ledger }, reverse: true, limit: 1 });
  const position = row === undefined ? undefined : state.position(row["anchoredBy"] as string);
  return position === undefined || position >= size ? undefined : { size: row?.["size"] as number, position };
}

function proofFile({ state, size }: ReceiptSource, position: number, hashes: HashReader): string {
  const checkpoint = state.checkpoint(size);
  if (checkpoint === undefined) throw new Error(`there is no checkpoint of size ${size}`);
  return encodeTlogProof({ index: position, path: inclusionProof(position, size, hashes), checkpoint });
}

/** Whether the tables' own rules show a row to a viewer. */
function isShown({ state, contracts }: ReceiptSource, [table, , row]: WrittenTuple, viewer: Viewer): boolean {
  const definition = contracts.tables.get(table);
  return (
    definition !== undefined && row !== null && definition.visible(read(definition.row, row), viewer, wholeTx(state))
  );
}

/** Every row of an entry with its salt and its path in the rows tree. */
function receiptRows(position: number, blockSalt: Uint8Array, written: readonly WrittenTuple[]): ReceiptRow[] {
  const saltOf = saltsOf(blockSalt);
  const salts = written.map((_, index) => saltOf("row", position, index));
  const leaves = written.map(([table, key, row], i) =>
    leafHash(rowHash(salts[i] as string, table, key, canonicalize(row))),
  );
  const nodes = new Map<string, Uint8Array>();
  const range = new CompactRange();
  for (const leaf of leaves) range.append(leaf, (level, index, hash) => nodes.set(`${level}/${index}`, hash));
  const hashes: HashReader = (level, index) => nodes.get(`${level}/${index}`) as Uint8Array;
  return written.map(([table, key, row], index) => ({
    table,
    key,
    row,
    salt: salts[index] as string,
    index,
    path: inclusionProof(index, written.length, hashes).map(toHex),
  }));
}

/** Where a key was bound to its person: the genesis, or the row that its enrolment wrote, before the entry. */
function enrolmentOf(source: ReceiptSource, keyId: string, before: number, hashes: HashReader): Enrolment | undefined {
  const { state, genesis, size } = source;
  const path = (position: number): string[] => inclusionProof(position, size, hashes).map(toHex);
  if (isInGenesis(genesis, keyId)) return { keyId, leaf: leafAt(state, 0) as GenesisLeaf, rowCount: 0, path: path(0) };
  const enrolment = source.contracts.directory.enrolledBy(wholeTx(state), keyId);
  const enrolledAt = enrolment === undefined ? undefined : state.position(enrolment);
  const stored = enrolledAt === undefined || enrolledAt >= before ? undefined : state.leaf(enrolledAt);
  if (stored === undefined) return undefined;
  const leaf = JSON.parse(stored.leaf) as TransactionLeaf;
  const { rows } = JSON.parse(stored.effects) as Effects;
  const { salt } = readStoredBlock(state, leaf.height);
  const row = receiptRows(leaf.position, salt, rows).find(({ table, key }) => table === KEYS_TABLE && key === keyId);
  return row === undefined ? undefined : { keyId, leaf, row, rowCount: rows.length, path: path(leaf.position) };
}

function isInGenesis({ people }: Genesis, keyId: string): boolean {
  return people.some(({ publicKeys }) => publicKeys.some((key) => keyIdOf(fromBase64(key) as Uint8Array) === keyId));
}

function leafAt(state: StateReader, position: number): Leaf {
  return JSON.parse((state.leaf(position) as StoredLeaf).leaf) as Leaf;
}
