import assert from "node:assert/strict";
import { fromBase64, fromHex, toHex } from "#kernel/bytes";
import { type Checkpoint, openCheckpoint } from "#kernel/checkpoint";
import { defineCommand } from "#kernel/command";
import { verifyConsistency } from "#kernel/merkle";
import { shape } from "#kernel/shape";
import { parseVerifierKey, verifierOf } from "#kernel/verifier-key";
import { type Anchor, anchorKey, anchors, ledgers, type RegisteredLedger } from "../tables.ts";

/**
 * Records the head of a unit ledger: its signed checkpoint and the proof that it only grew since the anchor before. The
 * unit can then no longer rewrite what lies below it unseen. A refusal keeps the signed head in the block as evidence.
 */
export const postAnchor = defineCommand({
  name: "council.post-anchor",
  allow: ["operator", "administrator"],
  input: shape.object({
    ledger: shape.text(66, 120),
    checkpoint: shape.note(8_000),
    /** Consistency proof (RFC 6962) from the anchor before; empty for the first one. */
    proof: shape.array(shape.base64(32), 0, 64),
  }),
  rejections: {
    ledger_not_found: 404,
    ledger_of_other_member: 403,
    checkpoint_unreadable: 422,
    checkpoint_of_other_ledger: 422,
    checkpoint_not_signed: 422,
    head_contradicts_anchor: 409,
    head_not_larger: 409,
    proof_not_wanted: 422,
    head_inconsistent: 409,
  },

  run(tx, input, ctx, reject) {
    const ledger = tx.table(ledgers).get(input.ledger);
    if (ledger === undefined) return reject("ledger_not_found");
    if (ledger.memberId !== ctx.actor.memberId) return reject("ledger_of_other_member");
    const head = openHead(ledger, input.checkpoint);
    if (typeof head === "string") return reject(head);

    const table = tx.table(anchors);
    const root = toHex(head.root);
    const sameSize = table.get(anchorKey(ledger.ledger, head.size));
    if (sameSize !== undefined && sameSize.root !== root) return reject("head_contradicts_anchor", { size: head.size });
    const [latest] = table.find({ index: "byLedger", equals: { ledger: ledger.ledger }, reverse: true, limit: 1 });
    if (head.size <= (latest?.size ?? 0)) return reject("head_not_larger", { size: latest?.size ?? 0 });
    if (latest === undefined && input.proof.length > 0) return reject("proof_not_wanted");
    if (latest !== undefined && !isGrownFrom(latest, head, input.proof)) {
      return reject("head_inconsistent", { size: latest.size });
    }

    const { time: anchoredAt, id: anchoredBy } = ctx;
    table.put({ ledger: ledger.ledger, size: head.size, root, checkpoint: input.checkpoint, anchoredAt, anchoredBy });
    return { size: head.size, root };
  },
});

function openHead(
  { logKey, origin }: RegisteredLedger,
  note: string,
): Checkpoint | "checkpoint_unreadable" | "checkpoint_of_other_ledger" | "checkpoint_not_signed" {
  const key = parseVerifierKey(logKey);
  assert(key !== undefined, "a registered log key was read before it was kept");
  const opened = openCheckpoint(note, { origin, log: verifierOf(key), cosigners: [] });
  if (opened.ok) return opened.value;
  switch (opened.problem) {
    case "checkpoint_of_other_ledger":
      return "checkpoint_of_other_ledger";
    case "note_signature_wrong":
    case "note_without_known_signature":
      return "checkpoint_not_signed";
    default:
      return "checkpoint_unreadable";
  }
}

function isGrownFrom(latest: Anchor, head: Checkpoint, proof: readonly string[]): boolean {
  const claim = { size1: latest.size, root1: fromHex(latest.root), size2: head.size, root2: head.root };
  const hashes = proof.map(fromBase64).filter((hash) => hash !== undefined);
  return verifyConsistency(claim, hashes);
}
