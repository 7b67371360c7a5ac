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

/** A free copy of a receipt, to be changed. */
function copyOf(receipt: Receipt): Receipt & Record<string, never> {
  return JSON.parse(receiptText(receipt)) as Receipt & Record<string, never>;
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

interface Bad {
  readonly check: CheckCode;
  readonly problem: string;
  readonly file: string | Uint8Array;
  readonly trust?: ReceiptTrust;
}

/** Changes a copy of the receipt that a reader of the unit ledger gets, or of the anchored one. */
function changed(change: (receipt: Receipt & Record<string, never>) => object, from?: Receipt): string {
  const copy = copyOf(from ?? SCENE.unit.receipt(SCENE.paid, "rui"));
  return canonicalize({ ...copy, ...change(copy) } as unknown as Value);
}

function withCheckpoint(text: string, signers: readonly NoteSigner[]): string {
  const note = signNote(text, signers);
  return changed(({ proof }) => ({ proof: `${proof.slice(0, proof.indexOf("\n\n"))}\n\n${note}` }));
}

function badReceipts(): Bad[] {
  const { unit, alliance, paid, later, firstAnchor, trust } = SCENE;
  const good = unit.receipt(paid, "rui");
  const anchored = alliance.anchoredReceipt(unit, paid, "rui");
  const log = ed25519Signer(unit.genesis.origin, testKeyPair("unit/log").secretKey);
  const stranger = ed25519Signer(unit.genesis.origin, testKeyPair("stranger").secretKey);
  const cosigner = cosignatureSigner("sanlian.test/unit/node", testKeyPair("unit/cosign").secretKey, () => 1);
  const wrong = { ...log, sign: () => new Uint8Array(64) };
  const head = { origin: unit.genesis.origin, size: 9, root: new Uint8Array(32) };
  const other = "0".repeat(64);
  const [enrolment] = good.enrolments;
  const ofPia = unit.receipt({ id: "", position: 1, outcome: "done" }, "rui");
  const [piaRow] = ofPia.rows;
  const cosigners = handMadeCosigners();
  const enrolments = (change: object) => ({ enrolments: [{ ...enrolment, ...change }] });
  return [
    { check: "file", problem: "file_too_large", file: new Uint8Array(40_000_001) },
    { check: "file", problem: "file_not_json", file: Uint8Array.of(0xff) },
    { check: "file", problem: "file_not_json", file: "\ud800" },
    { check: "file", problem: "file_not_json", file: "[".repeat(100_000) },
    { check: "file", problem: "file_not_canonical", file: JSON.stringify(good, null, 1) },
    {
      check: "file",
      problem: "file_not_canonical",
      file: receiptText(good).replace('"rowCount":3', '"rowCount":3,"rowCount":3'),
    },
    { check: "file", problem: "receipt_malformed", file: "{}" },
    { check: "file", problem: "receipt_malformed", file: changed(() => ({ more: 1 })) },
    { check: "file", problem: "receipt_malformed", file: changed(({ rows }) => ({ rows: [...rows].reverse() })) },
    { check: "file", problem: "receipt_malformed", file: changed(() => ({ rowCount: 2 })) },
    { check: "file", problem: "receipt_malformed", file: changed(() => ({ envelope: undefined })) },
    { check: "file", problem: "proof_malformed", file: changed(() => ({ proof: "c2sp.org/tlog-proof@v2\n" })) },
    { check: "genesis", problem: "genesis_not_brought", file: receiptText(good), trust: { genesisHashes: [] } },
    { check: "genesis", problem: "genesis_not_trusted", file: receiptText(good), trust: { genesisHashes: [other] } },
    { check: "genesis", problem: "ledger_not_of_genesis", file: changed(() => ({ ledger: `unit@${other}` })) },
    { check: "keys", problem: "origin_unfit", file: handMade(3, { origin: "a b" }).file },
    { check: "keys", problem: "key_unfit", file: handMade(3, { cosigners: cosigners.unfit }).file },
    { check: "keys", problem: "keys_not_distinct", file: handMade(3, { cosigners: cosigners.twice }).file },
    { check: "checkpoint", problem: "note_signature_wrong", file: withCheckpoint(formatCheckpoint(head), [wrong]) },
    {
      check: "checkpoint",
      problem: "note_without_known_signature",
      file: withCheckpoint(formatCheckpoint(head), [stranger]),
    },
    {
      check: "checkpoint",
      problem: "checkpoint_not_signed_by_ledger",
      file: withCheckpoint(formatCheckpoint(head), [cosigner]),
    },
    { check: "checkpoint", problem: "checkpoint_malformed", file: withCheckpoint("hello\n", [log]) },
    {
      check: "checkpoint",
      problem: "checkpoint_of_other_ledger",
      file: withCheckpoint(formatCheckpoint({ ...head, origin: "sanlian.test/other" }), [log]),
    },
    { check: "checkpoint", problem: "cosignature_from_future", file: receiptText(good), trust: { ...trust, nowMs: 0 } },
    {
      check: "leaf",
      problem: "position_not_of_proof",
      file: changed(({ leaf }) => ({ leaf: { ...leaf, position: 4 } })),
    },
    {
      check: "inclusion",
      problem: "leaf_not_under_root",
      file: changed(({ leaf }) => ({ leaf: { ...leaf, outcome: "fault" } })),
    },
    { check: "inclusion", problem: "leaf_not_under_root", file: withCheckpoint(formatCheckpoint(head), [log]) },
    {
      check: "transaction",
      problem: "payload_malformed",
      file: changed(({ envelope }) => ({ envelope: { ...envelope, payload: "AAAA" } })),
    },
    {
      check: "transaction",
      problem: "payload_malformed",
      file: changed(({ envelope }) => ({ envelope: { ...envelope, payload: "gICA" } })),
    },
    {
      check: "transaction",
      problem: "signatures_not_those_of_signers",
      file: changed(({ envelope }) => ({
        envelope: { ...envelope, signatures: [{ ...envelope?.signatures[0], keyid: other }] },
      })),
    },
    {
      check: "transaction",
      problem: "transaction_of_other_ledger",
      file: changed(() => ({ ledger: `unit@${other}` })),
    },
    {
      check: "transaction",
      problem: "envelope_not_of_leaf",
      file: changed(() => ({ envelope: unit.receipt(later, "rui").envelope })),
    },
    {
      check: "transaction",
      problem: "id_not_of_envelope",
      file: changed(({ leaf }) => ({
        leaf: { ...leaf, id: leaf.id.replace(/.$/, (end) => (end === "0" ? "1" : "0")) },
      })),
    },
    {
      check: "transaction",
      problem: "recorded_after_expiry",
      file: changed(({ leaf }) => ({ leaf: { ...leaf, time: leaf.time + 300_001 } })),
    },
    {
      check: "signatures",
      problem: "signature_wrong",
      file: changed(({ envelope }) => ({
        envelope: {
          ...envelope,
          signatures: [{ ...envelope?.signatures[0], sig: unit.receipt(later, "rui").envelope?.signatures[0]?.sig }],
        },
      })),
    },
    { check: "signatures", problem: "public_key_missing", file: changed(() => ({ enrolments: [] })) },
    { check: "enrolments", problem: "enrolments_not_of_signers", file: changed(() => ({ enrolments: [] })) },
    {
      check: "enrolments",
      problem: "enrolment_not_earlier",
      file: changed(() => enrolments({ leaf: { ...enrolment?.leaf, position: 5 } })),
    },
    {
      check: "enrolments",
      problem: "enrolment_not_in_tree",
      file: changed(() => enrolments({ leaf: { ...enrolment?.leaf, id: "0".repeat(80) } })),
    },
    {
      check: "enrolments",
      problem: "enrolment_of_other_key",
      file: changed(() => enrolments({ leaf: ofPia.leaf, row: piaRow, rowCount: 1, path: pathOf(1) })),
    },
    {
      check: "enrolments",
      problem: "enrolment_of_other_key",
      file: changed(() =>
        enrolments({ leaf: JSON.parse(unit.state.leaf(0)?.leaf ?? ""), row: undefined, path: pathOf(0) }),
      ),
    },
    {
      check: "enrolments",
      problem: "enrolment_row_not_of_leaf",
      file: changed(() => enrolments({ row: { ...enrolment?.row, salt: other } })),
    },
    { check: "contents", problem: "args_not_signed", file: changed(({ args }) => ({ args: { ...args, value: {} } })) },
    {
      check: "contents",
      problem: "result_not_recorded",
      file: changed(({ result }) => ({ result: { ...result, value: {} } })),
    },
    {
      check: "contents",
      problem: "row_not_recorded",
      file: changed(({ rows }) => ({ rows: [{ ...rows[0], row: null }, ...rows.slice(1)] })),
    },
    { check: "contents", problem: "rows_not_all", file: changed(() => ({ rows: [], rowCount: 0 })) },
    {
      check: "anchor",
      problem: "anchor_not_valid",
      file: receiptText(anchored),
      trust: { genesisHashes: [unit.hash] },
    },
    {
      check: "anchor",
      problem: "anchor_row_missing",
      file: changed(() => ({ anchor: alliance.receipt({ id: "", position: 1, outcome: "done" }, "rui") }), anchored),
    },
    {
      check: "anchor",
      problem: "anchor_of_other_head",
      file: changed(() => ({ anchor: alliance.receipt(firstAnchor, "rui") }), anchored),
    },
  ];
}

function pathOf(position: number): readonly string[] {
  const { unit } = SCENE;
  // The enrolment's own path, as a receipt of that leaf would prove it.
  const receipt = position === 0 ? unit.receipt(SCENE.later, "rui") : undefined;
  if (receipt !== undefined) return receipt.enrolments[0]?.path ?? [];
  const { proof } = unit.receipt({ id: "", position, outcome: "done" }, "rui");
  const lines = proof.slice(0, proof.indexOf("\n\n")).split("\n").slice(2);
  return lines.map((line) => Buffer.from(line, "base64").toString("hex"));
}

function handMadeCosigners() {
  const genesis = JSON.parse(handMade(0).file) as { genesis: Genesis };
  const [first, ...others] = genesis.genesis.cosigners;
  if (first === undefined) throw new Error("there are four");
  return {
    unfit: [{ ...first, logKey: toBase64(new Uint8Array(32)) }, ...others],
    twice: [first, { ...first, name: "sanlian.test/four/e" }],
  };
}

test("every check refuses what it is there for, and no problem is declared in vain", () => {
  const found = new Set<string>();
  for (const { check, problem, file, trust } of badReceipts()) {
    const report = checkReceipt(file, trust ?? SCENE.trust);
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
  const report = checkReceipt(withCheckpoint("hello\n", []), trust);
  const file = statusOf(report, "file");
  assert.equal(file?.status, "failed");
  assert(report.checks.slice(1).every(({ status }) => status === "skipped"));
  const unsigned = checkReceipt(handMade(3, { origin: "a b" }).file, trust);
  for (const code of ["checkpoint", "inclusion", "enrolments"] as const) {
    assert.equal(statusOf(unsigned, code)?.status, "skipped", code);
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
  const places = placesOf(JSON.parse(receiptText(receipt)) as Json, []);
  const swap = fc.record({ to: fc.nat(places.length - 1), from: fc.nat(places.length - 1), isRemoved: fc.boolean() });
  fc.assert(
    fc.property(swap, ({ to, from, isRemoved }) => {
      const copy = JSON.parse(receiptText(receipt)) as Json;
      // A copy, or a value that is put into itself would have no end.
      put(copy, places[to] ?? [], isRemoved ? undefined : structuredClone(at(copy, places[from] ?? [])));
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

type Path = readonly (string | number)[];

function placesOf(node: Json, path: Path): Path[] {
  const below =
    typeof node !== "object" || node === null
      ? []
      : Object.entries(node).flatMap(([name, child]) =>
          placesOf(child as Json, [...path, Array.isArray(node) ? Number(name) : name]),
        );
  return path.length === 0 ? below : [path, ...below];
}

function at(node: Json, path: Path): Json {
  return path.reduce<Json>((inner, step) => (inner as Record<string | number, Json>)[step] as Json, node);
}

function put(node: Json, path: Path, value: Json | undefined): void {
  const parent = at(node, path.slice(0, -1)) as Record<string | number, Json | undefined>;
  const last = path.at(-1) as string | number;
  if (value === undefined && Array.isArray(parent)) parent.splice(Number(last), 1);
  else parent[last] = value;
}
