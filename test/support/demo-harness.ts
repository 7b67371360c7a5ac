import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { DEFAULT_LIMITS } from "#api/limits";
import { clientKey } from "#client/client-key";
import { type Client, createClient } from "#client/create-client";
import { type DemoLabel, demoKeyPair } from "#kernel/demo-keys";
import { demoStory } from "../../src/demo/client-demo-node.ts";
import { demoLedgers } from "../../src/demo/demo-genesis.ts";
import { type RunningNode, startNode } from "../../src/node.ts";
import { testContracts } from "./node-harness.ts";

const NODE_NAME = "demo.test";

/** The demo on a real node with files and a socket of its own, told by signed transactions as `npm start` tells it. */
export class DemoHarness {
  readonly node: RunningNode;
  readonly url: string;
  readonly folder: string;

  private constructor(node: RunningNode, url: string, folder: string) {
    this.node = node;
    this.url = url;
    this.folder = folder;
  }

  static async start(): Promise<DemoHarness> {
    const contracts = await testContracts("src/scenarios/index.ts");
    const folder = mkdtempSync(join(tmpdir(), "sanlian-demo-"));
    const node = await startNode({
      ledgers: demoLedgers(contracts.hash, Date.now()).map(({ genesis, seeds }) => ({
        genesis,
        ...seeds,
        statePath: join(folder, `${genesis.name}.db`),
        vaultPath: join(folder, `${genesis.name}.vault.db`),
        contractsPath: contracts.path,
      })),
      nodeName: NODE_NAME,
      logger: pino({ level: "silent" }),
      limits: DEFAULT_LIMITS,
    });
    const url = await node.api.listen({ host: "127.0.0.1", port: 0 });
    const harness = new DemoHarness(node, url, folder);
    await demoStory(
      (ledger, labels) => harness.client(ledger, ...labels),
      () => {},
    );
    return harness;
  }

  /** A client of a ledger that signs with demo keys. */
  client(ledger: string, ...labels: readonly DemoLabel[]): Client {
    const keys = labels.map((label) => clientKey(demoKeyPair(label)));
    return createClient({ url: this.url, ledger, language: "en", nodeName: NODE_NAME, keys });
  }

  async close(): Promise<void> {
    await this.node.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
