import assert from "node:assert/strict";
import { test } from "node:test";
import { toBase64, utf8 } from "#kernel/bytes";
import { openSubmission, verifySignatures } from "#kernel/envelope";
import { parseCanonical } from "#kernel/json";
import type { DraftFile } from "#kernel/transaction-draft";
import { testKeyPair } from "../../test/support/test-genesis.ts";
import { clientKey } from "./client-key.ts";
import { ClientProblem } from "./client-problem.ts";
import { combineDrafts, makeDraft, openDraft, signDraft, signedDraft } from "./draft-file.ts";

const COMMAND = { name: "tally.pay", personalPaths: ["lines.*.name"] };
const ARGS = { total: 900n, lines: [{ name: "甲" }, { name: "乙" }] };
const LEDGER = `test@${"a".repeat(64)}`;
const PAIRS = ["ada", "bo", "cy"].map(testKeyPair);
const KEYS = PAIRS.map(clientKey);
const [ada, bo, cy] = KEYS as [(typeof KEYS)[0], (typeof KEYS)[0], (typeof KEYS)[0]];

function draft(): DraftFile {
  const signers = [ada, bo].map(({ keyId }) => keyId);
  return makeDraft(COMMAND, ARGS, { ledger: LEDGER, signers, notAfter: 1_000, language: "en" });
}

/** As it comes out of a file. */
function travelled(file: DraftFile) {
  return JSON.parse(JSON.stringify(file));
}

async function codeOf(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (error instanceof ClientProblem) return error.code;
    throw error;
  }
  return "nothing";
}

test("shows what is to be signed, with personal values in the clear", () => {
  const { content } = openDraft(travelled(draft()), "en");
  assert.deepEqual(content.args, { total: "900", lines: [{ name: "甲" }, { name: "乙" }] });
  assert.equal(content.payload.command, "tally.pay");
  assert.deepEqual(content.missing, content.payload.signers);
});

test("becomes a transaction once everyone has signed, one after the other", async () => {
  const first = await signDraft(travelled(draft()), bo, "en");
  const whole = await signDraft(travelled(first), ada, "en");
  const { id, text } = signedDraft(travelled(whole), "en");
  const parsed = parseCanonical(text);
  assert.ok(parsed.ok);
  const opening = openSubmission(text, parsed.value);
  assert.ok(opening.ok);
  assert.equal(opening.opened.id, id);
  const bySigner = opening.opened.payload.signers.map((keyId) => PAIRS[KEYS.findIndex((key) => key.keyId === keyId)]);
  assert.ok(
    verifySignatures(
      opening.opened,
      bySigner.map((pair) => pair?.publicKey ?? new Uint8Array()),
    ),
  );
  assert.doesNotMatch(JSON.stringify(opening.opened.args), /甲|乙/);
  assert.equal(opening.opened.personal.length, 2);
});

test("becomes the same transaction from copies signed apart", async () => {
  const file = travelled(draft());
  const copies = await Promise.all([ada, bo].map((key) => signDraft(file, key, "en")));
  const joined = combineDrafts(copies.map(travelled), "en");
  const inTurn = await signDraft(travelled(await signDraft(file, ada, "en")), bo, "en");
  assert.equal(signedDraft(travelled(joined), "en").text, signedDraft(travelled(inTurn), "en").text);
});

test("stays as it is when a key signs twice", async () => {
  const once = await signDraft(travelled(draft()), ada, "en");
  assert.deepEqual(await signDraft(travelled(once), ada, "en"), travelled(once));
});

test("refuses keys that are no signers, and drafts that are not the same", async () => {
  assert.equal(await codeOf(() => signDraft(travelled(draft()), cy, "en")), "draft_of_other_key");
  assert.equal(await codeOf(() => combineDrafts([travelled(draft()), travelled(draft())], "en")), "drafts_differ");
  assert.equal(await codeOf(() => combineDrafts([], "en")), "drafts_differ");
  const half = await signDraft(travelled(draft()), ada, "en");
  assert.equal(await codeOf(() => signedDraft(travelled(half), "en")), "signatures_missing");
});

test("refuses a draft of which any part was changed", async () => {
  const file = travelled(await signDraft(travelled(draft()), ada, "en"));
  const [signature] = file.signatures;
  const forged = { ...signature, sig: toBase64(utf8("x".repeat(64))) };
  const changes = {
    draft: { ...file, draft: "sanlian/draft/2" },
    payload: { ...file, payload: `${file.payload} ` },
    args: { ...file, args: { ...file.args, total: "901" } },
    salt: { ...file, argsSalt: "0".repeat(64) },
    personal: { ...file, personal: [{ ...file.personal[0], value: "丙" }, file.personal[1]] },
    forged: { ...file, signatures: [forged] },
    otherKey: { ...file, signatures: [{ ...signature, publicKey: toBase64(cy.publicKey) }] },
    noList: { ...file, signatures: "none" },
  };
  for (const [name, changed] of Object.entries(changes)) {
    assert.equal(await codeOf(() => openDraft(changed, "zh")), "draft_damaged", name);
  }
  assert.equal(await codeOf(() => openDraft(null, "zh")), "draft_damaged");
});
