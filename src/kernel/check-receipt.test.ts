import { strict as assert } from "node:assert";
import { test } from "node:test";
import fc from "fast-check";
import { toBase64, toHex, utf8 } from "#kernel/bytes";
import { checkReceipt, type ReceiptTrust } from "#kernel/check-receipt";
import { formatCheckpoint } from "#kernel/checkpoint";
import { cosignatureSigner } from "#kernel/cosignature";
import { sha256Hex } from "#kernel/crypto";
import { signTransaction } from "#kernel/envelope";
import { type Genesis, genesisHash, ledgerRef } from "#kernel/genesis";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, type Json, parseJson, type Value } from "#kernel/json";
import { type GenesisLeaf, hashOfLeaf, leafText, resultHash, rowsRoot, type TransactionLeaf } from "#kernel/leaf";
import { rootOf } from "#kernel/merkle";
import { ed25519Signer, type NoteSigner, signNote } from "#kernel/note";
import { type Receipt, receiptText } from "#kernel/receipt";
import type { Proven, ProvenHead, ReceiptReport } from "#kernel/receipt-report";
import { type CheckCode, PROOF_LIMITS, RECEIPT_CHECKS, RECEIPT_PROBLEMS } from "#kernel/receipt-texts";
import { encodeTlogProof } from "#kernel/tlog-proof";
import { placesOf, putInPlace, valueAt } from "../../test/support/altered-json.ts";
import { type InvalidReceipt, invalidReceipts, type Material } from "../../test/support/invalid-receipts.ts";
import { randomSeed } from "../../test/support/random-seed.ts";
import { AnchoringLedger, PayoutLedger } from "../../test/support/receipt-ledgers.ts";
import { testGenesis, testId, testKeyPair } from "../../test/support/test-genesis.ts";

/** A unit ledger with a payout signed by a key that was enrolled later, anchored on another ledger, and its receipts. */
function scene() {
  const unit = new PayoutLedger();
  unit.enrolPhone("pia");
  unit.enrolPhone("olga");
  const paid = unit.payOut("olga phone", { reason: "prize" });
  const alliance = new AnchoringLedger(unit);
  const firstAnchor = alliance.anchor();
  const later = unit.payOut("olga", { lapsesAt: unit.time + 1_000 });
  alliance.anchor();
  unit.payOut();
  const trust: ReceiptTrust = { genesisHashes: [unit.hash, alliance.hash], nowMs: unit.time };
  return { unit, alliance, paid, later, firstAnchor, trust };
}

const SCENE = scene();

function statusOf(report: ReceiptReport, code: CheckCode) {
  return report.checks.find((check) => check.code === code);
}

test("a receipt passes every check and says what was computed", () => {
  const { unit, paid, trust } = SCENE;
  const report = checkReceipt(unit.file(paid, "rui"), trust);
  assert(report.ok, JSON.stringify(report.checks));
  assert.deepEqual(
    report.checks.map(({ code }) => code),
    Object.keys(RECEIPT_CHECKS),
  );
  const statuses = new Set(report.checks.filter(({ code }) => code !== "anchor").map(({ status }) => status));
  assert.deepEqual([...statuses], ["passed"]);
  const inclusion = statusOf(report, "inclusion");
  assert.equal(inclusion?.facts["computed"], inclusion?.facts["expected"]);
});

test("a receipt proves who signed what, what came of it, and who stands behind the head", () => {
  const { unit, paid, trust } = SCENE;
  const { proves } = checkReceipt(unit.file(paid, "rui"), trust);
  assert.equal(proves?.command, "payout.pay-out");
  assert.equal(proves?.outcome, "done");
  assert.deepEqual(proves?.signers, [
    {
      keyId: keyIdOf(testKeyPair("olga phone").publicKey),
      personId: testId("person", "olga"),
      memberId: testId("member", "unit"),
      boundAt: 3,
    },
  ]);
  assert.equal(proves?.rows.length, 3);
  assert(proves?.areAllRows);
  assert.equal((proves?.result as { totalFen: string } | undefined)?.totalFen, "62571321");
  assert.equal(proves?.checkpoint.cosignatures.length, 1);
});

test("a payee's receipt proves that line and says what it leaves out", () => {
  const { unit, paid, trust } = SCENE;
  const report = checkReceipt(unit.file(paid, "pia"), trust);
  assert(report.ok);
  assert.deepEqual(
    report.proves?.rows.map(({ row }) => (row as { amountFen: string }).amountFen),
    ["62571320"],
  );
  assert.equal(report.proves?.areAllRows, false);
  for (const limit of ["arguments_not_shown", "result_not_shown", "rows_not_all_shown"] as const) {
    assert(report.cannotShow.includes(limit), limit);
  }
});

