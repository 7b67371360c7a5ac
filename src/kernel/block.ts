import { fromBase64, fromHex, toBase64, utf8 } from "#kernel/bytes";
import { type KeyPair, verifyEd25519 } from "#kernel/crypto";
import { type Envelope, isEnvelope, preAuthEncoding, signaturesOf, signPayload, type Submission } from "#kernel/envelope";
import { isHex } from "#kernel/bytes";
import { canonicalize, isJsonObject, JSON_DEPTH_MAX, type Json, parseCanonical, parseCanonicalBytes, type Value } from "#kernel/json";

/** Blocks: batches of submissions in their final order, signed by the node that proposes them. */

export const BLOCK_TYPE = "application/vnd.sanlian.block.v1+json";

export interface BlockHeader {
  /** SHA-256 of the contract bundle that executes this block. */
  readonly bundle: string;
  readonly height: number;
  /** `name@genesis hash`. */
  readonly ledger: string;
  /** SHA-256 of the raw bytes of the block before; the genesis hash at height 1. */
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
  /** Canonical bytes of the signed envelope. */
  readonly raw: Uint8Array;
}

/** Why bytes from a log are not a block. */
export type BlockProblem = "malformed_block" | "other_ledger" | "unknown_proposer" | "bad_block_signature";

/** Signs a block. Entries are canonical submission texts and are taken over as they are. */
export function sealBlock(header: BlockHeader, entries: readonly string[], key: KeyPair): Block {
  const { bundle, height, ledger, previous, salt, time } = header;
  // The members are written in canonical order, so that entries need not be parsed and written again.
  const payload = `{"bundle":"${bundle}","entries":[${entries.join(",")}],"height":${height},"ledger":${JSON.stringify(ledger)},"previous":"${previous}","salt":"${salt}","time":${time}}`;
  const signature = signPayload(BLOCK_TYPE, payload, key);
  return { ...header, entries, proposer: signature.keyid, raw: rawBlock(payload, signature) };
}

/** Raw bytes of a block from its payload text and signature. */
export function rawBlock(payload: string, signature: { keyid: string; sig: string }): Uint8Array {
  const { keyid, sig } = signature;
  return utf8(
    `{"payload":"${toBase64(utf8(payload))}","payloadType":"${BLOCK_TYPE}","signatures":[{"keyid":"${keyid}","sig":"${sig}"}]}`,
  );
}

/** Opens raw block bytes and checks the proposer's signature. Pure: bytes and the cosigners' log keys decide. */
export function openBlock(
  raw: Uint8Array,
  ledger: string,
  bytesMax: number,
  logKeys: ReadonlyMap<string, Uint8Array>,
): Block | BlockProblem {
  const parsed = parseCanonicalBytes(raw, bytesMax);
  if (!parsed.ok || !isEnvelope(parsed.value, BLOCK_TYPE)) return "malformed_block";
  const envelope = parsed.value as unknown as Envelope;
  const proposer = envelope.signatures[0]?.keyid ?? "";
  const signatures = signaturesOf(envelope, [proposer]);
  const payload = fromBase64(envelope.payload);
  if (signatures?.[0] === undefined || payload === undefined) return "malformed_block";
  const header = parseBlockPayload(payload);
  if (header === undefined) return "malformed_block";
  if (header.ledger !== ledger) return "other_ledger";
  const logKey = logKeys.get(proposer);
  if (logKey === undefined) return "unknown_proposer";
  if (!verifyEd25519(logKey, preAuthEncoding(BLOCK_TYPE, payload), signatures[0])) return "bad_block_signature";
  return { ...header, proposer, raw };
}

function parseBlockPayload(bytes: Uint8Array): Omit<Block, "proposer" | "raw"> | undefined {
  const parsed = parseCanonicalBytes(bytes, bytes.length, JSON_DEPTH_MAX + 2);
  if (!parsed.ok || !isJsonObject(parsed.value)) return undefined;
  const { bundle, entries, height, ledger, previous, salt, time, ...rest } = parsed.value;
  if (Object.keys(rest).length > 0 || !Array.isArray(entries) || typeof ledger !== "string") return undefined;
  if (!isHash(bundle) || !isHash(previous) || !isHash(salt)) return undefined;
  if (typeof height !== "number" || height < 1 || typeof time !== "number" || time < 0) return undefined;
  return { bundle, entries: entries.map((entry: Json) => canonicalize(entry as Value)), height, ledger, previous, salt, time };
}

/** The 256 bits of a block's salt as bytes. */
export function saltBytes(block: BlockHeader): Uint8Array {
  return fromHex(block.salt);
}

/** A submission as it stands in a block, parsed; undefined when it is not JSON data at all. */
export function parseEntry(text: string): Submission | undefined {
  const parsed = parseCanonical(text);
  return parsed.ok ? (parsed.value as unknown as Submission) : undefined;
}

function isHash(value: Json | undefined): value is string {
  return typeof value === "string" && value.length === 64 && isHex(value);
}
