import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { toHex } from "#kernel/bytes";
import type { ValueObject } from "#kernel/json";
import type { ExecutorStart } from "#ledger/thread-messages";
import { buildContracts } from "../scripts/contracts-bundle.ts";
import { testStart } from "../test/support/node-harness.ts";
import { testId } from "../test/support/test-genesis.ts";
import type { LoadOrder } from "./load-client.ts";
import { type BenchNode, runLoad, startBenchNode } from "./processes.ts";

/** The workload: people pass points to each other on a ledger with the real clock, every transfer a transaction. */

/** A genesis lists at most 500 people; one of them issues the points. */
const PAYERS = 499;
const POINTS_EACH = "1000000000";
const BATCH = 1_000;
const CONNECTIONS = 4;

/** Who pays whom: everyone pays others in turn, or everyone pays the same one. */
export type Spread = "spread" | "hot";

export interface Workload {
  readonly start: ExecutorStart;
  /** Starts the node of the workload; a second start finds what the first one left. */
  startNode(): Promise<BenchNode>;
  /** Gives everyone points to pass on. */
  prepare(node: BenchNode): Promise<void>;
  order(node: BenchNode, spread: Spread, count: number): LoadOrder;
  /** Writes the file that `runVerify` reads and gives its path. */
  verifyOrder(): string;
  remove(): void;
}

/** Makes an empty ledger in a folder of its own. */
export async function makeWorkload(): Promise<Workload> {
  const { hash, code } = await buildContracts("examples/points/index.ts");
  const contractsFolder = fileURLToPath(new URL("../dist/bench/contracts", import.meta.url));
  mkdirSync(contractsFolder, { recursive: true });
  const contracts = { hash, path: join(contractsFolder, `${hash}.mjs`) };
  writeFileSync(contracts.path, code);
  const folder = mkdtempSync(join(tmpdir(), "sanlian-bench-"));
  const payers = Array.from({ length: PAYERS }, (_, i) => `person-${i}`);
  const issuer = "issuer";
  const people = Object.fromEntries(
    [issuer, ...payers].map((label) => [
      label,
      { member: "centre", roles: label === issuer ? ["administrator", "points-issuer"] : [] },
    ]),
  );
  const ids = payers.map((label) => testId("person", label));
  const start = testStart(
    { name: "bench", scenarios: ["council", "points"], people, clock: "real", startsAt: Date.now() },
    folder,
    contracts,
  );
  const base = (node: BenchNode) => ({
    url: `${node.url}/api/v1/ledgers/bench/transactions`,
    ledger: node.ref,
    clockOffsetMs: node.clockOffsetMs,
    batch: BATCH,
    connections: CONNECTIONS,
  });
  return {
    start,
    startNode: () => {
      const path = join(folder, "node.json");
      writeFileSync(
        path,
        JSON.stringify({ start: { ...start, logSeed: toHex(start.logSeed), cosignSeed: toHex(start.cosignSeed) } }),
      );
      return startBenchNode(path);
    },
    prepare: async (node) => {
      const args = ids.map((personId) => ({ personId, amount: POINTS_EACH }));
      const report = await runLoad({
        ...base(node),
        command: "points.issue-points",
        signers: [issuer],
        args,
        count: ids.length,
      });
      if (report.done !== ids.length) throw new Error(`points were not issued: ${report.firstOther}`);
    },
    order: (node, spread, count) => ({
      ...base(node),
      command: "points.transfer-points",
      ...turns(payers, ids, spread),
      count,
    }),
    verifyOrder: () => {
      const path = join(folder, "verify.json");
      const { genesis, statePath, contractsPath } = start;
      writeFileSync(path, JSON.stringify({ genesis, statePath, contractsPath }));
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Signers and arguments in turn; nobody pays themselves. */
function turns(
  payers: readonly string[],
  ids: readonly string[],
  spread: Spread,
): { signers: readonly string[]; args: readonly ValueObject[] } {
  if (spread === "hot") {
    return { signers: payers.slice(1), args: [{ personId: ids[0] as string, amount: "1" }] };
  }
  // The recipients turn as the payers do, so every payer pays the person a fixed number of places on.
  const args = ids.map((_, i) => ({ personId: ids[(i + 211) % ids.length] as string, amount: "1" }));
  return { signers: payers, args };
}