test("a unit's receipt leads to the anchor on the other ledger", () => {
  const { unit, alliance, paid, trust } = SCENE;
  const report = checkReceipt(receiptText(alliance.anchoredReceipt(unit, paid, "pia")), trust);
  assert(report.ok, JSON.stringify(report.checks));
  assert.equal(report.proves?.anchor?.ledger, alliance.executor.ref);
  assert.equal(report.anchor?.checks.length, report.checks.length);
});

test("each check that is made is timed by the verifier's stopwatch, and nothing else of the report changes", () => {
  const { unit, alliance, paid, trust } = SCENE;
  const file = receiptText(alliance.anchoredReceipt(unit, paid, "pia"));
  let reads = 0;
  const timed = checkReceipt(file, { ...trust, stopwatch: () => reads++ });
  const untimed = (report: ReceiptReport): ReceiptReport => ({
    ...report,
    checks: report.checks.map(({ ms: _, ...check }) => check),
    ...(report.anchor === undefined ? {} : { anchor: untimed(report.anchor) }),
  });
  assert.deepEqual(untimed(timed), checkReceipt(file, trust));
  for (const { code, ms, status } of timed.checks)
    assert.equal(ms === undefined, status === "absent" || status === "skipped", code);
  // The anchor's own checks are made, and read the stopwatch, within the check of the anchor.
  assert.ok((statusOf(timed, "anchor")?.ms ?? 0) > 10);
  assert.equal(statusOf(timed, "leaf")?.ms, 1);
});

test("the line end that editors put behind a file does not matter", () => {
  const { unit, paid, trust } = SCENE;
  assert(checkReceipt(`${unit.file(paid, "pia")}\n`, trust).ok);
  assert.equal(statusOf(checkReceipt(`${unit.file(paid, "pia")}\n\n`, trust), "file")?.problem, "file_not_canonical");
});

test("what happens by itself is proved without signers", () => {
  const { unit, alliance } = scene();
  const { size } = unit.executor.head;
  unit.advanceTo(unit.time + 2_000);
  const id = unit.state.leaf(size)?.id ?? "";
  const receipt = unit.receipt({ id, position: size, outcome: "done" }, "rui");
  const report = checkReceipt(receiptText(receipt), { genesisHashes: [unit.hash, alliance.hash] });
  assert(report.ok, JSON.stringify(report.checks));
  assert.equal(report.proves?.kind, "timer");
  assert(report.proves?.rows.every(({ row }) => row === null));
  assert(report.cannotShow.includes("signed_by_nobody"));
});

/** A ledger of two leaves made by hand, with four cosigners. */
function handMade(cosigned: number, change: Partial<Genesis> = {}): { file: string; hash: string } {
  const labels = ["a", "b", "c", "d"];
  const key = (label: string) => testKeyPair(`four/${label}`);
  const people = Object.fromEntries(labels.map((label) => [label, { member: label, roles: ["administrator"] }]));
  const base = testGenesis({ name: "four", scenarios: ["council"], people });
  const cosigners = labels.map((label) => ({
    memberId: testId("member", label) as Genesis["cosigners"][number]["memberId"],
    name: `sanlian.test/four/${label}`,
    logKey: toBase64(key(`${label}/log`).publicKey),
    cosignKey: toBase64(key(`${label}/cosign`).publicKey),
  }));
  const genesis: Genesis = { ...base, cosigners, ...change };
  const ledger = ledgerRef(genesis);
  const time = genesis.startsAt;
  const signer = testKeyPair("a");
  const draft = { ledger, command: "council.revoke-key", args: { keyId: "0".repeat(64) }, notAfter: time };
  const { envelope } = signTransaction(draft, [signer]);
  const payloadBytes = Buffer.from(envelope.payload, "base64");
  const preAuth = Buffer.concat([
    utf8(`DSSEv1 ${envelope.payloadType.length} ${envelope.payloadType} ${payloadBytes.length} `),
    payloadBytes,
  ]);
  const first: GenesisLeaf = { genesis: genesisHash(genesis), height: 0, kind: "genesis", position: 0, time };
  const leaf: TransactionLeaf = {
    envelope: sha256Hex(canonicalize(envelope as unknown as Value)),
    height: 1,
    id: time.toString(16).padStart(16, "0") + sha256Hex(preAuth),
    kind: "transaction",
    outcome: "rejected",
    position: 1,
    result: resultHash("5".repeat(64), {}),
    rows: rowsRoot([]),
    time,
  };
  const hashes = [first, leaf].map((each) => hashOfLeaf(leafText(each)));
  const text = formatCheckpoint({ origin: genesis.origin, size: 2, root: rootOf(hashes) });
  const signers: NoteSigner[] = labels
    .slice(0, cosigned)
    .map((label) =>
      cosignatureSigner(`sanlian.test/four/${label}`, key(`${label}/cosign`).secretKey, () => time / 1000),
    );
  const checkpoint = signNote(text, [ed25519Signer(base.origin, key("b/log").secretKey), ...signers]);
  const path = (sibling: number) => [hashes[sibling] as Uint8Array];
  const receipt: Receipt = {
    receipt: "sanlian/receipt/1",
    ledger,
    genesis,
    leaf,
    envelope,
    rows: [],
    rowCount: 0,
    proof: encodeTlogProof({ index: 1, path: path(0), checkpoint }),
    enrolments: [{ keyId: keyIdOf(signer.publicKey), leaf: first, rowCount: 0, path: path(1).map(toHex) }],
  };
  return { file: receiptText(receipt), hash: genesisHash(genesis) };
}

