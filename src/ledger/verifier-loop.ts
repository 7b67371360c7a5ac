import { serialize } from "node:v8";
import type { MessagePort } from "node:worker_threads";
import type { Door, EntryTexts } from "./door.ts";
import type { LedgerFiles, ToVerifier, VerifiedChunk } from "./thread-messages.ts";

/** Runs a verifier thread: opens and verifies chunks of submissions and passes them to the executor of their ledger. */
export function runVerifier(main: MessagePort, openDoor: (ledger: LedgerFiles) => Promise<Door>): void {
  const ledgers = new Map<string, { readonly door: Promise<Door>; readonly port: MessagePort }>();
  main.on("message", (message: ToVerifier) => {
    if (message.kind === "ledger") {
      ledgers.set(message.ledger.genesis.name, { door: openDoor(message.ledger), port: message.port });
      return;
    }
    const target = ledgers.get(message.ledger);
    if (target === undefined) throw new Error(`this verifier does not know the ledger "${message.ledger}"`);
    void target.door.then((door) => {
      const verified = verifyChunk(door, message.chunk, message.lines);
      target.port.postMessage(verified, [verified.passed.buffer as ArrayBuffer]);
    });
  });
}

/** Opens every line of a chunk. Lines end with a newline; the last one may do without. */
export function verifyChunk(door: Door, chunk: number, lines: Uint8Array): VerifiedChunk {
  const passed: EntryTexts[] = [];
  const refused = splitLines(lines).map((line) => {
    const opened = door.open(line);
    if (!opened.ok) return opened.answer;
    passed.push(opened.entry);
    return undefined;
  });
  return { chunk, refused, passed: serialize(passed) };
}

/** The lines of a text without their newlines; an empty last line is none. */
export function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, start);
    lines.push(bytes.subarray(start, end === -1 ? bytes.length : end));
    start = end === -1 ? bytes.length : end + 1;
  }
  return lines;
}

const NEWLINE = 10;
