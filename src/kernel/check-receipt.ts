import { ANCHORS_TABLE, readAnchoredHead } from "./proof-tables.ts";
import { type ReadReceipt, readReceipt } from "./read-receipt.ts";
import type { Receipt } from "./receipt.ts";
import {
  checkContents,
  checkEnrolments,
  checkSignatures,
  checkTransaction,
  type SignedPayload,
} from "./receipt-entry-checks.ts";
import { checkCheckpoint, checkGenesis, checkInclusion, checkKeys, checkLeaf } from "./receipt-head-checks.ts";
import {
  absent,
  fail,
  type Proven,
  type ProvenAnchor,
  type ProvenHead,
  type ProvenSigner,
  pass,
  type ReceiptCheck,
  type ReceiptReport,
  type Step,
  skip,
} from "./receipt-report.ts";
import { type CheckCode, type ProofLimit, RECEIPT_CHECKS } from "./receipt-texts.ts";

/** What a verifier brings of its own. */
export interface ReceiptTrust {
  /** Hashes of the geneses it trusts, from a source other than the receipt; for an anchor that of the other ledger too. */
  readonly genesisHashes: readonly string[];
  /** The verifier's clock in milliseconds: cosignatures from the future are refused. Left out, their times are not judged. */
  readonly nowMs?: number;
  /** The verifier's stopwatch in milliseconds, by which each check is timed; left out, none is. */
  readonly stopwatch?: () => number;
}

/**
 * Checks a receipt offline, from its file and what the verifier brings. Makes every check that can be made, so that a
 * reader sees what holds and what does not; one that rests on a failed one is skipped. Pure but for the stopwatch that it is
 * given, and never throws.
 */
export function checkReceipt(file: Uint8Array | string, trust: ReceiptTrust): ReceiptReport {
  const timed = timer(trust);
  const bytes = typeof file === "string" ? new TextEncoder().encode(file).length : file.length;
  const reading = timed(() => readFile(file, bytes));
  if (reading.value === undefined) {
    const [, ...others] = Object.keys(RECEIPT_CHECKS) as CheckCode[];
    return { ok: false, checks: [reading.check, ...others.map(skip)], cannotShow: [] };
  }
  return checkParts(reading.value, trust, reading.check);
}

function readFile(file: Uint8Array | string, bytes: number): Step<ReadReceipt> {
  const reading = readReceipt(file);
  if (!reading.ok) return { check: fail("file", reading.problem, { path: reading.path }) };
  return { check: pass("file", { bytes }), value: reading.value };
}

/** Runs checks by the verifier's stopwatch, if it has one. */
type Timed = <T>(run: () => Step<T>) => Step<T>;

function timer({ stopwatch }: ReceiptTrust): Timed {
  if (stopwatch === undefined) return (run) => run();
  return (run) => {
    const from = stopwatch();
    const step = run();
    const isMade = step.check.status === "passed" || step.check.status === "failed";
    return isMade ? { ...step, check: { ...step.check, ms: stopwatch() - from } } : step;
  };
}

function checkParts(read: ReadReceipt, trust: ReceiptTrust, file: ReceiptCheck): ReceiptReport {
  const timed = timer(trust);
  const { receipt, proof } = read;
  const { genesis } = receipt;
  const own = timed(() => ({ check: checkGenesis(receipt, trust.genesisHashes) }));
  const keys = timed(() => checkKeys(genesis));
  const head = timed(() =>
    whenFound("checkpoint", keys.value, (found) =>
      checkCheckpoint(proof.checkpoint, genesis.origin, found, trust.nowMs),
    ),
  );
  const stands = timed(() => ({ check: checkLeaf(read) }));
  const inclusion = timed(() =>
    whenFound("inclusion", head.value, (found) => ({ check: checkInclusion(read, found) })),
  );
  const { signed, signatures, enrolments, contents } = checkEntry(receipt, head.value, timed);
  const anchor = timed(() => checkNested(read, head.value, trust, file));
  const found = [file, own, keys, head, stands, inclusion, signed, signatures, enrolments, contents, anchor];
  const checks = found.map((each) => ("check" in each ? each.check : each));
  const nested = anchor.value === undefined ? {} : { anchor: anchor.value.report };
  const isOk = checks.every(({ status }) => status === "passed" || status === "absent");
  if (!isOk || head.value === undefined) return { ok: false, checks, cannotShow: [], ...nested };
  const payload = signed.value?.payload;
  const proves: Proven = {
    ...whatHappened(receipt),
    ...(payload === undefined ? {} : { command: payload.command, notAfter: payload.notAfter }),
    signers: enrolments.value ?? [],
    checkpoint: head.value,
    ...(anchor.value?.proven === undefined ? {} : { anchor: anchor.value.proven }),
  };
  return { ok: true, checks, proves, cannotShow: limitsOf(receipt, proves), ...nested };
}