test("more than two thirds of the cosigners make a head final", () => {
  for (const [cosigned, isFinal] of [
    [0, false],
    [2, false],
    [3, true],
    [4, true],
  ] as const) {
    const { file, hash } = handMade(cosigned);
    const report = checkReceipt(file, { genesisHashes: [hash] });
    assert(report.ok, JSON.stringify(report.checks));
    assert.equal(report.proves?.checkpoint.cosignatures.length, cosigned);
    assert.equal(report.proves?.checkpoint.isFinal, isFinal, `${cosigned} of 4`);
    assert.equal(report.cannotShow.includes("not_final"), !isFinal);
  }
});

function material(): Material {
  const { unit, alliance, paid, later, firstAnchor } = SCENE;
  return {
    receipt: unit.receipt(paid, "rui"),
    later: unit.receipt(later, "rui"),
    enrolment: unit.receipt({ ...paid, position: 1 }, "rui"),
    ofGenesisKey: unit.receipt(later, "rui"),
    anchored: alliance.anchoredReceipt(unit, paid, "rui"),
    olderAnchor: alliance.receipt(firstAnchor, "rui"),
    noAnchor: alliance.receipt({ ...paid, position: 1 }, "rui"),
    logKey: testKeyPair("unit/log"),
    cosignKey: testKeyPair("unit/cosign"),
  };
}

test("every check refuses what it is there for, and no problem is declared in vain", () => {
  const found = new Set<string>();
  const tooLarge: InvalidReceipt = { check: "file", problem: "file_too_large", file: new Uint8Array(40_000_001) };
  for (const { check, problem, file, trust } of [tooLarge, ...invalidReceipts(material())]) {
    const report = checkReceipt(file, { ...SCENE.trust, ...trust });
    const made = statusOf(report, check);
    assert.equal(made?.status, "failed", `${check} ${problem}: ${JSON.stringify(report.checks)}`);
    assert.equal(made?.problem, problem);
    assert.equal(report.ok, false);
    assert.equal(report.proves, undefined);
    found.add(problem);
    const text: Record<string, { en: string }> = RECEIPT_PROBLEMS;
    for (const [, fact] of (text[problem]?.en ?? "").matchAll(/\{(\w+)\}/g)) {
      assert(made?.facts[fact as string] !== undefined, `${problem} states no ${fact}`);
    }
  }
  assert.deepEqual(
    Object.keys(RECEIPT_PROBLEMS).filter((problem) => !found.has(problem)),
    [],
  );
});

test("a changed amount fails one check and leaves the others standing", () => {
  const { unit, paid, trust } = SCENE;
  const file = unit.file(paid, "pia").replace('"62571320"', '"92571320"');
  const report = checkReceipt(file, trust);
  const failed = report.checks.filter(({ status }) => status === "failed");
  assert.deepEqual(
    failed.map(({ code }) => code),
    ["contents"],
  );
  assert.notEqual(failed[0]?.facts["computed"], failed[0]?.facts["expected"]);
});

test("checks that rest on a failed one are skipped, not failed", () => {
  const { trust } = SCENE;
  const noFile = checkReceipt("{}", trust);
  assert(noFile.checks.slice(1).every(({ status }) => status === "skipped"));
  const unfit = invalidReceipts(material()).find(({ problem }) => problem === "origin_unfit");
  const noKeys = checkReceipt(unfit?.file ?? "", trust);
  for (const code of ["checkpoint", "inclusion", "enrolments"] as const) {
    assert.equal(statusOf(noKeys, code)?.status, "skipped", code);
  }
});

