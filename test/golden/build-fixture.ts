import { toBase64, toHex, utf8 } from "#kernel/bytes";
import { checkReceipt } from "#kernel/check-receipt";
import { COSIGNATURE_TYPE } from "#kernel/cosignature";
import { enrolmentText, proveEnrolment } from "#kernel/enrolment";
import { argsHash, preAuthEncoding, TRANSACTION_TYPE } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, type Json, type Value } from "#kernel/json";
import { deriveSalt, objectId, publicId, resultHash, rowHash, rowsRoot } from "#kernel/leaf";
import { ED25519_TYPE } from "#kernel/note";
import { commitment } from "#kernel/personal";
import { type Receipt, receiptText } from "#kernel/receipt";
import type { ReceiptReport } from "#kernel/receipt-report";
import { signSession } from "#kernel/session";
import { encodeEntryBundle } from "#kernel/tiles";
import { formatVerifierKey } from "#kernel/verifier-key";
import { fileBytes, invalidReceipts, type Material } from "../support/invalid-receipts.ts";
import { fixtureId, fixtureKey, fixtureSeed, type GoldenLedger, ndjson, START } from "./golden-ledger.ts";
import { playScene, type Scene } from "./golden-scene.ts";
import { invalidBlocks, invalidSubmissions } from "./invalid-entries.ts";