/** The checks of who signed what, and of what is shown of it. */
function checkEntry(receipt: Receipt, head: ProvenHead | undefined, timed: Timed) {
  const { leaf, envelope, args } = receipt;
  const signed = timed<SignedPayload>(() =>
    leaf.kind === "timer" || envelope === undefined
      ? { check: absent("transaction") }
      : checkTransaction(receipt, leaf, envelope),
  );
  const payload = signed.value;
  const isUnsigned = signed.check.status === "absent";
  const signatures = timed(() =>
    isUnsigned
      ? { check: absent("signatures") }
      : whenFound("signatures", payload, (found) => ({ check: checkSignatures(receipt, found) })),
  );
  const enrolments = timed<ProvenSigner[]>(() =>
    isUnsigned
      ? { check: absent("enrolments"), value: [] }
      : whenFound("enrolments", payload && head && { payload, head }, (found) =>
          checkEnrolments(receipt, found.payload, found.head),
        ),
  );
  const contents = timed(() => ({
    check: args !== undefined && payload === undefined ? skip("contents") : checkContents(receipt, payload?.payload),
  }));
  return { signed, signatures, enrolments, contents };
}

/** The report of the anchor's receipt, and what it proves for this one. */
interface CheckedAnchor {
  readonly report: ReceiptReport;
  readonly proven?: ProvenAnchor | undefined;
}

function checkNested(
  { receipt, anchor }: ReadReceipt,
  head: ProvenHead | undefined,
  trust: ReceiptTrust,
  file: ReceiptCheck,
): Step<CheckedAnchor> {
  if (anchor === undefined) return { check: absent("anchor") };
  const report = checkParts(anchor, trust, pass("file", file.facts));
  const { check, value } = whenFound("anchor", head, (found) => checkAnchor(receipt, found, report));
  return { check, value: { report, proven: value } };
}

/** Makes a check from what one before it found, or skips it. */
function whenFound<T, U>(code: CheckCode, found: T | undefined, run: (found: T) => Step<U>): Step<U> {
  return found === undefined ? { check: skip(code) } : run(found);
}

/** Another ledger, checked in the same way, records exactly the head that this receipt is proved against. */
function checkAnchor(receipt: Receipt, head: ProvenHead, report: ReceiptReport): Step<ProvenAnchor> {
  const { proves } = report;
  if (proves === undefined) {
    const broken = report.checks.find(({ status }) => status === "failed");
    return { check: fail("anchor", "anchor_not_valid", { check: broken?.code ?? "" }) };
  }
  // The contract of the other ledger wrote this row after it had verified the head and its growth.
  const heads = proves.rows.flatMap(({ table, row }) => (table === ANCHORS_TABLE ? (readAnchoredHead(row) ?? []) : []));
  const anchored = heads.find(({ ledger }) => ledger === receipt.ledger);
  if (anchored === undefined) return { check: fail("anchor", "anchor_row_missing") };
  const [computed, expected] = [head, anchored].map(({ size, root }) => `${size} ${root}`) as [string, string];
  if (computed !== expected) return { check: fail("anchor", "anchor_of_other_head", { computed, expected }) };
  const { ledger, position, height, time, checkpoint } = proves;
  return {
    check: pass("anchor", { ledger, position, computed, expected }),
    value: { ledger, position, height, time, checkpoint },
  };
}

function whatHappened({ ledger, leaf, args, result, rows, rowCount }: Receipt) {
  const { kind, id, position, height, time, outcome } = leaf;
  return {
    ledger,
    kind,
    id,
    position,
    height,
    time,
    outcome,
    ...(args === undefined ? {} : { args: args.value }),
    ...(result === undefined ? {} : { result: result.value }),
    rows: rows.map(({ table, key, row }) => ({ table, key, row })),
    areAllRows: rows.length === rowCount,
  };
}

/** What this receipt does not show, from what concerns it most to what concerns every receipt. */
function limitsOf({ genesis }: Receipt, proves: Proven): ProofLimit[] {
  const { kind, args, result, rows, areAllRows, checkpoint, anchor } = proves;
  const isAlone = checkpoint.cosigners === 1 && (anchor?.checkpoint.cosigners ?? 1) === 1;
  const limits: readonly (readonly [boolean, ProofLimit])[] = [
    [genesis.demo, "demo_keys"],
    [genesis.clock === "simulated", "simulated_time"],
    [checkpoint.cosignatures.length === 0, "not_cosigned"],
    [!checkpoint.isFinal, "not_final"],
    [isAlone, "single_cosigner"],
    [anchor === undefined, "not_anchored"],
    [kind === "timer", "signed_by_nobody"],
    [kind === "transaction" && args === undefined, "arguments_not_shown"],
    [result === undefined, "result_not_shown"],
    [!areAllRows, "rows_not_all_shown"],
    [rows.length > 0, "row_still_current"],
    [kind === "transaction", "key_not_revoked"],
    [kind === "transaction", "person_behind_id"],
    [true, "world_outside"],
  ];
  return limits.flatMap(([applies, limit]) => (applies ? [limit] : []));
}
