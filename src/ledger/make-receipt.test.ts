import { strict as assert } from "node:assert";
import { test } from "node:test";
import { toHex } from "#kernel/bytes";
import { checkReceipt } from "#kernel/check-receipt";
import { signTransaction } from "#kernel/envelope";
import { canonicalize, type Value } from "#kernel/json";
import { publicId } from "#kernel/leaf";
import { receiptText } from "#kernel/receipt";
import { AnchoringLedger, PayoutLedger, type Placed } from "../../test/support/receipt-ledgers.ts";
import { testId, testKeyPair } from "../../test/support/test-genesis.ts";
import { makeAnchoredReceipt, makeReceipt } from "./make-receipt.ts";
import { Reader } from "./reader.ts";
import { readStoredBlock } from "./stored-block.ts";

test("a payee gets the own line and nothing else of the plan", () => {
  const ledger = new PayoutLedger();
  const paid = ledger.payOut();
  // The genesis lists everybody, so it stands aside here.
  const shown = JSON.stringify({ ...ledger.receipt(paid, "pia"), genesis: undefined });
  assert(shown.includes("62571320"));
  for (const secret of [testId("person", "pol"), '"amountFen":"1"', "62571321", "payout_batches"]) {
    assert(!shown.includes(secret), secret);
  }
  assert.deepEqual(
    ledger.receipt(paid, "pol").rows.map(({ row }) => (row as { amountFen: string }).amountFen),
    ["1"],
  );
});

test("a receipt holds the salts of what it shows, never that of the block", () => {
  const ledger = new PayoutLedger();
  const paid = ledger.payOut();
  const { salt } = readStoredBlock(ledger.state, 1);
  const all = ledger.receipt(paid, "rui");
  assert(!receiptText(all).includes(toHex(salt)));
  const own = ledger.file(paid, "pia");
  const shown = all.rows.filter((row) => own.includes(row.salt));
  assert.equal(shown.length, 1);
  assert.equal(new Set([...all.rows.map((row) => row.salt), all.result?.salt]).size, all.rows.length + 1);
});

test("strangers and those without a session get nothing", () => {
  const ledger = new PayoutLedger();
  const { position } = ledger.payOut();
  assert.equal(makeReceipt(ledger.source, position, ledger.signer("sam")), undefined);
  assert.equal(makeReceipt(ledger.source, position, undefined), undefined);
  assert.equal(
    makeReceipt(ledger.source, position + 1, ledger.signer("rui")),
    undefined,
    "a block leaf has no receipt",
  );
  assert.equal(makeReceipt(ledger.source, position + 2, ledger.signer("rui")), undefined, "there is no such leaf");
});

test("every signer and every reader sees arguments, result and all rows", () => {
  const ledger = new PayoutLedger();
  const paid = ledger.payOut();
  const [batch] = ledger.receipt(paid, "olga").rows;
  const settled = ledger.place("payout.settle-batch", { batchId: batch?.key }, ["olga", "che"]);
  for (const viewer of ["olga", "che", "rui"]) {
    const receipt = ledger.receipt(settled, viewer);
    assert.deepEqual(receipt.args?.value, { batchId: batch?.key });
    assert.deepEqual(receipt.result?.value, {});
    assert.deepEqual(
      receipt.rows.map(({ row }) => row),
      [null],
    );
    assert.equal(receipt.enrolments.length, 2);
    assert(checkReceipt(receiptText(receipt), { genesisHashes: [ledger.hash] }).ok);
  }
  assert.equal(
    makeReceipt(ledger.source, settled.position, ledger.signer("ada")),
    undefined,
    "a deleted row has no owner",
  );
});

test("a refusal can be proved by who was refused", () => {
  const ledger = new PayoutLedger();
  const refused = ledger.payOut("che");
  assert.equal(refused.outcome, "rejected");
  const report = checkReceipt(ledger.file(refused, "che"), { genesisHashes: [ledger.hash] });
  assert.deepEqual(report.proves?.result, { facts: {}, rejected: "role_missing" });
  assert.equal(report.proves?.areAllRows, true);
  assert.equal(makeReceipt(ledger.source, refused.position, ledger.signer("olga")), undefined);
});

test("what a timer did is shown to readers", () => {
  const ledger = new PayoutLedger();
  ledger.payOut("olga", { lapsesAt: ledger.time + 1_000 });
  const position = ledger.executor.head.size;
  ledger.advanceTo(ledger.time + 1_000);
  const receipt = makeReceipt(ledger.source, position, ledger.signer("rui"));
  assert.equal(receipt?.leaf.kind, "timer");
  assert.equal(receipt?.envelope, undefined);
  assert.deepEqual(receipt?.result?.value, { lapsedLines: 2 });
  assert.equal(receipt?.rows.length, 4);
  assert.equal(makeReceipt(ledger.source, position, ledger.signer("pia")), undefined);
});

