import { fromBase64, fromHex, isHex, toBase64, utf8, utf8Decode } from "#kernel/bytes";
import { type KeyPair, sha256Hex, verifyEd25519 } from "#kernel/crypto";
import { type Envelope, isEnvelope, preAuthEncoding, signaturesOf, signPayload } from "#kernel/envelope";
import { canonicalize, canonicalTextAt, isJsonObject, JSON_DEPTH_MAX, type Json, parseCanonical } from "#kernel/json";

/** Blocks: batches of submissions in their final order, signed by the node that proposes them. */

export const BLOCK_TYPE = "application/vnd.sanlian.block.v1+json";
/** How the text of every block begins. */
const ENTRIES_START = '{"entries":[';
/** Entries stand two levels deep in a block. */
const BLOCK_DEPTH_MAX = JSON_DEPTH_MAX + 2;

export interface BlockHeader {
  /** SHA-256 of the contract bundle that executes this block. */
  readonly bundle: string;
  readonly height: number;
  /** `name@genesis hash`. */
  readonly ledger: string;
  /** SHA-256 of the block before; the genesis hash at height 1. */
  readonly previous: string;
  /** 256 random bits, hexadecimal; all salts of rows, results and timers derive from it. */
  readonly salt: string;
  /** The proposer's clock in milliseconds. The block's time is never earlier than that of the block before. */
  readonly time: number;
}

/** A block taken apart. `entries` are canonical texts: they may turn out to be malformed and are then skipped. */
export interface Block extends BlockHeader {
  readonly entries: readonly string[];
  readonly proposer: string;
  /** Canonical text of the whole block; its UTF-8 is what logs keep and what the block leaf hashes. */
  readonly raw: string;
}

/** Why a value from a log is not a block. */
export type BlockProblem = "malformed_block" | "other_ledger" | "unknown_proposer" | "bad_block_signature";

/** Signs a block. Entries are canonical submission texts and are taken over as they are. */
export function sealBlock(header: BlockHeader, entries: readonly string[], key: KeyPair): Block {
  const { bundle, height, ledger, previous, salt, time } = header;
  const entriesText = `[${entries.join(",")}]`;
  // The signature covers the entries by their hash: signing them themselves would read every byte three times more.
  const payload = canonicalize({ bundle, entries: entriesHash(entriesText), height, ledger, previous, salt, time });
  const signature = signPayload(BLOCK_TYPE, payload, key);
  const envelope = canonicalize({ payload: toBase64(utf8(payload)), payloadType: BLOCK_TYPE, signatures: [signature] });
  return { ...header, entries, proposer: signature.keyid, raw: `{"entries":${entriesText},"envelope":${envelope}}` };
}

/** Hash that names a block in its leaf and in the block after it: SHA-256 of its text. */
export function blockHash(raw: string): string {
  return sha256Hex(raw);
}

/** An opened block with its entries parsed, which saves parsing them again. */
export interface OpenedBlock extends Block {
  readonly values: readonly Json[];
}

/** Opens the text of a block and checks the proposer's signature. Pure: text and the cosigners' log keys decide. */
export function openBlock(
  raw: string,
  ledger: string,
  bytesMax: number,
  logKeys: ReadonlyMap<string, Uint8Array>,
): OpenedBlock | BlockProblem {
  const parsed = utf8(raw).length <= bytesMax ? parseCanonical(raw, BLOCK_DEPTH_MAX) : undefined;
  if (parsed?.ok !== true || !isJsonObject(parsed.value)) return "malformed_block";
  const { entries, envelope, ...rest } = parsed.value;
  if (Object.keys(rest).length > 0 || !Array.isArray(entries) || !isEnvelope(envelope, BLOCK_TYPE))
    return "malformed_block";
  const texts = entryTexts(raw, entries);
  const header = openHeader(envelope, `[${texts.join(",")}]`);
  const signature = signaturesOf(envelope, [envelope.signatures[0]?.keyid ?? ""])?.[0];
  if (header === undefined || signature === undefined) return "malformed_block";
  if (header.ledger !== ledger) return "other_ledger";
  const proposer = envelope.signatures[0]?.keyid ?? "";
  const logKey = logKeys.get(proposer);
  if (logKey === undefined) return "unknown_proposer";
  const payload = fromBase64(envelope.payload) as Uint8Array;
  if (!verifyEd25519(logKey, preAuthEncoding(BLOCK_TYPE, payload), signature)) return "bad_block_signature";
  return { ...header, entries: texts, values: entries, proposer, raw };
}

/** The entries of a block cut out of its text, given the length of each. */
export function cutEntries(raw: string, lengths: readonly number[]): string[] {
  let at = ENTRIES_START.length;
  return lengths.map((length) => {
    const text = raw.slice(at, at + length);
    at += length + 1;
    return text;
  });
}

/** The 256 bits of a block's salt as bytes. */
export function saltBytes(block: Pick<BlockHeader, "salt">): Uint8Array {
  return fromHex(block.salt);
}

/** The canonical texts of the entries of a block whose own text is canonical. */
function entryTexts(raw: string, entries: readonly Json[]): string[] {
  let at = ENTRIES_START.length;
  return entries.map((entry) => {
    const text = canonicalTextAt(raw, at, entry);
    at += text.length + 1;
    return text;
  });
}

/** Header that a block's envelope signs; undefined when it is none or signs other entries. */
function openHeader(envelope: Envelope, entriesText: string): BlockHeader | undefined {
  const bytes = fromBase64(envelope.payload);
  const parsed = bytes === undefined ? undefined : parseCanonical(decodeText(bytes));
  if (parsed?.ok !== true || !isJsonObject(parsed.value)) return undefined;
  const { bundle, entries, height, ledger, previous, salt, time, ...rest } = parsed.value;
  if (Object.keys(rest).length > 0 || entries !== entriesHash(entriesText) || typeof ledger !== "string")
    return undefined;
  if (!isHash(bundle) || !isHash(previous) || !isHash(salt)) return undefined;
  if (typeof height !== "number" || height < 1 || typeof time !== "number" || time < 0) return undefined;
  return { bundle, height, ledger, previous, salt, time };
}

function entriesHash(entriesText: string): string {
  return sha256Hex(`["sanlian/entries/1",${entriesText}]`);
}

function decodeText(bytes: Uint8Array): string {
  try {
    return utf8Decode(bytes);
  } catch {
    return "";
  }
}

function isHash(value: Json | undefined): value is string {
  return typeof value === "string" && value.length === 64 && isHex(value);
}
