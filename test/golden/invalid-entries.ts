import { BLOCK_TYPE, sealBlock } from "#kernel/block";
import { concatBytes, toBase64, utf8 } from "#kernel/bytes";
import { type Submission, signPayload } from "#kernel/envelope";
import { canonicalize, type JsonObject, type Value } from "#kernel/json";
import { fixtureKey, withoutPersonal } from "./golden-ledger.ts";
import { pay, payloadText, type Scene, spoilSignature } from "./golden-scene.ts";

/** Submissions and blocks that are refused, each with the code that says why. */

export interface InvalidSubmission {
  readonly code: string;
  /** The bytes that were sent. */
  readonly bytes: Uint8Array;
}

/** Submissions that the unit ledger of a scene refuses after its last block. */
export function invalidSubmissions({ unit, alliance, cancelled }: Scene): InvalidSubmission[] {
  const { time } = unit.executor.head;
  const bad = (code: string, text: string): InvalidSubmission => ({ code, bytes: utf8(text) });
  const good = pay(unit, ["olga"], {});
  const edited = (change: (submission: Submission & JsonObject) => object): string => {
    const copy = JSON.parse(good) as Submission & JsonObject;
    return canonicalize({ ...copy, ...change(copy) } as unknown as Value);
  };
  const envelope = (change: object) => edited((from) => ({ envelope: { ...from.envelope, ...change } }));
  const payload = (change: object) => {
    const text = canonicalize({ ...(JSON.parse(payloadText(good)) as JsonObject), ...change } as Value);
    return envelope({ payload: toBase64(utf8(text)) });
  };
  const withReason = JSON.parse(pay(unit, ["olga"], { reason: "prize" })) as Submission & JsonObject;
  const [personal] = withReason.personal ?? [];
  const reason = (change: object) =>
    canonicalize({ ...withReason, personal: [{ ...personal, ...change }] } as unknown as Value);
  const withTwoSigners = unit.sign("payout.break-down", {}, ["olga", "che"], { notAfter: time + 2_592_000_001 });
  const twoSigned = JSON.parse(withTwoSigners) as Submission;
  const stripped = { ...twoSigned.envelope, signatures: twoSigned.envelope.signatures.slice(0, 1) };
  const turned = { ...twoSigned.envelope, signatures: [...twoSigned.envelope.signatures].reverse() };
  return [
    bad("too_large", pay(unit, ["olga"], { memo: "x".repeat(4_000) })),
    { code: "not_utf8", bytes: concatBytes(utf8('"'), Uint8Array.of(0xc0, 0x80), utf8('"')) },
    bad("too_deep", `{"args":${"[".repeat(17)}${"]".repeat(17)}}`),
    bad("not_json", good.slice(0, -1)),
    bad("not_json", ""),
    bad("not_canonical", good.replace('{"args"', '{ "args"')),
    bad("not_canonical", good.replace('{"args"', '{"args":{},"args"')),
    bad("not_canonical", '{"a":"\\ud800"}'),
    bad("not_canonical", '{"b":1,"a":2}'),
    bad("not_canonical", '{"a":1e0}'),
    bad("number_not_safe_integer", '{"a":9007199254740992}'),
    bad("number_not_safe_integer", '{"a":0.5}'),
    bad("malformed_submission", "[]"),
    bad(
      "malformed_submission",
      edited(() => ({ more: 1 })),
    ),
    bad(
      "malformed_submission",
      edited(() => ({ argsSalt: "00" })),
    ),
    bad(
      "malformed_submission",
      edited(() => ({ personal: [] })),
    ),
    bad("malformed_envelope", envelope({ payloadType: BLOCK_TYPE })),
    bad("malformed_envelope", envelope({ payload: "AAA" })),
    bad("malformed_envelope", envelope({ signatures: [] })),
    bad("malformed_payload", envelope({ payload: "AAAA" })),
    bad("malformed_payload", payload({ more: 1 })),
    bad("malformed_payload", payload({ nonce: "00" })),
    bad("malformed_payload", payload({ signers: ["1", "0"].map((digit) => digit.repeat(64)) })),
    bad("signatures_not_those_of_signers", payload({ signers: ["0".repeat(64)] })),
    bad("signatures_not_those_of_signers", canonicalize({ ...twoSigned, envelope: stripped } as unknown as Value)),
    bad("signatures_not_those_of_signers", canonicalize({ ...twoSigned, envelope: turned } as unknown as Value)),
    bad(
      "arguments_do_not_match_hash",
      edited(() => ({ args: {} })),
    ),
    bad(
      "arguments_do_not_match_hash",
      edited(() => ({ argsSalt: "0".repeat(64) })),
    ),
    bad("other_ledger", unit.sign("payout.break-down", {}, ["pol"], { ledger: alliance.ref })),
    bad("unknown_key", unit.sign("payout.break-down", {}, ["nobody"])),
    bad("bad_signature", spoilSignature(good)),
    bad("unknown_command", unit.sign("payout.no-such-command", {}, ["olga"])),
    bad("arguments_unfit", unit.sign("payout.settle-batch", { batchId: "batch_1" }, ["olga", "che"])),
    bad("personal_values_unfit", reason({ salt: "0".repeat(64) })),
    bad("personal_values_unfit", reason({ path: "memo" })),
    bad("personal_values_unfit", withoutPersonal(canonicalize(withReason as unknown as Value))),
    bad("revoked_key", unit.sign("payout.break-down", {}, ["pia phone"])),
    bad("expired", unit.sign("payout.break-down", {}, ["pol"], { notAfter: time - 1 })),
    bad("not_after_too_far", unit.sign("payout.break-down", {}, ["pol"], { notAfter: time + 600_001 })),
    bad("not_after_too_far", withTwoSigners),
    bad("cancelled", cancelled),
    bad("duplicate", unit.submissions.find((text) => text.includes("prize")) ?? ""),
  ];
}

