import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pino } from "pino";
import { DEFAULT_LIMITS } from "#api/limits";
import { clientKey } from "#client/client-key";
import { type Client, createClient } from "#client/create-client";
import { type DemoLabel, demoKeyPair } from "#kernel/demo-keys";
import type { JsonObject } from "#kernel/json";
import { testContracts } from "../../test/support/node-harness.ts";
import { startNode } from "../node.ts";
import { demoStory } from "./client-demo-node.ts";
import { demoLedgers } from "./demo-genesis.ts";
import { demoSteps } from "./demo-story.ts";

/** A real node with the demo's ledgers on files of its own, for as long as the body runs. */
async function withDemoNode(
  body: (connect: (ledger: string, labels: readonly DemoLabel[]) => Client) => Promise<void>,
) {
  const contracts = await testContracts("src/scenarios/index.ts");
  const folder = mkdtempSync(join(tmpdir(), "sanlian-demo-"));
  const ledgers = demoLedgers(contracts.hash, Date.now()).map(({ genesis, seeds }) => ({
    genesis,
    ...seeds,
    contractsPath: contracts.path,
    statePath: join(folder, `${genesis.name}.db`),
    vaultPath: join(folder, `${genesis.name}.vault.db`),
  }));
  const nodeName = "demo.test";
  const node = await startNode({ ledgers, nodeName, logger: pino({ level: "silent" }), limits: DEFAULT_LIMITS });
  try {
    const url = await node.api.listen({ host: "127.0.0.1", port: 0 });
    await body((ledger, labels) =>
      createClient({ url, ledger, nodeName, keys: labels.map((label) => clientKey(demoKeyPair(label))) }),
    );
  } finally {
    await node.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

test("a real node takes the whole demo over HTTP and shows the case to those who may see it", async () => {
  await withDemoNode(async (connect) => {
    let last = 0;
    await demoStory(connect, (done) => {
      last = done;
    });
    assert.equal(last, demoSteps.length);

    const officer = connect("bjtu", ["bjtu/transfer-officer"]);
    const { items } = await officer.query("transfer.cases");
    const title = "轨道车辆用钢质制动盘开发及应用研究";
    const cases = (items as readonly JsonObject[]).filter((item) => item["title"] === title);
    assert.deepEqual(
      cases.map(({ route, state, awarded }) => [route, state, awarded]),
      [
        ["licence", "signed", "90415090"],
        ["equity", "closed", "1125000000"],
      ],
    );
    // Names come back from the vault for the offices.
    const found = await officer.query("transfer.case", { dealId: cases[0]?.["id"] ?? "" });
    const names = (found["contributors"] as readonly JsonObject[]).map(({ name }) => name);
    assert.deepEqual(names, ["团队负责人", "成员甲", "成员乙", "成员丙", "成员丁"]);

    const { items: anchors } = await connect("alliance", []).query("council.anchors", {
      ledger: (await officer.ledger()).ref,
    });
    assert.equal((anchors as readonly JsonObject[]).length, 3);
  });
});
