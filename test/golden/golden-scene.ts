import { fromBase64, toBase64, utf8, utf8Decode } from "#kernel/bytes";
import { proveEnrolment } from "#kernel/enrolment";
import type { Submission } from "#kernel/envelope";
import { keyIdOf } from "#kernel/identity";
import type { JsonObject } from "#kernel/json";
import type { Answer } from "#ledger/service";
import { fixtureId, fixtureKey, GoldenLedger, START } from "./golden-ledger.ts";

/** What happens on the two ledgers of the fixture: once everything that a leaf or a block leaf can say. */

const LAPSES_AT = START + 3_600_000;

export interface Scene {
  readonly unit: GoldenLedger;
  readonly alliance: GoldenLedger;
  /** Positions of leaves by what they show. */
  readonly at: Readonly<Record<UnitLeaf, number>>;
  /** On the alliance ledger. */
  readonly anchorAt: { readonly older: number; readonly newest: number; readonly none: number };
  /** A submission that one of its signers called back. */
  readonly cancelled: string;
}

type UnitLeaf = "enrolment" | "paid" | "later" | "rejected" | "fault" | "settled" | "timer";

/** Plays the scene from its beginning. */
export function playScene(): Scene {
  const unit = new GoldenLedger({
    name: "unit",
    people: {
      ada: { member: "unit", roles: ["administrator"] },
      olga: { member: "unit", roles: ["officer"] },
      che: { member: "unit", roles: ["checker"] },
      rui: { member: "unit", roles: ["reader"] },
      pia: { member: "payees", roles: [] },
      pol: { member: "payees", roles: [] },
    },
    cosigners: ["unit"],
    cosigning: 1,
  });
  const alliance = new GoldenLedger({
    name: "alliance",
    people: { ops: { member: "unit", roles: ["operator"] }, rui: { member: "centre", roles: ["reader"] } },
    cosigners: ["centre", "unit", "works", "bank"],
    cosigning: 3,
  });
  unit.block([enrol(unit, "pia", "pia phone"), enrol(unit, "olga", "olga phone")], START + 1_000);
  const first = pay(unit, ["olga phone"], { reason: "一等奖 · first prize", memo: '获奖 “一等”\n🎉 é \\ " /' });
  const paid = unit.block(
    [
      first,
      pay(unit, ["olga"], { lapsesAt: LAPSES_AT }),
      pay(unit, ["olga"], { lapsesAt: LAPSES_AT }),
      pay(unit, ["che"], {}),
      unit.sign("payout.break-down", {}, ["pol"]),
      first,
    ],
    START + 2_000,
  );
  const older = anchor(unit, alliance, START + 2_500);
  const settled = unit.block([settle(unit, paid[0]), ...strays(unit, alliance)], START + 3_000);
  const cancelled = settle(unit, paid[1], START + 86_400_000);
  const revoked = { keyId: keyIdOf(fixtureKey("pia phone").publicKey) };
  unit.block(
    [
      unit.sign("keyring.revoke-key", revoked, ["ada"]),
      unit.sign("keyring.cancel-transaction", { payload: payloadText(cancelled) }, ["olga"]),
    ],
    START + 4_000,
  );
  unit.block([pay(unit, ["pia phone"], {}), cancelled, pay(unit, ["olga"], {})], START + 5_000);
  const newest = anchor(unit, alliance, START + 5_500);
  const none = positionOf(alliance.block([pay(alliance, ["ops"], {})], START + 6_000)[0]);
  const timer = unit.executor.head.size;
  const late = pay(unit, ["olga"], {}, LAPSES_AT + 1_000);
  unit.block([late], LAPSES_AT);
  unit.block([late], LAPSES_AT);
  const at = {
    enrolment: 1,
    paid: positionOf(paid[0]),
    later: positionOf(paid[1]),
    rejected: positionOf(paid[3]),
    fault: positionOf(paid[4]),
    settled: positionOf(settled[0]),
    timer,
  };
  return { unit, alliance, at, anchorAt: { older, newest, none }, cancelled };
}

/** A payout of two lines. */
export function pay(ledger: GoldenLedger, as: readonly string[], more: JsonObject, notAfter?: number): string {
  const lines = [
    { payeeId: fixtureId("person", "pia"), amountFen: "62571320" },
    { payeeId: fixtureId("person", "pol"), amountFen: "1" },
  ];
  return ledger.sign("payout.pay-out", { lines, ...more }, as, notAfter === undefined ? {} : { notAfter });
}

function settle(unit: GoldenLedger, paid: Answer | undefined, notAfter?: number): string {
  const { batchId } = (paid as unknown as { result: { batchId: string } }).result;
  const more = notAfter === undefined ? {} : { notAfter };
  return unit.sign("payout.settle-batch", { batchId }, ["olga", "che"], more);
}

function enrol(unit: GoldenLedger, person: string, label: string): string {
  const personId = fixtureId("person", person);
  const key = fixtureKey(label);
  const proof = proveEnrolment(unit.ref, personId, key);
  return unit.sign("keyring.enrol-key", { personId, publicKey: toBase64(key.publicKey), proof }, ["ada"]);
}

function anchor(unit: GoldenLedger, alliance: GoldenLedger, time: number): number {
  const { size, root } = unit.executor.head;
  const [answer] = alliance.block(
    [alliance.sign("keyring.post-anchor", { ledger: unit.ref, size, root }, ["ops"])],
    time,
  );
  return positionOf(answer);
}

/** Entries that get no leaf, each for its own reason. A block can hold any JSON value as an entry. */
function strays(unit: GoldenLedger, alliance: GoldenLedger): string[] {
  const { time } = unit.executor.head;
  return [
    "{}",
    unit.sign("payout.break-down", {}, ["pol"], { ledger: alliance.ref }),
    unit.sign("payout.break-down", {}, ["nobody"]),
    spoilSignature(unit.sign("payout.break-down", {}, ["pol"])),
    unit.sign("payout.break-down", {}, ["pol"], { notAfter: time + 999 }),
    unit.sign("payout.break-down", {}, ["pol"], { notAfter: time + 1_000_000 }),
  ];
}

/** The same submission with another signature, which is well formed and wrong. */
export function spoilSignature(text: string): string {
  const { envelope } = JSON.parse(text) as Submission;
  const signature = envelope.signatures[0]?.sig ?? "";
  return text.replace(
    signature,
    toBase64((fromBase64(signature) as Uint8Array).map((byte, i) => (i === 40 ? byte ^ 1 : byte))),
  );
}

/** Payload text of a submission. */
export function payloadText(submission: string): string {
  const { envelope } = JSON.parse(submission) as Submission;
  return utf8Decode(fromBase64(envelope.payload) ?? utf8(""));
}

function positionOf(answer: Answer | undefined): number {
  if (answer?.status !== "recorded") throw new Error(`expected a leaf, got ${JSON.stringify(answer)}`);
  return answer.position;
}
