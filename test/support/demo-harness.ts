import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
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

export interface DemoOptions {
  /** Folder of the built web application, where a browser comes to this node. */
  readonly webFolder?: string;
  /** Folder of Word templates that take the place of the shipped ones. */
  readonly templatesFolder?: string;
}

/** The demo on a real node with files and a socket of its own, told by signed transactions as `npm start` tells it. */
export class DemoHarness {
  readonly node: RunningNode;
  readonly url: string;
  readonly folder: string;
  readonly nodeName: string;

  private constructor(node: RunningNode, url: string, folder: string) {
    this.node = node;
    this.url = url;
    this.nodeName = new URL(url).host;
    this.folder = folder;
  }

  static async start(options: DemoOptions = {}): Promise<DemoHarness> {
    // A browser compares the name in challenges with the address it came to, so the port must be known before.
    const port = await freePort();
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
      nodeName: `localhost:${port}`,
      logger: pino({ level: "silent" }),
      limits: DEFAULT_LIMITS,
      ...options,
    });
    await node.api.listen({ host: "localhost", port });
    const harness = new DemoHarness(node, `http://localhost:${port}`, folder);
    try {
      await demoStory(
        (ledger, labels) => harness.client(ledger, ...labels),
        () => {},
      );
    } catch (error) {
      await harness.close();
      throw error;
    }
    return harness;
  }

  /** A client of a ledger that signs with demo keys. */
  client(ledger: string, ...labels: readonly DemoLabel[]): Client {
    const keys = labels.map((label) => clientKey(demoKeyPair(label)));
    return createClient({ url: this.url, ledger, language: "en", nodeName: this.nodeName, keys });
  }

  async close(): Promise<void> {
    await this.node.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "localhost", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