test("nobody learns from public leaves which transaction set a timer", () => {
  const ledger = new PayoutLedger();
  const paid = ledger.payOut("olga", { lapsesAt: ledger.time + 1_000 });
  const { size, time } = ledger.executor.head;
  ledger.advanceTo(ledger.time + 1_000);
  const timerId = ledger.state.leaf(size)?.id;
  const guesses = Array.from({ length: 20 }, (_, counter) => publicId("timer", time, paid.id, counter));
  assert(timerId !== undefined && !guesses.includes(timerId));
});

test("a signer is bound by the genesis, or by the row that enrolled the key", () => {
  const ledger = new PayoutLedger();
  const enrolled = ledger.enrolPhone("olga");
  assert.deepEqual(
    ledger.receipt(enrolled, "rui").enrolments.map(({ leaf, row }) => [leaf.kind, row]),
    [["genesis", undefined]],
  );
  const paid = ledger.payOut("olga phone");
  const [enrolment] = ledger.receipt(paid, "olga phone").enrolments;
  assert.equal(enrolment?.leaf.position, enrolled.position);
  assert.equal(enrolment?.row?.key, enrolment?.keyId);
  ledger.place("council.revoke-key", { keyId: enrolment?.keyId }, "ada");
  const later = checkReceipt(ledger.file(paid, "rui"), { genesisHashes: [ledger.hash] });
  assert.equal(later.proves?.signers[0]?.boundAt, enrolled.position, "a revocation later on takes nothing back");
});

test("a unit's receipt is proved at the newest head that was anchored", () => {
  const ledger = new PayoutLedger();
  const paid = ledger.payOut();
  const alliance = new AnchoringLedger(ledger);
  const trust = { genesisHashes: [ledger.hash, alliance.hash] };
  assert.equal(alliance.anchoredReceipt(ledger, paid, "pia").anchor, undefined, "nothing is anchored yet");
  alliance.anchor();
  const missed = ledger.payOut();
  assert.equal(alliance.anchoredReceipt(ledger, missed, "pia").anchor, undefined, "the anchor does not reach it");
  assert.equal(
    checkReceipt(receiptText(alliance.anchoredReceipt(ledger, paid, "pia")), trust).proves?.checkpoint.size,
    3,
  );
  alliance.anchor();
  ledger.payOut();
  for (const placed of [paid, missed]) {
    const report = checkReceipt(receiptText(alliance.anchoredReceipt(ledger, placed, "pia")), trust);
    assert.equal(report.proves?.checkpoint.size, 5);
    assert.equal(report.proves?.anchor?.ledger, alliance.executor.ref);
  }
});

test("an anchor shows a stranger nothing of the unit", () => {
  const ledger = new PayoutLedger();
  const paid = ledger.payOut();
  const alliance = new AnchoringLedger(ledger);
  alliance.anchor();
  assert.equal(makeAnchoredReceipt(ledger.source, paid.position, ledger.signer("sam"), alliance.source), undefined);
  const { anchor } = alliance.anchoredReceipt(ledger, paid, "pia");
  assert.equal(anchor?.args, undefined);
  assert.deepEqual(
    anchor?.rows.map(({ table }) => table),
    ["council_anchors"],
  );
});

test("a reader gives out the anchored receipt as soon as there is one", () => {
  const ledger = new PayoutLedger();
  const paid = ledger.payOut();
  const alliance = new AnchoringLedger(ledger);
  const { genesis, contracts, state, executor } = ledger;
  const reader = new Reader({
    genesis,
    contracts,
    state,
    head: () => executor.head,
    reveal: () => undefined,
    others: () => [new PayoutLedger("other").source, alliance.source],
  });
  assert.equal(reader.receipt(paid.id, ledger.signer("pia"))?.anchor, undefined);
  alliance.anchor();
  assert.equal(reader.receipt(paid.id, ledger.signer("pia"))?.anchor?.ledger, alliance.executor.ref);
  assert.equal(reader.receipt(paid.id, ledger.signer("sam")), undefined);
});

test("garbled copies in the same block do not get into a receipt", () => {
  const ledger = new PayoutLedger();
  const args = { lines: [{ payeeId: testId("person", "pia"), amountFen: 7n }] };
  const draft = { ledger: ledger.executor.ref, command: "payout.pay-out", args, notAfter: ledger.time + 300_000 };
  const submission = signTransaction(draft, [testKeyPair("olga")]);
  const { envelope } = submission;
  const garbled: readonly object[] = [
    { ...submission, args: {} },
    { ...submission, argsSalt: "0".repeat(64) },
    { ...submission, envelope: { ...envelope, payload: "/w==" } },
    { ...submission, envelope: { ...envelope, signatures: [{ ...envelope.signatures[0], sig: "AAAA" }] } },
    [],
  ];
  const texts = [...garbled, submission].map((entry) => canonicalize(entry as Value));
  const answers = ledger.block(texts, ledger.time);
  assert.deepEqual(
    answers.map((answer) => (answer.status === "recorded" ? answer.outcome : answer.code)),
    [...garbled.map(() => "malformed"), "done"],
  );
  const receipt = ledger.receipt(answers.at(-1) as Placed, "olga");
  assert.deepEqual(receipt.envelope, envelope);
  assert(checkReceipt(receiptText(receipt), { genesisHashes: [ledger.hash] }).ok);
});
