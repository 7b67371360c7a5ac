import type { Client } from "#client/create-client";
import { sha256Hex } from "#kernel/crypto";

/** Files of the vault of a node: the ledger holds their hash. */

export interface KeptFile {
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  readonly size: number;
  readonly name: string;
}

/** Address of a file's bytes. */
export async function filePath(client: Client, hash: string): Promise<string> {
  return client.link.path(`files/${hash}`);
}

/** Hashes a file in this browser and keeps its bytes in the vault of the node. @throws ClientProblem */
export async function keepFile(client: Client, file: File): Promise<KeptFile> {
  const hash = sha256Hex(new Uint8Array(await file.arrayBuffer()));
  const path = await client.link.path(`files?name=${encodeURIComponent(file.name)}`);
  const contentType = file.type === "" ? "application/octet-stream" : file.type;
  const kept = await client.session.json({ method: "POST", path, body: file, contentType, isRepeatable: true });
  if (kept["hash"] !== hash) throw new Error(`the node keeps ${String(kept["hash"])} for a file with the hash ${hash}`);
  return { hash, size: file.size, name: file.name };
}