/** One file of the fixture. */
export interface FixtureFile {
  /** Path below `test/golden/fixture`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

const LABELS = [
  ...["ada", "olga", "olga phone", "che", "rui", "pia", "pia phone", "pol", "ops", "nobody"],
  ...["unit/unit", "alliance/centre", "alliance/unit", "alliance/works", "alliance/bank"].flatMap((node) => [
    `${node}/log`,
    `${node}/cosign`,
  ]),
];

/** Every file of the fixture, made anew. Nothing in it is random, so it is the same each time. */
export function buildFixture(): FixtureFile[] {
  const scene = playScene();
  const receipts = validReceipts(scene);
  return [
    { path: "keys.json", bytes: jsonLines(LABELS.map(keyOf)) },
    { path: "primitives.json", bytes: jsonLines(primitives(scene)) },
    ...ledgerFiles(scene.unit),
    ...ledgerFiles(scene.alliance),
    ...receipts.map(({ name, receipt }) => ({ path: `receipts/${name}.json`, bytes: utf8(receiptText(receipt)) })),
    { path: "receipts.json", bytes: jsonLines(receipts.map((valid) => expectation(valid, scene))) },
    { path: "invalid-receipts.ndjson", bytes: ndjson(spoiltReceipts(scene, receipts)) },
    // The last files to be made: they draw nonces that would otherwise change what comes before them.
    { path: "invalid-submissions.ndjson", bytes: ndjson(refusedSubmissions(scene)) },
    { path: "invalid-blocks.ndjson", bytes: ndjson(invalidBlocks(scene).map((block) => canonicalize({ ...block }))) },
  ];
}

function keyOf(label: string): Value {
  const { publicKey } = fixtureKey(label);
  return { label, seed: toHex(fixtureSeed(label)), publicKey: toBase64(publicKey), keyId: keyIdOf(publicKey) };
}

function ledgerFiles(ledger: GoldenLedger): FixtureFile[] {
  const { genesis, submissions, blocks, answers } = ledger;
  const { size } = ledger.executor.head;
  const leaves = ledger.leaves();
  const file = (path: string, bytes: Uint8Array) => ({ path: `${genesis.name}/${path}`, bytes });
  return [
    file("genesis.json", utf8(canonicalize(genesis))),
    file("submissions.ndjson", ndjson(submissions)),
    file("blocks.ndjson", ndjson(blocks)),
    file("answers.ndjson", ndjson(answers)),
    file("leaves.ndjson", ndjson(leaves.map(({ leaf }) => leaf))),
    file("effects.ndjson", ndjson(leaves.map(({ effects }) => (effects === "" ? "null" : effects)))),
    file("checkpoint", utf8(ledger.state.checkpoint() ?? "")),
    file(`tile/0/000.p/${size}`, ledger.tile()),
    file(`tile/entries/000.p/${size}`, encodeEntryBundle(leaves.map(({ leaf }) => utf8(leaf)))),
  ];
}

interface ValidReceipt {
  readonly name: string;
  readonly receipt: Receipt;
}

function validReceipts({ unit, alliance, at, anchorAt }: Scene): ValidReceipt[] {
  return [
    { name: "reader", receipt: unit.receipt(at.paid, "rui") },
    { name: "payee", receipt: unit.receipt(at.paid, "pia") },
    { name: "two-signers", receipt: unit.receipt(at.settled, "che") },
    { name: "rejected", receipt: unit.receipt(at.rejected, "che") },
    { name: "fault", receipt: unit.receipt(at.fault, "pol") },
    { name: "timer", receipt: unit.receipt(at.timer, "rui") },
    { name: "anchored", receipt: unit.anchoredReceipt(at.paid, "pia", alliance) },
    { name: "anchor", receipt: alliance.receipt(anchorAt.newest, "ops") },
  ];
}

function expectation({ name, receipt }: ValidReceipt, scene: Scene): Value {
  const genesisHashes = [scene.unit.hash, scene.alliance.hash];
  const { ok, proves, cannotShow } = checkReceipt(receiptText(receipt), { genesisHashes });
  return { file: `receipts/${name}.json`, genesisHashes, ok, proves: proves as unknown as Value, cannotShow };
}

function spoiltReceipts(scene: Scene, valid: readonly ValidReceipt[]): string[] {
  const { unit, alliance, at, anchorAt } = scene;
  const material: Material = {
    receipt: unit.receipt(at.paid, "rui"),
    later: unit.receipt(at.later, "rui"),
    enrolment: unit.receipt(at.enrolment, "rui"),
    ofGenesisKey: unit.receipt(at.later, "rui"),
    anchored: unit.anchoredReceipt(at.paid, "pia", alliance),
    olderAnchor: alliance.receipt(anchorAt.older, "rui"),
    noAnchor: alliance.receipt(anchorAt.none, "ops"),
    logKey: fixtureKey("unit/unit/log"),
    cosignKey: fixtureKey("unit/unit/cosign"),
  };
  const ordinary = { genesisHashes: [unit.hash, alliance.hash], nowMs: START };
  // A lone surrogate has no bytes, so that case stands in the tests of this implementation only.
  const cases = invalidReceipts(material).filter(({ file }) => typeof file !== "string" || file.isWellFormed());
  return cases.map((spoilt) => {
    const trust = { ...ordinary, ...spoilt.trust };
    const patch = smallestPatch(valid, fileBytes(spoilt.file));
    return canonicalize({ ...found(checkReceipt(spoilt.file, trust)), ...trust, ...patch });
  });
}

function found({ checks }: ReceiptReport) {
  const failed = checks
    .filter(({ status }) => status === "failed")
    .map(({ code, problem }) => ({ check: code, problem }));
  return { failed, skipped: checks.filter(({ status }) => status === "skipped").map(({ code }) => code) };
}

/** How to make a file from a valid receipt: `remove` bytes at `at` go, those of `insert` (base64) come. */
interface Patch {
  readonly from: string;
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** Keeps the fixture small, and shows what was changed. */
function smallestPatch(valid: readonly ValidReceipt[], file: Uint8Array): Patch {
  const patches = valid.map(({ name, receipt }) => {
    const base = utf8(receiptText(receipt));
    const shorter = Math.min(base.length, file.length);
    let at = 0;
    while (at < shorter && base[at] === file[at]) at++;
    let end = 0;
    while (end < shorter - at && base.at(-1 - end) === file.at(-1 - end)) end++;
    const insert = toBase64(file.subarray(at, file.length - end));
    return { from: `receipts/${name}.json`, at, remove: base.length - at - end, insert };
  });
  return patches.reduce((best, patch) => (patch.insert.length < best.insert.length ? patch : best));
}

function refusedSubmissions(scene: Scene): string[] {
  const { time } = scene.unit.executor.head;
  return invalidSubmissions(scene).map(({ code, bytes }) => canonicalize({ code, time, base64: toBase64(bytes) }));
}

/** Single values with what they are made from. */
function primitives({ unit, alliance, at }: Scene): Value[] {
  const key = fixtureKey("olga phone");
  const publicKey = toBase64(key.publicKey);
  const salt = "5a".repeat(32);
  const claim = { ledger: unit.ref, personId: fixtureId("person", "olga"), publicKey };
  const challenge = { expiresAt: START + 60_000, node: "node.example", nonce: "0123456789abcdef0123456789abcdef" };
  const { origin, cosigners } = alliance.genesis;
  const args = { amountFen: 62_571_320n, memo: "é" };
  const hashes = ["a", "b", "c"].map((row) => rowHash(salt, "payout_lines", row, canonicalize({ row })));
  const text = (value: unknown): Json => JSON.parse(canonicalize(value as Value)) as Json;
  return [
    { name: "ledger reference", value: unit.ref },
    { name: "key id", publicKey, value: keyIdOf(key.publicKey) },
    {
      name: "pre-authentication encoding",
      type: TRANSACTION_TYPE,
      payload: "{}",
      hex: toHex(preAuthEncoding(TRANSACTION_TYPE, utf8("{}"))),
    },
    { name: "arguments hash", salt, args: text(args), value: argsHash(salt, args) },
    {
      name: "commitment",
      ledger: unit.ref,
      field: "payout.pay-out/reason",
      salt,
      text: "一等奖",
      value: commitment(unit.ref, "payout.pay-out/reason", salt, "一等奖"),
    },
    {
      name: "derived salt",
      blockSalt: salt,
      kind: "row",
      position: at.paid,
      index: 2,
      value: deriveSalt(Buffer.from(salt, "hex"), "row", at.paid, 2),
    },
    { name: "result hash", salt, result: text(args), value: resultHash(salt, args) },
    {
      name: "row hashes and their root",
      salt,
      table: "payout_lines",
      keys: ["a", "b", "c"],
      hashes: hashes.map(toHex),
      root: rowsRoot(hashes),
    },
    { name: "root of no rows", root: rowsRoot([]) },
    {
      name: "object id",
      prefix: "line",
      position: at.paid,
      seed: salt,
      counter: 3,
      value: objectId("line", at.paid, salt, 3),
    },
    {
      name: "timer id",
      blockSalt: salt,
      position: at.paid,
      time: START,
      counter: 3,
      value: publicId("timer", START, deriveSalt(Buffer.from(salt, "hex"), "timer", at.paid, 3), 3),
    },
    {
      name: "enrolment proof",
      ...claim,
      text: enrolmentText(claim),
      value: proveEnrolment(unit.ref, claim.personId, key),
    },
    { name: "session proof", challenge, proof: text(signSession(challenge, key)) },
    {
      name: "log key",
      value: formatVerifierKey({
        name: origin,
        type: ED25519_TYPE,
        publicKey: Buffer.from(cosigners[0]?.logKey ?? "", "base64"),
      }),
    },
    {
      name: "cosign key",
      value: formatVerifierKey({
        name: cosigners[0]?.name ?? "",
        type: COSIGNATURE_TYPE,
        publicKey: Buffer.from(cosigners[0]?.cosignKey ?? "", "base64"),
      }),
    },
  ];
}

/** A JSON list with one item a line. */
function jsonLines(items: readonly Value[]): Uint8Array {
  return utf8(`[\n${items.map((item) => canonicalize(item)).join(",\n")}\n]\n`);
}
