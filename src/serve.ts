import { destination, pino } from "pino";
import { DEFAULT_LIMITS } from "#api/limits";
import type { LogLevel } from "#cli/log-levels";
import type { TlsMaterial } from "#cli/tls-files";
import type { LedgerService } from "#ledger/service";
import type { ExecutorStart } from "#ledger/thread-messages";
import { lockFolder } from "#sqlite/folder-lock";
import { startNode } from "./node.ts";

/** A node that listens, as the command line starts it. */

export interface ServeOptions {
  readonly ledgers: readonly ExecutorStart[];
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Name in session challenges: under which clients reach the node. Host and port when left out. */
  readonly nodeName?: string;
  readonly logLevel: LogLevel;
  /** Serves https with these, in PEM; plain http without. */
  readonly tls?: TlsMaterial;
  /** Folder of the built application; without one the node serves its API alone. */
  readonly webFolder?: string;
  /** Folder of Word templates of the unit's own; it need not exist. */
  readonly templatesFolder?: string;
}

export interface Serving {
  readonly url: string;
  readonly services: ReadonlyMap<string, LedgerService>;
  /** Answers what was accepted and closes every file. */
  close(): Promise<void>;
}

/** Starts a node and lets it listen. Logs are JSON lines on stderr. @throws the error of listening, such as EADDRINUSE */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { ledgers, host, port, logLevel, tls, webFolder, templatesFolder } = options;
  // The name stands in challenges before the port is known, so a node on any free port is asked for by its name.
  const nodeName = options.nodeName ?? `${host}:${port}`;
  const logger = pino({ level: logLevel }, destination(2));
  const folders = {
    ...(webFolder === undefined ? {} : { webFolder }),
    ...(templatesFolder === undefined ? {} : { templatesFolder }),
  };
  const secure = tls === undefined ? {} : { tls: { cert: tls.cert, key: tls.key, isSelfSigned: tls.isSelfSigned } };
  const node = await startNode({ ledgers, nodeName, logger, limits: DEFAULT_LIMITS, ...folders, ...secure });
  try {
    const url = await node.api.listen({ host, port });
    return { url, services: node.services, close: () => node.close() };
  } catch (error) {
    await node.close();
    throw error;
  }
}

/** Takes a data folder for this process; undefined when another node has it. Gives the function that lets it go. */
export function takeFolder(folder: string): (() => void) | undefined {
  return lockFolder(folder);
}
