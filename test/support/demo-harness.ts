import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { DEFAULT_LIMITS } from "#api/limits";
import { clientKey } from "#client/client-key";
import { type Client, createClient } from "#client/create-client";
import { type DemoLabel, demoKeyPair } from "#kernel/demo-keys";
import { clientDemoNode } from "../../src/demo/client-demo-node.ts";
import { demoLedgers } from "../../src/demo/demo-genesis.ts";
import type { DemoNode } from "../../src/demo/demo-step.ts";
import { tellDemo } from "../../src/demo/demo-story.ts";
import { type RunningNode, startNode } from "../../src/node.ts";
import { testContracts } from "./node-harness.ts";
import { once } from "./once.ts";

/** Stands between the story and the node, to see what happens before and after each act. */
type Watch = (node: DemoNode, harness: DemoHarness) => DemoNode;

interface DemoFolders {
  /** Folder of the built web application, where a browser comes to this node. */
  readonly webFolder?: string;
  /** Folder of Word templates that take the place of the shipped ones. */
  readonly templatesFolder?: string;
}

export interface DemoOptions extends DemoFolders {
  readonly watch?: Watch;
}

type TestContracts = Awaited<ReturnType<typeof testContracts>>;

interface ToldFiles {
  readonly folder: string;
  readonly startsAt: number;
  readonly contracts: TestContracts;
}

const toldFiles = once(() => DemoHarness.tell());

/** The demo on a real node with files and a socket of its own, told by signed transactions as `npm start` tells it. */
export class DemoHarness {
  readonly node: RunningNode;
  readonly url: string;
  readonly folder: string;
  readonly nodeName: string;
  /** What the ledgers run: the files stay those of the telling, whatever is edited meanwhile. */
  readonly contracts: TestContracts;

  private constructor(node: RunningNode, url: string, folder: string, contracts: TestContracts) {
    this.node = node;
    this.contracts = contracts;
    this.url = url;
    this.nodeName = new URL(url).host;
    this.folder = folder;
  }

  /**
   * A node with the whole demo on it. The story is told once in a process and its files are copied, unless somebody wants
   * to watch it being told.
   */
  static async start({ watch, ...folders }: DemoOptions = {}): Promise<DemoHarness> {
    if (watch !== undefined) return DemoHarness.#told(folders, watch);
    const { folder, startsAt, contracts } = await toldFiles();
    const copy = mkdtempSync(join(tmpdir(), "sanlian-demo-"));
    cpSync(folder, copy, { recursive: true });
    return DemoHarness.#open(copy, startsAt, contracts, folders);
  }

  /** A node on which the demo is told from its first act. */
  static async #told(folders: DemoFolders, watch: Watch): Promise<DemoHarness> {
    const contracts = await testContracts("src/scenarios/index.ts");
    const folder = mkdtempSync(join(tmpdir(), "sanlian-demo-"));
    const harness = await DemoHarness.#open(folder, Date.now(), contracts, folders);
    try {
      const told = clientDemoNode((ledger, labels) => harness.client(ledger, ...labels));
      await tellDemo(watch(told, harness), () => {});
    } catch (error) {
      await harness.close();
      throw error;
    }
    return harness;
  }

  static async #open(
    folder: string,
    startsAt: number,
    contracts: TestContracts,
    folders: DemoFolders,
  ): Promise<DemoHarness> {
    // A browser compares the name in challenges with the address it came to, so the port must be known before.
    const port = await freePort();
    const node = await startNode({
      ledgers: demoLedgers(contracts.hash, startsAt).map(({ genesis, seeds }) => ({
        genesis,
        ...seeds,
        statePath: join(folder, `${genesis.name}.db`),
        vaultPath: join(folder, `${genesis.name}.vault.db`),
        contractsPath: contracts.path,
      })),
      nodeName: `localhost:${port}`,
      logger: pino({ level: "silent" }),
      limits: DEFAULT_LIMITS,
      ...folders,
    });
    await node.api.listen({ host: "localhost", port });
    return new DemoHarness(node, `http://localhost:${port}`, folder, contracts);
  }

  /** Tells the demo into a folder of this process and closes the node. */
  static async tell(): Promise<ToldFiles> {
    const harness = await DemoHarness.#told({}, (told) => told);
    const startsAt = harness.node.services.get("bjtu")?.genesis.startsAt ?? 0;
    await harness.node.close();
    process.once("exit", () => rmSync(harness.folder, { recursive: true, force: true }));
    return { folder: harness.folder, startsAt, contracts: harness.contracts };
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
