import { toBase64 } from "#kernel/bytes";
import { type KeyPair, keyPairFromSeed, sha256 } from "#kernel/crypto";
import { type Genesis, genesisShape } from "#kernel/genesis";
import { check } from "#kernel/shape";
import type { NodeKeys } from "#ledger/node-keys";

/** A ledger for tests: members and people by label, keys derived from the label. */

/** The key pair that stands for a label in tests. */
export function testKeyPair(label: string): KeyPair {
  return keyPairFromSeed(sha256(`sanlian test key ${label}`));
}

/** Id of the person or member that stands for a label. */
export function testId<P extends string>(prefix: P, label: string): string {
  return `${prefix}_${Buffer.from(sha256(`sanlian test id ${label}`))
    .toString("hex")
    .slice(0, 32)}`;
}

export interface TestPerson {
  readonly member: string;
  readonly roles: readonly string[];
}

export interface TestLedger {
  readonly name?: string;
  readonly bundle?: string;
  readonly clock?: "real" | "simulated";
  readonly startsAt?: number;
  readonly scenarios: readonly string[];
  readonly people: Readonly<Record<string, TestPerson>>;
  /** Labels of seats that nobody has taken. */
  readonly vacantSeats?: readonly string[];
  readonly limits?: Partial<Genesis["limits"]>;
}

export const TEST_BUNDLE = "b".repeat(64);
export const TEST_START = Date.UTC(2026, 2, 2, 1, 0, 0);

/** Genesis of a test ledger. The first member runs the only node. */
export function testGenesis(ledger: TestLedger): Genesis {
  const name = ledger.name ?? "test";
  const members = [...new Set(Object.values(ledger.people).map((person) => person.member))];
  const keys = testNodeKeys(name);
  const genesis = {
    protocol: 1,
    name,
    origin: `sanlian.test/${name}`,
    suite: "ed25519-sha256",
    clock: ledger.clock ?? "simulated",
    demo: false,
    startsAt: ledger.startsAt ?? TEST_START,
    bundle: ledger.bundle ?? TEST_BUNDLE,
    scenarios: [...ledger.scenarios],
    limits: {
      transactionBytes: 65_536,
      blockBytes: 1_000_000,
      timersPerBlock: 100,
      singleSignerMs: 600_000,
      multiSignerMs: 2_592_000_000,
      ...ledger.limits,
    },
    members: [...members, ...(ledger.vacantSeats ?? [])].map((label) => ({
      id: testId("member", label),
      name: { zh: label, en: label },
      isVacant: !members.includes(label),
    })),
    people: Object.entries(ledger.people).map(([label, person]) => ({
      id: testId("person", label),
      memberId: testId("member", person.member),
      roles: [...person.roles],
      publicKeys: [toBase64(testKeyPair(label).publicKey)],
    })),
    cosigners: [
      {
        memberId: testId("member", members[0] ?? ""),
        name: keys.cosignerName,
        logKey: toBase64(keys.log.publicKey),
        cosignKey: toBase64(keys.cosign.publicKey),
      },
    ],
  };
  const checked = check(genesisShape, genesis);
  if (!checked.ok) throw new Error(`test genesis: ${JSON.stringify(checked.issues)}`);
  return checked.value;
}

/** Keys of the one node of a test ledger. */
export function testNodeKeys(name: string): NodeKeys {
  return {
    log: testKeyPair(`${name}/log`),
    cosign: testKeyPair(`${name}/cosign`),
    cosignerName: `sanlian.test/${name}/node`,
  };
}
