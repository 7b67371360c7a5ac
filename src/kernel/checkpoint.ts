import { fromBase64, toBase64 } from "./bytes.ts";
import { HASH_SIZE } from "./merkle.ts";
import { isSignatureOf, type NoteSignature, type NoteVerifier, openNote } from "./note.ts";
import { type Checked, failed, passed } from "./proof-problem.ts";

/** Checkpoints (C2SP tlog-checkpoint): the size and root of a log, signed as a note. */
export interface Checkpoint {
  /** Which log this is; the key of the log has the same name. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The note text of a checkpoint, without extension lines. Throws a RangeError when it could not be read back. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${toBase64(root)}\n`;
  if (parseCheckpoint(text)?.origin !== origin) {
    throw new RangeError("a checkpoint has an origin of one line, a whole size and a root of 32 bytes");
  }
  return text;
}

/** Reads the text of a note as a checkpoint and ignores extension lines; undefined when it is none. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  if (!text.endsWith("\n")) return undefined;
  const lines = text.slice(0, -1).split("\n");
  const [origin, sizeText, rootText] = lines;
  if (origin === undefined || sizeText === undefined || rootText === undefined || lines.includes("")) return undefined;
  const size = parseDecimal(sizeText);
  const root = fromBase64(rootText);
  if (size === undefined || root?.length !== HASH_SIZE) return undefined;
  return { origin, size, root };
}

/** Whose word a checkpoint is taken on. */
export interface CheckpointTrust {
  readonly origin: string;
  /** The log's own key: without its signature nothing is accepted. */
  readonly log: NoteVerifier;
  /** Keys whose cosignatures are verified when present. How many are enough is the caller's policy. */
  readonly cosigners: readonly NoteVerifier[];
}

/** A checkpoint that its log signed. */
export interface VerifiedCheckpoint extends Checkpoint {
  /** Valid signatures by cosigners, at most one a key. */
  readonly cosignatures: readonly NoteSignature[];
}

/** Reads and verifies a signed checkpoint of the given log. */
export function openCheckpoint(note: Uint8Array | string, trust: CheckpointTrust): Checked<VerifiedCheckpoint> {
  const opened = openNote(note, [trust.log, ...trust.cosigners]);
  if (!opened.ok) return opened;
  const { text, verified } = opened.value;
  const checkpoint = parseCheckpoint(text);
  if (checkpoint === undefined) return failed("checkpoint_malformed");
  if (checkpoint.origin !== trust.origin) return failed("checkpoint_of_other_ledger");
  const cosignatures = verified.filter((signature) => !isSignatureOf(signature, trust.log));
  if (cosignatures.length === verified.length) return failed("checkpoint_not_signed_by_ledger");
  return passed({ ...checkpoint, cosignatures });
}

/** The number of a decimal text without sign or leading zeroes; undefined unless it is a safe integer. */
export function parseDecimal(text: string): number | undefined {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}
