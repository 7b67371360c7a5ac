import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { DEFAULT_LIMITS, type Limits } from "#api/limits";
import { sha256 } from "#kernel/crypto";
import { type Submission, signTransaction } from "#kernel/envelope";
import type { Genesis } from "#kernel/genesis";
import { ledgerRef } from "#kernel/genesis";
import { canonicalize, type Value, type ValueObject } from "#kernel/json";
import type { Answer, LedgerService } from "#ledger/service";
import type { ExecutorStart } from "#ledger/thread-messages";
import { buildContracts } from "../../scripts/contracts-bundle.ts";
import { type RunningNode, startNode } from "../../src/node.ts";
import { type TestLedger, testGenesis, testKeyPair, testNodeKeys } from "./test-genesis.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** Builds a contract bundle inside the project, where its native packages are found, and gives its path and hash. */
export async function testContracts(
  entry = "test/support/tally-contracts.ts",
): Promise<{ path: string; hash: string }> {
  const { hash, code } = await buildContracts(entry);
  const folder = join(PROJECT, "dist", "test-contracts");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${hash}.mjs`);
  writeFileSync(path, code);
  return { path, hash };
}

export interface NodeHarnessOptions {
  readonly ledgers: readonly TestLedger[];
  readonly contracts?: { readonly path: string; readonly hash: string };
  readonly folder?: string;
  readonly limits?: Partial<Limits>;
  readonly pendingMax?: number;
}

/** What an executor thread of a test ledger starts with; files lie in the folder. */
export function testStart(
  ledger: TestLedger,
  folder: string,
  contracts: { path: string; hash: string },
): ExecutorStart {
  const genesis = testGenesis({ ...ledger, bundle: contracts.hash });
  const name = genesis.name;
  return {
    genesis,
    statePath: join(folder, `${name}.db`),
    vaultPath: join(folder, `${name}.vault.db`),
    contractsPath: contracts.path,
    logSeed: sha256(`sanlian test key ${name}/log`),
    cosignSeed: sha256(`sanlian test key ${name}/cosign`),
    cosignerName: testNodeKeys(name).cosignerName,
  };
}

/** A real node on files of its own: threads, SQLite, HTTP API (use `api.inject`, or `listen` for a socket). */
export class NodeHarness {
  readonly node: RunningNode;
  readonly folder: string;
  readonly #options: NodeHarnessOptions;

  private constructor(node: RunningNode, folder: string, options: NodeHarnessOptions) {
    this.node = node;
    this.folder = folder;
    this.#options = options;
  }

  static async start(options: NodeHarnessOptions): Promise<NodeHarness> {
    const folder = options.folder ?? mkdtempSync(join(tmpdir(), "sanlian-test-"));
    const contracts = options.contracts ?? (await testContracts());
    const node = await startNode({
      ledgers: options.ledgers.map((ledger) => testStart(ledger, folder, contracts)),
      nodeName: "node.test",
      logger: pino({ level: "silent" }),
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      ...(options.pendingMax === undefined ? {} : { pendingMax: options.pendingMax }),
    });
    return new NodeHarness(node, folder, { ...options, contracts });
  }

  get api(): RunningNode["api"] {
    return this.node.api;
  }

  /** The service of a ledger; of the first one when no name is given. */
  service(name?: string): LedgerService {
    const service = name === undefined ? [...this.node.services.values()][0] : this.node.services.get(name);
    if (service === undefined) throw new Error(`no ledger ${name}`);
    return service;
  }

  /** A signed submission as canonical text. */
  sign(command: string, args: ValueObject, as: string | readonly string[], name?: string): string {
    return submissionText(this.service(name).genesis, this.service(name).now() + 300_000, command, args, as);
  }

  /** Submits one command and gives its answer. */
  async submit(command: string, args: ValueObject, as: string | readonly string[], name?: string): Promise<Answer> {
    const text = await this.service(name).submit(Buffer.from(this.sign(command, args, as, name)));
    return JSON.parse(text) as Answer;
  }

  /** Stops and starts again on the same files. */
  async restart(): Promise<NodeHarness> {
    await this.node.close();
    return NodeHarness.start({ ...this.#options, folder: this.folder });
  }

  async close(): Promise<void> {
    await this.node.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A signed submission of test people as canonical text. */
export function submissionText(
  genesis: Genesis,
  notAfter: number,
  command: string,
  args: ValueObject,
  as: string | readonly string[],
): string {
  const labels = typeof as === "string" ? [as] : as;
  const submission: Submission = signTransaction(
    { ledger: ledgerRef(genesis), command, args, notAfter },
    labels.map(testKeyPair),
  );
  return canonicalize(submission as unknown as Value);
}
