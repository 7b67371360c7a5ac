import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { ContractHarness } from "../../../../test/support/contract-harness.ts";
import { councilLedger, memberId, personId } from "../../../../test/support/council-ledger.ts";
import { expectDone, expectRejected } from "../../../../test/support/expect-answer.ts";
import { UnitLog } from "../../../../test/support/unit-log.ts";
import { anchors } from "../tables.ts";

const LOG = new UnitLog(40);

/** A ledger on which the log of `works` is registered. */
function alliance(): ContractHarness {
  const ledger = councilLedger();
  const { ledger: ref, origin, logKey } = LOG;
  expectDone(
    ledger.run("council.register-ledger", { ledger: ref, origin, logKey, memberId: memberId("works") }, { as: "ada" }),
  );
  return ledger;
}

function post(ledger: ContractHarness, checkpoint: string, proof: readonly string[] = [], as = "ops") {
  return ledger.run("council.post-anchor", { ledger: LOG.ledger, checkpoint, proof }, { as });
}

test("anchors follow each other, each with the proof that the log only grew", () => {
  const ledger = alliance();
  const first = expectDone(post(ledger, LOG.checkpoint(7)));
  assert.equal(first["size"], 7);
  expectDone(post(ledger, LOG.checkpoint(8), LOG.proof(7, 8)));
  expectDone(post(ledger, LOG.checkpoint(40), LOG.proof(8, 40)));
  const rows = ledger.rows(anchors);
  assert.deepEqual(
    rows.map((row) => row["size"]),
    [7, 8, 40],
  );
  assert.equal(rows[2]?.["checkpoint"], LOG.checkpoint(40));
  assert.equal(rows[0]?.["root"], first["root"]);
});

test("only operators and administrators of the member that owns the ledger post its anchors", () => {
  const ledger = alliance();
  expectRejected(post(ledger, LOG.checkpoint(7), [], "bo"), "role_missing");
  expectDone(ledger.run("council.grant-role", { personId: personId("rui"), role: "operator" }, { as: "ada" }));
  expectRejected(post(ledger, LOG.checkpoint(7), [], "rui"), "ledger_of_other_member");
});

test("a ledger that is not registered has no anchors", () => {
  const args = { ledger: LOG.ledger, checkpoint: LOG.checkpoint(7), proof: [] };
  expectRejected(councilLedger().run("council.post-anchor", args, { as: "ops" }), "ledger_not_found");
});

test("a checkpoint must be one, of this ledger, signed by its log key", () => {
  const ledger = alliance();
  expectRejected(post(ledger, "no checkpoint\n"), "checkpoint_unreadable");
  expectRejected(post(ledger, LOG.checkpoint(7, "unit/log", "works.test/other")), "checkpoint_of_other_ledger");
  expectRejected(post(ledger, LOG.checkpoint(7, "thief")), "checkpoint_not_signed");
  expectRejected(post(ledger, LOG.checkpoint(7).replace("\n7\n", "\n8\n")), "checkpoint_not_signed");
  assert.equal(ledger.rows(anchors).length, 0);
});

test("an anchor is larger than the one before and the first larger than nothing", () => {
  const ledger = alliance();
  expectRejected(post(ledger, LOG.checkpoint(0)), "head_not_larger");
  expectDone(post(ledger, LOG.checkpoint(8)));
  expectRejected(post(ledger, LOG.checkpoint(8)), "head_not_larger");
  assert.equal(expectRejected(post(ledger, LOG.checkpoint(7)), "head_not_larger")["size"], 8);
});

test("a rewritten history is found", () => {
  const ledger = alliance();
  const rewritten = new UnitLog(40, "other");
  expectDone(post(ledger, LOG.checkpoint(7)));
  expectRejected(post(ledger, rewritten.checkpoint(7)), "head_contradicts_anchor");
  expectRejected(post(ledger, rewritten.checkpoint(12), rewritten.proof(7, 12)), "head_inconsistent");
  expectRejected(post(ledger, LOG.checkpoint(12), rewritten.proof(7, 12)), "head_inconsistent");
  expectRejected(post(ledger, LOG.checkpoint(12)), "head_inconsistent");
});

test("the first anchor comes without a proof", () => {
  expectRejected(post(alliance(), LOG.checkpoint(8), LOG.proof(7, 8)), "proof_not_wanted");
});
