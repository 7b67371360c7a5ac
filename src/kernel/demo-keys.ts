import { type KeyPair, keyPairFromSeed, sha256 } from "#kernel/crypto";
import { equalBytes } from "./bytes.ts";
import { canonicalize } from "./json.ts";

/**
 * Keys of the demo. Their seeds are published here, so that everyone can step into every role, and so that nobody may use
 * them where it counts: a ledger with the real clock refuses them.
 *
 * The list is closed. `demoSeed` makes no other key, in types and at run time, so the check below sees every demo key
 * there is; a new role of the demo needs a new line here.
 */
export const DEMO_LABELS = [
  "alliance/log",
  "alliance/cosign",
  "alliance/administrator",
  "alliance/programme-officer",
  "alliance/auditor",
  "alliance/node-operator",
  "alliance/bjtu-operator",
  "alliance/other-member",
  "bjtu/log",
  "bjtu/cosign",
  "bjtu/administrator",
  "bjtu/node-operator",
  "bjtu/auditor",
  "bjtu/transfer-officer",
  "bjtu/transfer-director",
  "bjtu/finance-officer",
  "bjtu/discipline-officer",
  "bjtu/legal-officer",
  "bjtu/leadership",
  "bjtu/asset-manager",
  "bjtu/company-manager",
  "bjtu/licensee-manager",
  "bjtu/team-leader",
  "bjtu/team-member-1",
  "bjtu/team-member-2",
  "bjtu/team-member-3",
  "bjtu/team-member-4",
  "bjtu/team-member-5",
  "bjtu/team-member-6",
  "bjtu/team-member-7",
  "bjtu/team-member-8",
  "bjtu/team-member-9",
] as const;

export type DemoLabel = (typeof DEMO_LABELS)[number];

/** Published seed of a demo key: SHA-256 of ["sanlian/demo-seed/1", label]. Throws a RangeError on a label that is not listed. */
export function demoSeed(label: DemoLabel): Uint8Array {
  if (!DEMO_LABELS.includes(label)) throw new RangeError(`"${label}" is not the label of a demo key`);
  return sha256(canonicalize(["sanlian/demo-seed/1", label]));
}

/** The demo key pair of a label. */
export function demoKeyPair(label: DemoLabel): KeyPair {
  return keyPairFromSeed(demoSeed(label));
}

/** Whether a public key has a published seed. Takes a key derivation a label: for enrolment, not for every transaction. */
export function isDemoKey(publicKey: Uint8Array): boolean {
  return DEMO_LABELS.some((label) => equalBytes(demoKeyPair(label).publicKey, publicKey));
}