export interface InvalidBlock {
  readonly problem: string;
  readonly raw: string;
}

/** Values that the unit ledger of a scene does not take for its next block. */
export function invalidBlocks({ unit }: Scene): InvalidBlock[] {
  const { head, previous } = unit.executor;
  const header = {
    bundle: unit.contracts.hash,
    height: head.height + 1,
    ledger: unit.ref,
    previous,
    salt: "5a".repeat(32),
    time: head.time,
  };
  const key = fixtureKey("unit/unit/log");
  const { raw } = sealBlock(header, [], key);
  const payload = canonicalize({ ...header, entries: "0".repeat(64) });
  const envelope = {
    payload: toBase64(utf8(payload)),
    payloadType: BLOCK_TYPE,
    signatures: [signPayload(BLOCK_TYPE, payload, key)],
  };
  const bad = (problem: string, text: string): InvalidBlock => ({ problem, raw: text });
  return [
    bad("malformed_block", "[]"),
    bad("malformed_block", raw.replace('"entries":[]', '"entries":[{}]')),
    bad("malformed_block", raw.replace('{"entries"', '{ "entries"')),
    bad("malformed_block", canonicalize({ entries: [], envelope })),
    bad("other_ledger", sealBlock({ ...header, ledger: `unit@${"0".repeat(64)}` }, [], key).raw),
    bad("unknown_proposer", sealBlock(header, [], fixtureKey("nobody")).raw),
    bad("bad_block_signature", spoilBlock(raw)),
  ];
}

function spoilBlock(raw: string): string {
  const { envelope } = JSON.parse(raw) as { envelope: { signatures: { sig: string }[] } };
  const signature = envelope.signatures[0]?.sig ?? "";
  const bytes = Uint8Array.from(Buffer.from(signature, "base64"));
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return raw.replace(signature, toBase64(bytes));
}
