import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { toBase64 } from "#kernel/bytes";
import { proveEnrolment } from "#kernel/enrolment";
import { keyIdOf } from "#kernel/identity";
import { canonicalize } from "#kernel/json";
import type { Answer } from "#ledger/service";
import { openDatabase } from "#sqlite/database";
import { signIn } from "../support/api-harness.ts";
import { expectDone } from "../support/expect-answer.ts";
import { NodeHarness } from "../support/node-harness.ts";
import { testId, testKeyPair } from "../support/test-genesis.ts";
import type { Template } from "./broken-submissions.ts";
import { FUZZED_PEOPLE, makeTemplates } from "./templates.ts";

/** A real node with files and threads that broken requests are sent to. */
export class FuzzedNode {
  readonly harness: NodeHarness;
  readonly templates: Template[] = [];
  /** Headers of a session that may read everything. */
  session: Record<string, string> = {};

  private constructor(harness: NodeHarness) {
    this.harness = harness;
  }

  static async start(): Promise<FuzzedNode> {
    const harness = await NodeHarness.start({
      ledgers: [
        {
          scenarios: ["council", "tally"],
          people: FUZZED_PEOPLE,
        },
      ],
    });
    const node = new FuzzedNode(harness);
    await node.#prepare();
    return node;
  }

  /** Number of leaves, and a hash over every stored row, personal values included. */
  digest(): string {
    const hash = createHash("sha256");
    for (const file of ["test.db", "test.vault.db"]) {
      const database = openDatabase(join(this.harness.folder, file), { readonly: true });
      const tables = database
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .pluck()
        .all();
      for (const table of tables) {
        for (const row of database.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`).raw().iterate()) {
          hash.update(JSON.stringify(row));
        }
      }
      database.close();
    }
    return `${this.harness.service().reader.head().size} leaves, ${hash.digest("hex")}`;
  }

  /** Fails unless the node still takes and records a transaction. */
  async checkAlive(): Promise<void> {
    assert.equal(this.harness.service().stopped(), undefined);
    assert.equal((await this.harness.api.inject("/readyz")).statusCode, 200);
    const sent = { name: "alive", group: "g", amount: 1n };
    expectDone(await this.harness.submit("tally.add-to-counter", sent, "ada"));
  }

  async close(): Promise<void> {
    await this.harness.close();
  }

  async #prepare(): Promise<void> {
    const { harness } = this;
    const { ref } = harness.service();
    const personId = testId("person", "ada");
    const old = testKeyPair("old");
    const proof = proveEnrolment(ref, personId, old);
    const enrolled = { personId, publicKey: toBase64(old.publicKey), proof };
    expectDone(await harness.submit("council.enrol-key", enrolled, "ada"));
    expectDone(await harness.submit("council.revoke-key", { keyId: keyIdOf(old.publicKey) }, "ada"));
    this.templates.push(...makeTemplates(harness.service()));
    const sent = makeTemplates(harness.service())[0] as Template;
    expectDone(JSON.parse(await harness.service().submit(Buffer.from(canonicalize(sent.submission)))) as Answer);
    this.templates.push({ ...sent, isRecorded: true });
    this.session = await signIn(harness.api, "ada");
  }
}
