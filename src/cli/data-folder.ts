import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fromBase64, toBase64 } from "#kernel/bytes";
import { keyPairFromSeed } from "#kernel/crypto";
import { type Genesis, genesisShape } from "#kernel/genesis";
import { canonicalize } from "#kernel/json";
import { check, shape } from "#kernel/shape";
import type { ExecutorStart } from "#ledger/thread-messages";
import { CliProblem } from "./cli-problem.ts";
import type { ProgramContracts } from "./program-contracts.ts";
import { readJson, writeWhole } from "./text-file.ts";

/**
 * The data of a node, one folder a ledger:
 *
 *     data/<ledger>/genesis.json      the first page, public
 *     data/<ledger>/ledger.db         blocks, leaves, state
 *     data/<ledger>/vault.db          personal values, which can be erased
 *     data/<ledger>/node-keys.json    seeds of the node's keys, readable by its owner alone
 *     data/<ledger>/contracts/        the bundles that the ledger ran, by hash
 *     data/<ledger>/ledger-index.db   what lists and searches stand on; made again when it is missing
 *     data/<ledger>/vault-desk.db     drafts, invitations, and who uploaded what
 *     data/<ledger>/vault-files/      uploaded files by the hash of their bytes
 *     data/tls/                       the node's self-signed certificate and its key, where it was asked for
 */

const nodeKeysShape = shape.object({
  file: shape.choice(["sanlian/node-keys/1"]),
  cosignerName: shape.text(3, 140),
  logSeed: shape.base64(32),
  cosignSeed: shape.base64(32),
});

/** Seeds of a node's keys for one ledger, 32 bytes each, and the name it cosigns by. */
export interface NodeSeeds {
  readonly cosignerName: string;
  readonly logSeed: Uint8Array;
  readonly cosignSeed: Uint8Array;
}

/** One ledger on disk. */
export interface LedgerFolder {
  readonly folder: string;
  readonly genesis: Genesis;
}

/** Ledgers of a data folder by name; none when there is no such folder. @throws CliProblem for one that is damaged */
export function ledgerFolders(dataFolder: string): readonly LedgerFolder[] {
  if (!existsSync(dataFolder)) return [];
  const names = readdirSync(dataFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(dataFolder, entry.name, "genesis.json")))
    .map((entry) => entry.name);
  return names.sort().map((name) => readLedgerFolder(join(dataFolder, name)));
}

/** Reads the folder of one ledger. @throws CliProblem `genesis_unfit` and those of files */
export function readLedgerFolder(folder: string): LedgerFolder {
  const path = join(folder, "genesis.json");
  const checked = check(genesisShape, readJson(path));
  if (!checked.ok) {
    throw new CliProblem("genesis_unfit", { path }, { issues: checked.issues.map((issue) => ({ ...issue })) });
  }
  if (checked.value.name !== basename(folder)) throw new CliProblem("genesis_unfit", { path });
  return { folder, genesis: checked.value };
}

/**
 * Makes the folder of a new ledger, as a whole or not at all.
 * @throws CliProblem `ledger_exists` when its name is taken
 */
export function createLedgerFolder(
  dataFolder: string,
  genesis: Genesis,
  seeds: NodeSeeds,
  contracts: ProgramContracts,
): LedgerFolder {
  const folder = join(dataFolder, genesis.name);
  if (existsSync(folder)) throw new CliProblem("ledger_exists", { ledger: genesis.name, folder });
  const draft = join(dataFolder, `.${genesis.name}.new`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(join(draft, "contracts"), { recursive: true, mode: 0o700 });
  writeWhole(join(draft, "genesis.json"), `${canonicalize(genesis)}\n`);
  writeWhole(join(draft, "contracts", `${contracts.hash}.mjs`), readFileSync(contracts.path, "utf8"));
  const keys = {
    file: "sanlian/node-keys/1",
    cosignerName: seeds.cosignerName,
    logSeed: toBase64(seeds.logSeed),
    cosignSeed: toBase64(seeds.cosignSeed),
  };
  writeWhole(join(draft, "node-keys.json"), `${canonicalize(keys)}\n`, { mode: 0o600 });
  renameSync(draft, folder);
  return { folder, genesis };
}

/**
 * What the node needs to open a ledger.
 * @throws CliProblem when the ledger belongs to other contracts, or its keys are damaged, open to others, or not its own
 */
export function startOf({ folder, genesis }: LedgerFolder, contracts: ProgramContracts): ExecutorStart {
  if (genesis.bundle !== contracts.hash) {
    const facts = { ledger: genesis.name, wanted: genesis.bundle, found: contracts.hash };
    throw new CliProblem(genesis.demo ? "other_contracts_demo" : "other_contracts", facts);
  }
  return {
    genesis,
    ...filesOf(folder),
    contractsPath: contracts.path,
    ...readNodeSeeds(folder, genesis),
  };
}

/** Paths of the databases of a ledger. */
export function filesOf(folder: string): { readonly statePath: string; readonly vaultPath: string } {
  return { statePath: join(folder, "ledger.db"), vaultPath: join(folder, "vault.db") };
}

function readNodeSeeds(folder: string, genesis: Genesis): NodeSeeds {
  const path = join(folder, "node-keys.json");
  const checked = check(nodeKeysShape, readJson(path));
  if (!checked.ok) throw new CliProblem("node_keys_unfit", { path });
  // Windows has no such bits; there the folder's owner is who may read it.
  const isOpen = process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0;
  if (isOpen) throw new CliProblem("node_keys_open", { path });
  const { cosignerName, logSeed, cosignSeed } = checked.value;
  const seeds = { cosignerName, logSeed: seedOf(logSeed), cosignSeed: seedOf(cosignSeed) };
  if (!isCosigner(genesis, seeds)) throw new CliProblem("node_keys_of_other", { path, ledger: genesis.name });
  return seeds;
}

/** Whether genesis lists these keys under this name: a node with others would sign what nobody believes. */
function isCosigner({ cosigners }: Genesis, seeds: NodeSeeds): boolean {
  const cosigner = cosigners.find(({ name }) => name === seeds.cosignerName);
  return (
    cosigner !== undefined &&
    cosigner.logKey === toBase64(keyPairFromSeed(seeds.logSeed).publicKey) &&
    cosigner.cosignKey === toBase64(keyPairFromSeed(seeds.cosignSeed).publicKey)
  );
}

function seedOf(text: string): Uint8Array {
  // The shape let only base64 of 32 bytes through.
  return fromBase64(text) as Uint8Array;
}
