import { ClientProblem } from "#client/client-problem";
import type { Client } from "#client/create-client";
import { toBase64 } from "#kernel/bytes";
import { parseCheckpoint } from "#kernel/checkpoint";
import type { DemoLabel } from "#kernel/demo-keys";
import { consistencyProof } from "#kernel/merkle";
import { hashReader, TILE_WIDTH, tilePath, tileWidth } from "#kernel/tiles";
import type { DemoLedgerName } from "./demo-genesis.ts";
import type { DemoHead, DemoNode } from "./demo-step.ts";
import { tellDemo } from "./demo-story.ts";

/** Makes a client of a ledger that signs with the keys of these labels. */
export type Connect = (ledger: string, labels: readonly DemoLabel[]) => Client;

/** Tells the demo to a real node over HTTP. Throws when an act ends otherwise than it is meant to. */
export function demoStory(connect: Connect, onProgress: (done: number, total: number) => void): Promise<void> {
  return tellDemo(clientDemoNode(connect), onProgress);
}

/** A node as the demo needs it, over clients. Those with the same keys are made once. */
export function clientDemoNode(connect: Connect): DemoNode {
  const clients = new Map<string, Client>();
  const clientOf = (ledger: DemoLedgerName, labels: readonly DemoLabel[]): Client => {
    const name = [ledger, ...labels].join(" ");
    const client = clients.get(name) ?? connect(ledger, labels);
    clients.set(name, client);
    return client;
  };
  return {
    async submit(ledger, signers, command, args) {
      try {
        const { result } = await clientOf(ledger, signers).call(command, args);
        return { result };
      } catch (error) {
        if (error instanceof ClientProblem && error.parts.outcome === "rejected") return { rejected: error.code };
        throw error;
      }
    },
    ref: async (ledger) => (await clientOf(ledger, []).ledger()).ref,
    now: async (ledger) => {
      // Asked anew each time: another client may have moved the clock.
      await clientOf(ledger, []).link.refresh();
      return clientOf(ledger, []).link.now();
    },
    head: (ledger, from) => headOf(clientOf(ledger, []), ledger, from),
  };
}

/** The head of a public log with the consistency proof, computed from its tiles. */
async function headOf(client: Client, ledger: DemoLedgerName, from: number): Promise<DemoHead> {
  const checkpoint = new TextDecoder().decode(await read(client, ledger, "checkpoint"));
  const size = parseCheckpoint(checkpoint.slice(0, checkpoint.indexOf("\n\n") + 1))?.size ?? 0;
  if (from === 0) return { size, checkpoint, proof: [] };
  const tiles = new Map<string, Uint8Array>();
  for (let level = 0; size >= TILE_WIDTH ** level; level++) {
    const last = Math.floor((size - 1) / TILE_WIDTH ** (level + 1));
    for (let index = 0; index <= last; index++) {
      const width = tileWidth(level, index, size);
      if (width === 0) continue;
      const path = tilePath({ kind: "hashes", level, index, width });
      tiles.set(path, await read(client, ledger, path));
    }
  }
  const readTile = (level: number, index: number, width: number): Uint8Array => {
    const tile = tiles.get(tilePath({ kind: "hashes", level, index, width }));
    if (tile === undefined) throw new Error(`the log of ${ledger} has no tile ${level}/${index}.${width}`);
    return tile;
  };
  return { size, checkpoint, proof: consistencyProof(from, size, hashReader(size, readTile)).map(toBase64) };
}

async function read(client: Client, ledger: DemoLedgerName, path: string): Promise<Uint8Array> {
  const { fetch, url } = client.http.options;
  const answer = await fetch(`${url.replace(/\/+$/, "")}/ledgers/${ledger}/${path}`);
  if (!answer.ok) throw new Error(`the node answered ${answer.status} to ${path} of ${ledger}`);
  return new Uint8Array(await answer.arrayBuffer());
}
