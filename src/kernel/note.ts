import { sha256, signEd25519, verifyEd25519 } from "#kernel/crypto";
import { concatBytes, fromBase64, toBase64, utf8, utf8Decode } from "./bytes.ts";
import { type Checked, failed, passed } from "./proof-problem.ts";

/** Signed notes (C2SP signed-note v1): a text, an empty line, and a line for every signature. */

/** Signature type of plain Ed25519 over the note's text. */
export const ED25519_TYPE = 0x01;

const NOTE_BYTES_MAX = 1_000_000;
const SIGNATURES_MAX = 100;
const KEY_ID_BYTES = 4;
const LINE_START = "\u2014 ";

/** One signature line. Name and key id together say which key it claims to be by. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  readonly signature: Uint8Array;
}

/** A note as it was read; nothing in it is verified. */
export interface Note {
  /** The signed text with its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A key that is trusted to sign notes. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: number;
  /** Whether the bytes behind the key id sign this text. */
  verify(text: Uint8Array, signature: Uint8Array): boolean;
}

/** A key that signs notes. */
export interface NoteSigner {
  readonly name: string;
  readonly keyId: number;
  sign(text: Uint8Array): Uint8Array;
}

/** Whether a name may stand in a signature line: not empty, no spaces of any script, no plus, no control characters. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && !/[\p{White_Space}\p{Surrogate}\u0000-\u001f+]/u.test(name);
}

/** Key id: the first four bytes, as a number, of SHA-256(name ‖ newline ‖ signature type ‖ public key). */
export function noteKeyId(name: string, type: number, publicKey: Uint8Array): number {
  const hash = sha256(concatBytes(utf8(`${name}\n`), Uint8Array.of(type), publicKey));
  return readKeyId(hash);
}

/** Verifier of plain Ed25519 note signatures (type 0x01). Throws a RangeError on an unfit name. */
export function ed25519Verifier(name: string, publicKey: Uint8Array): NoteVerifier {
  requireKeyName(name);
  return {
    name,
    keyId: noteKeyId(name, ED25519_TYPE, publicKey),
    verify: (text, signature) => verifyEd25519(publicKey, text, signature),
  };
}

/** Signer of plain Ed25519 note signatures (type 0x01); `secretKey` is seed ‖ public key. Throws a RangeError on an unfit name. */
export function ed25519Signer(name: string, secretKey: Uint8Array): NoteSigner {
  requireKeyName(name);
  return {
    name,
    keyId: noteKeyId(name, ED25519_TYPE, secretKey.subarray(32)),
    sign: (text) => signEd25519(secretKey, text),
  };
}

/** The note of a text and its signatures. Throws a RangeError when the text or a name cannot stand in a note. */
export function formatNote(text: string, signatures: readonly NoteSignature[]): string {
  if (!text.endsWith("\n") || !isNoteText(text)) {
    throw new RangeError("a note's text ends in a newline and has no other control characters");
  }
  return `${text}\n${signatures.map(formatSignature).join("")}`;
}

/** The note of a text with a signature by each signer, behind those that it has already. */
export function signNote(
  text: string,
  signers: readonly NoteSigner[],
  signatures: readonly NoteSignature[] = [],
): string {
  const bytes = utf8(text);
  const own = signers.map((key) => ({ name: key.name, keyId: key.keyId, signature: key.sign(bytes) }));
  return formatNote(text, [...signatures, ...own]);
}

/** Reads a note without verifying it. Every line must be as the standard says, also those of unknown keys. */
export function parseNote(input: Uint8Array | string): Checked<Note> {
  if (input.length > NOTE_BYTES_MAX) return failed("note_too_large");
  const whole = decodeText(input);
  if (whole === undefined) return failed("note_not_utf8");
  // The text may hold empty lines itself: the last one parts it from the signatures.
  const split = whole.lastIndexOf("\n\n");
  if (split < 0 || !whole.endsWith("\n") || !isNoteText(whole)) return failed("note_malformed");
  const lines = whole.slice(split + 2, -1).split("\n");
  if (lines.length > SIGNATURES_MAX) return failed("note_too_large");
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignature(line);
    if (signature === undefined) return failed("note_malformed");
    signatures.push(signature);
  }
  return passed({ text: whole.slice(0, split + 1), signatures });
}

/** A note that at least one trusted key signed. */
export interface VerifiedNote extends Note {
  /** The valid signatures by trusted keys: the first one of each key, in the order of the note. */
  readonly verified: readonly NoteSignature[];
}

/**
 * Reads a note and verifies every signature that claims to be by a trusted key. One wrong among them refuses the note;
 * signatures by other keys are ignored. Throws a RangeError when two verifiers have the same name and key id.
 */
export function openNote(input: Uint8Array | string, verifiers: readonly NoteVerifier[]): Checked<VerifiedNote> {
  const known = new Map(verifiers.map((verifier) => [keyOf(verifier), verifier]));
  if (known.size < verifiers.length) throw new RangeError("two verifiers have the same name and key id");
  const parsed = parseNote(input);
  if (!parsed.ok) return parsed;
  const text = utf8(parsed.value.text);
  const verified = new Map<string, NoteSignature>();
  for (const signature of parsed.value.signatures) {
    const key = keyOf(signature);
    const verifier = known.get(key);
    if (verifier === undefined) continue;
    if (!verifier.verify(text, signature.signature)) return failed("note_signature_wrong");
    if (!verified.has(key)) verified.set(key, signature);
  }
  if (verified.size === 0) return failed("note_without_known_signature");
  return passed({ ...parsed.value, verified: [...verified.values()] });
}

/** Whether a signature line claims to be by this key. */
export function isSignatureOf(
  signature: NoteSignature,
  key: { readonly name: string; readonly keyId: number },
): boolean {
  return keyOf(signature) === keyOf(key);
}

function keyOf(key: { readonly name: string; readonly keyId: number }): string {
  return `${key.keyId} ${key.name}`;
}

function formatSignature({ name, keyId, signature }: NoteSignature): string {
  requireKeyName(name);
  const id = new Uint8Array(KEY_ID_BYTES);
  new DataView(id.buffer).setUint32(0, keyId);
  return `${LINE_START}${name} ${toBase64(concatBytes(id, signature))}\n`;
}

function parseSignature(line: string): NoteSignature | undefined {
  if (!line.startsWith(LINE_START)) return undefined;
  const [name, base64, ...rest] = line.slice(LINE_START.length).split(" ");
  if (name === undefined || base64 === undefined || rest.length > 0 || !isKeyName(name)) return undefined;
  const bytes = fromBase64(base64);
  if (bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined;
  return { name, keyId: readKeyId(bytes), signature: bytes.subarray(KEY_ID_BYTES) };
}

function readKeyId(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, KEY_ID_BYTES).getUint32(0);
}

function decodeText(input: Uint8Array | string): string | undefined {
  if (typeof input === "string") return /\p{Surrogate}/u.test(input) ? undefined : input;
  try {
    return utf8Decode(input);
  } catch {
    return undefined;
  }
}

function isNoteText(text: string): boolean {
  return !/[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u.test(text);
}

function requireKeyName(name: string): void {
  if (!isKeyName(name))
    throw new RangeError(`a key name has no spaces and no plus, so ${JSON.stringify(name)} is none`);
}
