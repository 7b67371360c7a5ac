import { strict as assert } from "node:assert";
import { test } from "node:test";
import fc from "fast-check";
import { type BlockProblem, openBlock, sealBlock } from "#kernel/block";
import { keyIdOf } from "#kernel/identity";
import { canonicalize, isJsonObject, type Json, parseCanonicalBytes } from "#kernel/json";
import { SKIP_REASONS } from "#kernel/leaf";
import { Door, entryFromTexts, rememberKeys } from "#ledger/door";
import { wholeTx } from "#ledger/run-query";
import type { Answer } from "#ledger/service";
import { council } from "#scenarios/council/scenario";
import { InProcessLedger } from "../support/in-process-ledger.ts";
import { randomSeed } from "../support/random-seed.ts";
import { tally } from "../support/tally-scenario.ts";
import { testNodeKeys } from "../support/test-genesis.ts";
import { anyBreakage, breakSubmission } from "./broken-submissions.ts";
import { anyEdit, edited } from "./odd-json.ts";
import { FUZZED_PEOPLE, makeTemplates } from "./templates.ts";

const ENTRIES = 50;

/** What the door says of a submission, judged as if it were the first of a block now: a code, or that it may be recorded. */
function doorOf(ledger: InProcessLedger): (bytes: Uint8Array) => string | undefined {
  const { genesis, contracts, harness } = ledger;
  const publicKey = rememberKeys((keyId) => contracts.directory.publicKey(wholeTx(harness.state), keyId));
  const door = new Door({ genesis, contracts, publicKey });
  return (bytes) => {
    const passed = door.open(bytes);
    if (!passed.ok) return (JSON.parse(passed.answer) as { readonly code: string }).code;
    const verdict = harness.executor.judge({ verified: entryFromTexts(passed.entry) }, harness.time);
    return typeof verdict === "string" ? verdict : undefined;
  };
}

/** A submission as it is ordered: without the values that go to the vault, unless they are what is wrong with it. */
function entryText({ bytes, code }: { readonly bytes: Buffer; readonly code: string | undefined }): string {
  const text = bytes.toString("utf8");
  if (code === "malformed_submission" || code === "too_large") return text;
  const value = JSON.parse(text) as Json;
  return isJsonObject(value) ? canonicalize({ ...value, personal: undefined }) : text;
}

/** Whether an entry of a block ended as its door said. */
function endsAlike(code: string, answer: Answer): boolean {
  if (answer.status === "recorded") {
    const { rejected } = answer.result as { readonly rejected?: string };
    // The door foresees what execution rejects.
    return answer.outcome === "rejected" && rejected === code;
  }
  const isSkipReason = (SKIP_REASONS as readonly string[]).includes(code);
  if (answer.code === "malformed") return !isSkipReason || code === "malformed";
  // Both refuse, but execution looks at the time before keys and signatures, and at arguments last of all.
  return isSkipReason || ["arguments_unfit", "unknown_command"].includes(code);
}

test("what the door refuses is refused alike when somebody orders it", async (t) => {
  const ledger = new InProcessLedger({ name: "test", scenarios: [council, tally], people: FUZZED_PEOPLE });
  const templates = makeTemplates(ledger);
  const codeOf = doorOf(ledger);
  const rows = () => JSON.stringify([...ledger.contracts.tables.values()].map((table) => ledger.harness.rows(table)));
  const before = rows();
  const seen = new Set<string>();
  const block = fc.array(
    anyBreakage().filter(({ kind }) => kind !== "replay"),
    { minLength: ENTRIES, maxLength: ENTRIES, size: "max" },
  );
  fc.assert(
    fc.property(block, (breakages) => {
      const entries = breakages
        .map((breakage) => breakSubmission(breakage, templates))
        .filter((bytes) => parseCanonicalBytes(bytes, 1_000_000).ok)
        .map((bytes) => ({ bytes, code: codeOf(bytes) }))
        // Without its personal values such a submission is as good as any: only the door has seen them.
        .filter(({ code }) => code !== "personal_values_unfit");
      const answers = ledger.harness.block(entries.map(entryText), ledger.harness.time);
      for (const [i, answer] of answers.entries()) {
        const code = entries[i]?.code;
        assert.ok(code !== undefined && endsAlike(code, answer), `${code} at the door, then ${JSON.stringify(answer)}`);
        seen.add(code);
      }
    }),
    { ...randomSeed(t, 60), includeErrorInReport: true },
  );
  assert.ok(seen.size >= 12, [...seen].join(", "));
  assert.equal(rows(), before, "the rows have changed");
  await ledger.close();
});

test("a changed block is refused and never breaks its reader", (t) => {
  const ledger = new InProcessLedger({ name: "test", scenarios: [council, tally], people: FUZZED_PEOPLE });
  const { log } = testNodeKeys("test");
  const { executor } = ledger.harness;
  const header = { bundle: ledger.genesis.bundle, height: 1, ledger: ledger.ref, previous: executor.previous };
  const entries = makeTemplates(ledger).map(({ submission }) => JSON.stringify(submission));
  const { raw } = sealBlock({ ...header, salt: "0".repeat(64), time: ledger.now() }, entries, log);
  const keys = new Map([[keyIdOf(log.publicKey), log.publicKey]]);
  const open = (text: string) => openBlock(text, ledger.ref, ledger.genesis.limits.blockBytes, keys);
  assert.notEqual(typeof open(raw), "string", "the block itself is opened");

  const changed = fc.oneof(
    anyEdit().map((edit) => edited(JSON.parse(raw) as Json, edit)),
    fc.tuple(fc.nat(raw.length - 1), fc.nat(0xffff)).map(([at, code]) => {
      const text = `${raw.slice(0, at)}${String.fromCharCode(code)}${raw.slice(at + 1)}`;
      return text === raw ? "" : text;
    }),
    fc.nat(raw.length - 1).map((end) => raw.slice(0, end)),
  );
  const problems: readonly BlockProblem[] = [
    "malformed_block",
    "other_ledger",
    "unknown_proposer",
    "bad_block_signature",
  ];
  fc.assert(
    fc.property(changed, (text) => {
      const opened = open(text);
      assert.ok(typeof opened === "string" && problems.includes(opened));
    }),
    { ...randomSeed(t, 2_000), includeErrorInReport: true },
  );
});