test("every limit of a proof is stated for some receipt", () => {
  const { unit, alliance, paid, trust } = SCENE;
  const { size } = unit.executor.head;
  const lapsing = scene();
  lapsing.unit.advanceTo(lapsing.unit.time + 2_000);
  const timer = lapsing.unit.receipt({ id: "", position: size, outcome: "done" }, "rui");
  const demo = handMade(0, { demo: true });
  const reports = [
    checkReceipt(unit.file(paid, "pia"), trust),
    checkReceipt(receiptText(alliance.anchoredReceipt(unit, paid, "pia")), trust),
    checkReceipt(receiptText(timer), { genesisHashes: [lapsing.unit.hash] }),
    checkReceipt(demo.file, { genesisHashes: [demo.hash] }),
  ];
  const stated = new Set<string>(reports.flatMap(({ cannotShow }) => cannotShow));
  assert.deepEqual(
    Object.keys(PROOF_LIMITS).filter((limit) => !stated.has(limit)),
    [],
  );
});

/** Whether everything that is proved was proved before: what may be missing are whole parts, rows and cosignatures. */
function saysNoMore(proves: Proven | undefined, original: Proven): boolean {
  if (proves === undefined) return false;
  const text = (value: unknown) => canonicalize(value as Value);
  const isWithin = (some: readonly unknown[], all: readonly unknown[]) =>
    some.every((one) => all.some((other) => text(one) === text(other)));
  const isSameHead = (head: ProvenHead, before: ProvenHead) =>
    isWithin(head.cosignatures, before.cosignatures) &&
    text({ ...head, cosignatures: 0, isFinal: 0 }) === text({ ...before, cosignatures: 0, isFinal: 0 });
  const { anchor, checkpoint, rows, args, result, areAllRows, ...entry } = proves;
  const {
    checkpoint: head,
    anchor: anchored,
    rows: allRows,
    args: _,
    result: __,
    areAllRows: ___,
    ...wanted
  } = original;
  return (
    text(entry) === text(wanted) &&
    isSameHead(checkpoint, head) &&
    isWithin(rows, allRows) &&
    (!areAllRows || rows.length === allRows.length) &&
    (args === undefined || text(args) === text(original.args)) &&
    (result === undefined || text(result) === text(original.result)) &&
    (anchor === undefined ||
      (anchored !== undefined &&
        text({ ...anchor, checkpoint: 0 }) === text({ ...anchored, checkpoint: 0 }) &&
        isSameHead(anchor.checkpoint, anchored.checkpoint)))
  );
}

test("no changed bit of a receipt makes it prove something else", (t) => {
  const { unit, alliance, paid, trust } = SCENE;
  const file = utf8(receiptText(alliance.anchoredReceipt(unit, paid, "rui")));
  const original = checkReceipt(file, trust).proves as Proven;
  const place = fc.record({ at: fc.nat(file.length - 1), bit: fc.nat(7) });
  let refused = 0;
  fc.assert(
    fc.property(place, ({ at, bit }) => {
      const copy = Uint8Array.from(file);
      copy[at] = (copy[at] ?? 0) ^ (1 << bit);
      const report = checkReceipt(copy, trust);
      if (report.ok) assert(saysNoMore(report.proves, original), `bit ${bit} of byte ${at}`);
      else refused++;
    }),
    randomSeed(t, 6_000),
  );
  t.diagnostic(`${refused} of 6000 refused`);
  assert(refused > 5_900, `only ${refused} of 6000 were refused`);
});

test("no value put in the place of another makes a receipt prove something else", (t) => {
  const { unit, alliance, paid, trust } = SCENE;
  const receipt = alliance.anchoredReceipt(unit, paid, "rui");
  const original = checkReceipt(receiptText(receipt), trust).proves as Proven;
  const places = placesOf(JSON.parse(receiptText(receipt)) as Json);
  const swap = fc.record({ to: fc.nat(places.length - 1), from: fc.nat(places.length - 1), isRemoved: fc.boolean() });
  fc.assert(
    fc.property(swap, ({ to, from, isRemoved }) => {
      const copy = JSON.parse(receiptText(receipt)) as Json;
      // A copy, or a value that is put into itself would have no end.
      putInPlace(copy, places[to] ?? [], isRemoved ? undefined : structuredClone(valueAt(copy, places[from] ?? [])));
      const report = checkReceipt(canonicalize(copy as Value), trust);
      if (report.ok)
        assert(saysNoMore(report.proves, original), `${places[to]?.join(".")} from ${places[from]?.join(".")}`);
    }),
    randomSeed(t, 3_000),
  );
});

test("hostile files never make the check throw", (t) => {
  const { trust } = SCENE;
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string({ unit: "binary" }), fc.uint8Array({ maxLength: 300 })), (file) => {
      assert.equal(checkReceipt(file, trust).ok, false);
    }),
    randomSeed(t, 2_000),
  );
  assert.equal(checkReceipt('{"__proto__":{"receipt":"sanlian/receipt/1"}}', trust).ok, false);
  assert(parseJson("{}").ok);
});
