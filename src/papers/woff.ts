import { strict as assert } from "node:assert";
import { inflateSync } from "node:zlib";

/** WOFF 1.0 (W3C): an OpenType font whose tables are compressed one by one. */

const SIGNATURE = 0x774f4646;
const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

/**
 * The font that a WOFF file holds. PDF writers embed a font as it is, and compress it again: handing them the WOFF takes
 * many times longer.
 * @throws AssertionError when the file is no WOFF 1.0
 */
export function inflateWoff(woff: Buffer): Buffer {
  assert(woff.readUInt32BE(0) === SIGNATURE, "not a WOFF 1.0 file");
  const flavor = woff.readUInt32BE(4);
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => readTable(woff, WOFF_HEADER + index * WOFF_ENTRY));
  const start = SFNT_HEADER + count * SFNT_ENTRY;
  const size = tables.reduce((sum, { bytes }) => sum + padded(bytes.length), start);
  const font = Buffer.alloc(size);
  writeHeader(font, flavor, count);
  let offset = start;
  tables.forEach(({ tag, checksum, bytes }, index) => {
    const entry = SFNT_HEADER + index * SFNT_ENTRY;
    font.writeUInt32BE(tag, entry);
    font.writeUInt32BE(checksum, entry + 4);
    font.writeUInt32BE(offset, entry + 8);
    font.writeUInt32BE(bytes.length, entry + 12);
    bytes.copy(font, offset);
    offset += padded(bytes.length);
  });
  return font;
}

interface FontTable {
  readonly tag: number;
  readonly checksum: number;
  readonly bytes: Buffer;
}

function readTable(woff: Buffer, entry: number): FontTable {
  const [offset, packed, size] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at)) as [number, number, number];
  const stored = woff.subarray(offset, offset + packed);
  const bytes = packed === size ? stored : inflateSync(stored);
  assert(bytes.length === size, "a table of the WOFF file is damaged");
  return { tag: woff.readUInt32BE(entry), checksum: woff.readUInt32BE(entry + 16), bytes };
}

function writeHeader(font: Buffer, flavor: number, count: number): void {
  const power = Math.floor(Math.log2(count));
  font.writeUInt32BE(flavor, 0);
  font.writeUInt16BE(count, 4);
  font.writeUInt16BE(2 ** power * SFNT_ENTRY, 6);
  font.writeUInt16BE(power, 8);
  font.writeUInt16BE((count - 2 ** power) * SFNT_ENTRY, 10);
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
