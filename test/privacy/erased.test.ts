import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { checkReceipt } from "#kernel/check-receipt";
import { genesisHash } from "#kernel/genesis";
import type { JsonObject } from "#kernel/json";
import { type Receipt, receiptText } from "#kernel/receipt";
import { assembleContracts } from "#ledger/contracts";
import type { Verdict } from "#ledger/verify";
import { scenarios } from "../../src/scenarios/index.ts";
import { verifyFiles } from "../fault/verify-files.ts";
import { DemoHarness } from "../support/demo-harness.ts";

/** Names can be forgotten, and everything that was proved stays proved. */
describe("a personal value that is erased", () => {
  let demo: DemoHarness;
  before(async () => {
    demo = await DemoHarness.start();
  });
  after(() => demo.close());

  const hashes = () => [...demo.node.services.values()].map(({ genesis }) => genesisHash(genesis));
  const isProved = (receipt: Receipt) =>
    checkReceipt(receiptText(receipt), { genesisHashes: hashes(), nowMs: Date.now() }).ok;

  const replayed = async (): Promise<Verdict> => {
    const genesis = demo.node.services.get("bjtu")?.genesis;
    assert.ok(genesis !== undefined);
    const contracts = assembleContracts(genesis.bundle, scenarios, genesis.scenarios);
    return verifyFiles(`${demo.folder}/bjtu.db`, genesis, contracts);
  };

  test("leaves every receipt valid, the old one and a fresh one, and the replay equal", async () => {
    const administrator = demo.client("bjtu", "bjtu/administrator");
    const people = await administrator.query("council.people", { limit: 200 });
    const person = (people["items"] as readonly JsonObject[]).find(({ name }) => name === "成员甲");
    assert.ok(person !== undefined, "the demo has a member with this name");
    const added = await administrator.call("council.rename-person", { personId: String(person["id"]), name: "龘龘" });
    const receipt = await administrator.receipt(added.id);
    const commitment = String(receipt.args?.value["name"]);
    assert.match(commitment, /^[0-9a-f]{64}$/);
    assert.ok(isProved(receipt));
    const before = await replayed();
    assert.ok(before.ok);

    const path = `/api/v1/ledgers/bjtu/personal/${commitment}`;
    await administrator.session.json({ method: "DELETE", path, isRepeatable: true });

    const later = await administrator.query("council.people", { limit: 200 });
    const same = (later["items"] as readonly JsonObject[]).find(({ id }) => id === person["id"]);
    assert.equal(same?.["name"], undefined);
    assert.ok(isProved(receipt), "the receipt from before");
    assert.ok(isProved(await administrator.receipt(added.id)), "a receipt from after");
    assert.deepEqual(await replayed(), before);
  });
});
