import { isPrimeOrderKey } from "#kernel/crypto";
import { fromBase64, toHex } from "./bytes.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import { cosignatureTime, cosignatureVerifier } from "./cosignature.ts";
import { type Genesis, ledgerRef } from "./genesis.ts";
import { hashOfLeaf, type Leaf, leafText } from "./leaf.ts";
import { rootByInclusion } from "./merkle.ts";
import { ed25519Verifier, isKeyName, isSignatureOf, type NoteVerifier, openNote } from "./note.ts";
import type { ReadReceipt } from "./read-receipt.ts";
import type { Receipt } from "./receipt.ts";
import { fail, type ProvenHead, pass, type ReceiptCheck, type Step } from "./receipt-report.ts";

/** The checks of a receipt that lead from the verifier's own genesis hash to a leaf under a signed root. */

/** How far the time of a cosignature may lie ahead of the verifier's clock, which may itself be wrong. */
const FUTURE_S_MAX = 86_400;

/** Shown in the place of a root when a proof has a wrong number of hashes and leads nowhere. */
const NO_ROOT = "-";

/** The genesis in the file is the one that the verifier knows. */
export function checkGenesis({ genesis, ledger }: Receipt, trusted: readonly string[]): ReceiptCheck {
  const own = ledgerRef(genesis);
  const computed = own.slice(-64);
  if (trusted.length === 0) return fail("genesis", "genesis_not_brought", { computed });
  if (!trusted.includes(computed)) {
    return fail("genesis", "genesis_not_trusted", { computed, expected: trusted.join(", ") });
  }
  if (own !== ledger) return fail("genesis", "ledger_not_of_genesis", { computed: own, expected: ledger });
  return pass("genesis", { computed, expected: computed });
}

/** Keys that may sign heads of a ledger. */
export interface HeadKeys {
  readonly log: readonly NoteVerifier[];
  readonly cosigners: readonly { readonly memberId: string; readonly verifier: NoteVerifier }[];
}

/** The genesis names an origin and keys with which heads can be verified, nobody's twice. */
export function checkKeys({ origin, cosigners }: Genesis): Step<HeadKeys> {
  const unfit = [origin, ...cosigners.map(({ name }) => name)].find((name) => !isKeyName(name));
  if (unfit !== undefined) return { check: fail("keys", "origin_unfit", { name: unfit }) };
  const seen = new Set<string>();
  const isNew = (value: string): boolean => seen.size < seen.add(value).size;
  const log: NoteVerifier[] = [];
  const cosigning: { memberId: string; verifier: NoteVerifier }[] = [];
  for (const { memberId, name, logKey, cosignKey } of cosigners) {
    const keys = [logKey, cosignKey].map((key) => fromBase64(key) ?? new Uint8Array(0));
    if (!keys.every(isPrimeOrderKey)) return { check: fail("keys", "key_unfit", { name }) };
    const [logVerifier, verifier] = [
      ed25519Verifier(origin, keys[0] as Uint8Array),
      cosignatureVerifier(name, keys[1] as Uint8Array),
    ];
    // Ids of four bytes may meet although the keys differ; notes could then not tell them apart.
    const once = [memberId, name, logKey, cosignKey, `${origin}+${logVerifier.keyId}`, `${name}+${verifier.keyId}`];
    if (!once.every(isNew)) return { check: fail("keys", "keys_not_distinct", { name }) };
    log.push(logVerifier);
    cosigning.push({ memberId, verifier });
  }
  const check = pass("keys", { origin, cosigners: cosigners.length });
  return { check, value: { log, cosigners: cosigning } };
}

/** The checkpoint is of this ledger, signed by its log key, and every signature by a known key holds. */
export function checkCheckpoint(note: string, origin: string, keys: HeadKeys, nowMs?: number): Step<ProvenHead> {
  const opened = openNote(note, [...keys.log, ...keys.cosigners.map(({ verifier }) => verifier)]);
  if (!opened.ok) return { check: fail("checkpoint", opened.problem) };
  const { text, verified } = opened.value;
  const head = parseCheckpoint(text);
  if (head === undefined) return { check: fail("checkpoint", "checkpoint_malformed") };
  if (head.origin !== origin) {
    return { check: fail("checkpoint", "checkpoint_of_other_ledger", { computed: head.origin, expected: origin }) };
  }
  const isByLog = keys.log.some((key) => verified.some((signature) => isSignatureOf(signature, key)));
  if (!isByLog) return { check: fail("checkpoint", "checkpoint_not_signed_by_ledger") };
  const cosignatures = keys.cosigners.flatMap(({ memberId, verifier }) => {
    const signature = verified.find((candidate) => isSignatureOf(candidate, verifier));
    return signature === undefined
      ? []
      : [{ memberId, name: verifier.name, timeS: cosignatureTime(signature.signature) ?? 0 }];
  });
  const early = cosignatures.find(({ timeS }) => nowMs !== undefined && timeS > nowMs / 1000 + FUTURE_S_MAX);
  if (early !== undefined) return { check: fail("checkpoint", "cosignature_from_future", { name: early.name }) };
  const cosigners = keys.cosigners.length;
  const root = toHex(head.root);
  const isFinal = 3 * cosignatures.length > 2 * cosigners;
  return {
    check: pass("checkpoint", { cosigned: cosignatures.length, cosigners, size: head.size, root }),
    value: { origin, size: head.size, root, cosignatures, cosigners, isFinal },
  };
}

/** The leaf stands where it says. Its form is checked with the file: a canonical file holds canonical leaves only. */
export function checkLeaf({ receipt, proof }: ReadReceipt): ReceiptCheck {
  const { position } = receipt.leaf;
  if (position !== proof.index) {
    return fail("leaf", "position_not_of_proof", { computed: position, expected: proof.index });
  }
  return pass("leaf", { position });
}

/** The leaf is in the tree of the signed head. */
export function checkInclusion({ receipt, proof }: ReadReceipt, head: ProvenHead): ReceiptCheck {
  const computed = rootOfLeaf(receipt.leaf, head.size, proof.path);
  const expected = head.root;
  if (computed !== expected) return fail("inclusion", "leaf_not_under_root", { computed, expected });
  return pass("inclusion", { computed, expected, steps: proof.path.length });
}

/** Hexadecimal root that a path leads to from a leaf at its own position; `-` when the path has a wrong length. */
export function rootOfLeaf(leaf: Leaf, size: number, path: readonly Uint8Array[]): string {
  return rootText({ index: leaf.position, size, leafHash: hashOfLeaf(leafText(leaf)) }, path);
}

/** Hexadecimal root that a path leads to; `-` when it has a wrong length. */
export function rootText(
  claim: { index: number; size: number; leafHash: Uint8Array },
  path: readonly Uint8Array[],
): string {
  const root = rootByInclusion(claim, path);
  return root === undefined ? NO_ROOT : toHex(root);
}
