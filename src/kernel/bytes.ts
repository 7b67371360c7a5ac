/** Byte strings and their text forms. Pure and the same in Node.js and the browser. */

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, "0"));
const encoder = new TextEncoder();
const BASE64_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_VALUES = new Map([...BASE64_ALPHABET].map((char, value) => [char.charCodeAt(0), value]));

/** Node's Buffer where there is one: on the path of every transaction its native code is ten times faster. */
const NativeBuffer: typeof Buffer | undefined = globalThis.Buffer;

/** UTF-8 bytes of a text. The text must be well formed (no lone surrogate), which callers check at the door. */
export function utf8(text: string): Uint8Array {
  if (NativeBuffer !== undefined) return NativeBuffer.from(text, "utf8");
  return encoder.encode(text);
}

/** Text of UTF-8 bytes; throws a TypeError on bytes that are not UTF-8. */
export function utf8Decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** Lowercase hexadecimal of bytes. */
export function toHex(bytes: Uint8Array): string {
  if (NativeBuffer !== undefined) return view(NativeBuffer, bytes).toString("hex");
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** Bytes of lowercase hexadecimal; throws a RangeError on anything else. */
export function fromHex(text: string): Uint8Array {
  if (!isHex(text)) throw new RangeError("not lowercase hexadecimal");
  if (NativeBuffer !== undefined) return NativeBuffer.from(text, "hex");
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Whether a text is lowercase hexadecimal of a whole number of bytes, of `size` bytes when given. */
export function isHex(text: string, size?: number): boolean {
  return text.length % 2 === 0 && (size === undefined || text.length === 2 * size) && /^[0-9a-f]*$/.test(text);
}

/** Padded base64 (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  if (NativeBuffer !== undefined) return view(NativeBuffer, bytes).toString("base64");
  return toBase64Portable(bytes);
}

/** `toBase64` without native code, as browsers run it. */
export function toBase64Portable(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += BASE64_ALPHABET.charAt(word >> 18) + BASE64_ALPHABET.charAt((word >> 12) & 63);
    text += i + 1 < bytes.length ? BASE64_ALPHABET.charAt((word >> 6) & 63) : "=";
    text += i + 2 < bytes.length ? BASE64_ALPHABET.charAt(word & 63) : "=";
  }
  return text;
}

/** Bytes of padded base64; undefined unless the text is the one canonical encoding of them. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const bytes = NativeBuffer?.from(text, "base64") ?? fromBase64Portable(text);
  // Unused low bits of the last character must be zero, or two texts would mean the same bytes.
  return bytes !== undefined && toBase64(bytes) === text ? bytes : undefined;
}

/** Bytes of padded base64 without native code; undefined on a character outside the alphabet. */
export function fromBase64Portable(text: string): Uint8Array | undefined {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  for (let i = 0; i < text.length; i += 4) {
    let word = 0;
    for (let j = 0; j < 4; j++) {
      const value = BASE64_VALUES.get(text.charCodeAt(i + j));
      if (value === undefined && i + j < text.length - padding) return undefined;
      word = (word << 6) | (value ?? 0);
    }
    for (let j = 16; j >= 0 && at < bytes.length; j -= 8) bytes[at++] = (word >> j) & 255;
  }
  return bytes;
}

function view(Native: typeof Buffer, bytes: Uint8Array): Buffer {
  return Native.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Whether two byte strings are equal. Not constant time: nothing compared here is secret. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The byte strings one after another. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const all = NativeBuffer?.allocUnsafe(size) ?? new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
