import { fromBase64, toBase64, utf8Decode } from "./bytes.ts";
import { type CheckpointTrust, openCheckpoint, parseDecimal, type VerifiedCheckpoint } from "./checkpoint.ts";
import { HASH_SIZE, verifyInclusion } from "./merkle.ts";
import { parseNote } from "./note.ts";
import { type Checked, failed, passed } from "./proof-problem.ts";

/** Proof files (C2SP tlog-proof v1): one file that shows offline that an entry is in a signed log. */
export interface TlogProof {
  /** Anything that goes with the proof; nobody signs it. Left out when undefined. */
  readonly extra?: Uint8Array | undefined;
  readonly index: number;
  /** Inclusion proof from the leaf's sibling upwards. */
  readonly path: readonly Uint8Array[];
  /** The signed checkpoint, word for word. */
  readonly checkpoint: string;
}

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
const PROOF_BYTES_MAX = 4_000_000;
/** A tree of fewer than 2^53 leaves has no longer path. */
const PATH_MAX = 53;

/** The file of a proof. Throws a RangeError when it could not be read back. */
export function encodeTlogProof({ extra, index, path, checkpoint }: TlogProof): string {
  const lines = [FIRST_LINE];
  if (extra !== undefined) lines.push(`extra ${toBase64(extra)}`);
  lines.push(`index ${index}`, ...path.map(toBase64));
  const file = `${lines.join("\n")}\n\n${checkpoint}`;
  if (!decodeTlogProof(file).ok) {
    throw new RangeError("a proof has extra data or none, a whole index, hashes of 32 bytes and a signed checkpoint");
  }
  return file;
}

/** Reads a proof file without verifying it; refuses everything that `encodeTlogProof` would not write. */
export function decodeTlogProof(file: Uint8Array | string): Checked<TlogProof> {
  const text = decodeText(file);
  // The checkpoint holds empty lines itself: the first one ends the proof's own lines.
  const split = text?.indexOf("\n\n") ?? -1;
  if (text === undefined || split < 0) return failed("proof_malformed");
  const [first, ...lines] = text.slice(0, split).split("\n");
  const extraText = after("extra ", lines[0]);
  if (extraText !== undefined) lines.shift();
  const extra = extraText === undefined ? undefined : fromBase64(extraText);
  const index = parseDecimal(after("index ", lines.shift()) ?? "");
  if (first !== FIRST_LINE || index === undefined || lines.length > PATH_MAX) return failed("proof_malformed");
  if (extraText !== undefined && (extra === undefined || extra.length === 0)) return failed("proof_malformed");
  const path: Uint8Array[] = [];
  for (const line of lines) {
    const hash = fromBase64(line);
    if (hash?.length !== HASH_SIZE) return failed("proof_malformed");
    path.push(hash);
  }
  const checkpoint = text.slice(split + 2);
  const note = parseNote(checkpoint);
  return note.ok ? passed({ extra, index, path, checkpoint }) : note;
}

/** A proof that holds: the entry is leaf `index` of the log at this checkpoint. */
export interface VerifiedTlogProof {
  readonly index: number;
  readonly checkpoint: VerifiedCheckpoint;
  /** Signed by nobody. */
  readonly extra: Uint8Array | undefined;
}

/**
 * Reads a proof file and verifies that an entry with this leaf hash is in the log. Whether the cosignatures suffice, and
 * whether the index is the one that was asked for, the caller decides.
 */
export function verifyTlogProof(
  file: Uint8Array | string,
  leafHash: Uint8Array,
  trust: CheckpointTrust,
): Checked<VerifiedTlogProof> {
  const decoded = decodeTlogProof(file);
  if (!decoded.ok) return decoded;
  const { extra, index, path, checkpoint: note } = decoded.value;
  const opened = openCheckpoint(note, trust);
  if (!opened.ok) return opened;
  const { size, root } = opened.value;
  if (!verifyInclusion({ index, size, root, leafHash }, path)) return failed("proof_not_of_entry");
  return passed({ index, checkpoint: opened.value, extra });
}

function decodeText(file: Uint8Array | string): string | undefined {
  if (file.length > PROOF_BYTES_MAX) return undefined;
  if (typeof file === "string") return file;
  try {
    return utf8Decode(file);
  } catch {
    return undefined;
  }
}

function after(prefix: string, line: string | undefined): string | undefined {
  return line?.startsWith(prefix) ? line.slice(prefix.length) : undefined;
}
