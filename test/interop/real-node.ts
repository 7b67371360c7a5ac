import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fromBase64 } from "#kernel/bytes";
import { COSIGNATURE_TYPE } from "#kernel/cosignature";
import { keyIdOf } from "#kernel/identity";
import { ED25519_TYPE } from "#kernel/note";
import { formatVerifierKey } from "#kernel/verifier-key";
import { NodeHarness, submissionText } from "../support/node-harness.ts";
import { testKeyPair } from "../support/test-genesis.ts";
import { runGoClient } from "./go-client.ts";

const PEOPLE = { ann: { member: "works", roles: ["administrator"] } };

/** The Go client on a node as it runs in life: its checkpoint, tiles, entries and receipts, while the ledger grows. */
export function testRealNode(binary: string, folder: string): void {
  test("the Go client verifies a running node while its ledger grows, and a receipt's proof file", async (t) => {
    const harness = await NodeHarness.start({
      ledgers: [{ name: "fund", scenarios: ["council", "tally"], people: PEOPLE }],
    });
    after(() => harness.close());
    const url = `${await harness.api.listen({ host: "127.0.0.1", port: 0 })}/ledgers/fund`;
    const service = harness.service();
    const { origin, cosigners } = service.genesis;
    const [cosigner] = cosigners;
    assert.ok(cosigner !== undefined);
    const key = (text: string): Uint8Array => fromBase64(text) ?? assert.fail();
    const vkey = formatVerifierKey({ name: origin, type: ED25519_TYPE, publicKey: key(cosigner.logKey) });
    const cosignerKey = formatVerifierKey({
      name: cosigner.name,
      type: COSIGNATURE_TYPE,
      publicKey: key(cosigner.cosignKey),
    });
    const viewer = service.reader.signer(keyIdOf(testKeyPair("ann").publicKey));
    const options = { url, vkey, cosigners: [cosignerKey], checkpoint: join(folder, "node.checkpoint") };
    for (const count of [1, 300, 400]) {
      const lines = Array.from({ length: count }, (_, i) => {
        const args = { name: `counter-${i % 50}`, group: "interop", amount: 1n };
        return submissionText(service.genesis, service.now() + 300_000, "tally.add-to-counter", args, "ann");
      });
      const answers = (await service.submit(Buffer.from(lines.join("\n")))).split("\n");
      const { id } = JSON.parse(answers[0] ?? "") as { id: string };
      const { size } = service.reader.head();
      const proof = join(folder, "node.tlog-proof");
      writeFileSync(proof, service.reader.receipt(id, viewer)?.proof ?? "");
      const answer = await runGoClient(binary, { ...options, records: [0, size >> 1, size - 1], proof });
      assert.match(answer.text, new RegExp(`^verified size=${size} `));
      assert.ok(answer.isVerified);
      t.diagnostic(answer.text);
    }
  });
}
