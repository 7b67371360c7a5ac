import assert from "node:assert/strict";
import { test } from "node:test";
import { council } from "#scenarios/council/scenario";
import { openExplorerIndex } from "#sqlite/sqlite-explorer-index";
import { keyId } from "../../test/support/council-ledger.ts";
import { InProcessLedger } from "../../test/support/in-process-ledger.ts";
import { tally } from "../../test/support/tally-scenario.ts";
import { Explorer } from "./explorer.ts";
import type { ExplorerIndex } from "./explorer-index.ts";

const PEOPLE = { ada: { member: "centre", roles: ["administrator"] }, bo: { member: "works", roles: [] } } as const;

function startLedger(people: object = PEOPLE): InProcessLedger {
  return new InProcessLedger({ name: "alliance", scenarios: [council, tally], people: people as typeof PEOPLE });
}

function explore({ genesis, contracts, harness, reader }: InProcessLedger, index: ExplorerIndex): Explorer {
  return new Explorer({ genesis, contracts, state: harness.state, index, head: () => reader.head() });
}

/** Files a paper with each title, a block each. */
async function file(ledger: InProcessLedger, ...titles: readonly string[]): Promise<void> {
  for (const title of titles)
    await ledger.submit(Buffer.from(ledger.sign("tally.file-paper", { title, document: "a".repeat(64) }, "bo")));
}

const titlesOf = (explorer: Explorer, ledger: InProcessLedger, text: string) => {
  const viewer = ledger.reader.signer(keyId("bo"));
  return explorer.search(text, viewer, 10).map(({ title }) => title);
};

test("an index is made from the ledger in steps and then follows it", async () => {
  const ledger = startLedger();
  await file(ledger, "one", "two", "three");
  const explorer = explore(ledger, openExplorerIndex(":memory:"));
  assert.equal(explorer.indexed, 0);
  assert.equal(explorer.catchUp(0), false);
  assert.equal(explorer.catchUp(1_000), true);
  assert.equal(explorer.indexed, ledger.reader.head().size);
  await file(ledger, "four");
  assert.deepEqual(titlesOf(explorer, ledger, "four"), ["four"]);
  assert.deepEqual(
    explorer.blocks(100, 100).map(({ height }) => height),
    [4, 3, 2, 1, 0],
  );
  await ledger.close();
});

test("rows of the genesis are found, which no transaction wrote", async () => {
  const ledger = startLedger();
  const explorer = explore(ledger, openExplorerIndex(":memory:"));
  const found = explorer.search("centre", undefined, 10);
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ["council.member"],
  );
  await ledger.close();
});

test("an index is used again for the same history, and made anew for another one", async () => {
  const ledger = startLedger();
  await file(ledger, "one");
  const index = openExplorerIndex(":memory:");
  explore(ledger, index).catchUp(1_000);
  assert.equal(explore(ledger, index).indexed, ledger.reader.head().size);
  // A backup from before the first paper was restored, and the ledger went another way.
  const other = startLedger();
  await file(other, "uno", "due");
  const explorer = explore(other, index);
  assert.equal(explorer.indexed, 0);
  assert.deepEqual(titlesOf(explorer, other, "one"), []);
  assert.deepEqual(titlesOf(explorer, other, "due"), ["due"]);
  await Promise.all([ledger.close(), other.close()]);
});

test("a document is named where a row has its hash, as far as the viewer may see that row", async () => {
  const ledger = startLedger();
  const explorer = explore(ledger, openExplorerIndex(":memory:"));
  const hash = "a".repeat(64);
  assert.equal(explorer.isDocumentNamed(hash), false);
  await file(ledger, "one");
  const viewer = (label: string) => ledger.reader.signer(keyId(label));
  assert.deepEqual(
    [
      explorer.isDocumentNamed(hash),
      explorer.namesDocument(hash, viewer("bo")),
      explorer.namesDocument(hash, undefined),
    ],
    [true, true, false],
  );
  assert.equal(explorer.namesDocument(hash, viewer("ada")), false);
  await ledger.close();
});
