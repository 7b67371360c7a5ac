import { toBase64 } from "#kernel/bytes";
import { type DemoLabel, demoKeyPair, demoSeed } from "#kernel/demo-keys";
import { type Genesis, genesisShape } from "#kernel/genesis";
import { check } from "#kernel/shape";
import { demoId } from "./demo-ids.ts";
import { ALLIANCE_MEMBERS, ALLIANCE_SEATS, type DemoMember, UNIT_MEMBERS } from "./demo-members.ts";

/** A ledger of the demo before its first block, with the keys of the node that runs it. */
export interface DemoLedger {
  readonly genesis: Genesis;
  readonly seeds: {
    readonly cosignerName: string;
    readonly logSeed: Uint8Array;
    readonly cosignSeed: Uint8Array;
  };
}

/** Names of the demo's ledgers. */
export type DemoLedgerName = "alliance" | "bjtu";

/** A member of a genesis, or a seat that nobody has taken. */
type Seat = DemoMember & { readonly isVacant: boolean };

interface Parts {
  readonly name: DemoLedgerName;
  readonly scenarios: readonly string[];
  readonly seats: readonly Seat[];
  /** The member that runs the node. */
  readonly node: string;
  readonly people: readonly { readonly label: DemoLabel; readonly member: string; readonly roles: readonly string[] }[];
}

/** Who is on the alliance's ledger from the start: nobody's name stands there, only keys and roles. */
const ALLIANCE: Parts = {
  name: "alliance",
  scenarios: ["council"],
  seats: [...ALLIANCE_MEMBERS.map(taken), ...vacant(ALLIANCE_SEATS - ALLIANCE_MEMBERS.length)],
  node: "centre",
  people: [
    { label: "alliance/administrator", member: "centre", roles: ["administrator"] },
    { label: "alliance/node-operator", member: "centre", roles: ["operator"] },
    { label: "alliance/auditor", member: "centre", roles: ["reader"] },
    { label: "alliance/programme-officer", member: "commission", roles: [] },
    { label: "alliance/bjtu-operator", member: "bjtu", roles: ["operator"] },
    { label: "alliance/other-member", member: "grid", roles: [] },
  ],
};

/** The unit's ledger starts with those who govern and run it. Everybody else is added by them. */
const BJTU: Parts = {
  name: "bjtu",
  scenarios: ["council", "transfer"],
  seats: UNIT_MEMBERS.map(taken),
  node: "bjtu",
  people: [
    { label: "bjtu/administrator", member: "bjtu", roles: ["administrator"] },
    { label: "bjtu/node-operator", member: "bjtu", roles: ["operator"] },
    { label: "bjtu/auditor", member: "bjtu", roles: ["reader"] },
  ],
};

/**
 * The two ledgers of the demo: `alliance` and the unit ledger `bjtu`. Clocks are simulated, keys published; `bundle` is the
 * hash of the contracts, `startsAt` an instant in milliseconds.
 */
export function demoLedgers(bundle: string, startsAt: number): readonly DemoLedger[] {
  return [ALLIANCE, BJTU].map((parts) => demoLedger(parts, bundle, startsAt));
}

function demoLedger({ name, scenarios, seats, node, people }: Parts, bundle: string, startsAt: number): DemoLedger {
  const origin = `sanlian.demo/${name}`;
  const cosignerName = `${origin}/${node}`;
  const genesis = {
    protocol: 1,
    name,
    origin,
    suite: "ed25519-sha256",
    clock: "simulated",
    demo: true,
    startsAt,
    bundle,
    scenarios: [...scenarios],
    limits: {
      transactionBytes: 65_536,
      blockBytes: 1_000_000,
      timersPerBlock: 100,
      singleSignerMs: 600_000,
      multiSignerMs: 30 * 86_400_000,
    },
    members: seats.map((seat) => ({ id: demoId("member", seat.label), name: seat.name, isVacant: seat.isVacant })),
    people: people.map(({ label, member, roles }) => ({
      id: demoId("person", label),
      memberId: demoId("member", member),
      roles: [...roles],
      publicKeys: [publicKeyOf(label)],
    })),
    cosigners: [
      {
        memberId: demoId("member", node),
        name: cosignerName,
        logKey: publicKeyOf(`${name}/log`),
        cosignKey: publicKeyOf(`${name}/cosign`),
      },
    ],
  };
  const checked = check(genesisShape, genesis);
  if (!checked.ok) throw new TypeError(`the demo's genesis does not fit: ${JSON.stringify(checked.issues)}`);
  const seeds = { cosignerName, logSeed: demoSeed(`${name}/log`), cosignSeed: demoSeed(`${name}/cosign`) };
  return { genesis: checked.value, seeds };
}

function taken(member: DemoMember): Seat {
  return { ...member, isVacant: false };
}

function vacant(count: number): readonly Seat[] {
  return Array.from({ length: count }, (_, i) => ({
    label: `seat-${i + 1}`,
    name: { zh: `空缺席位 ${i + 1}`, en: `Vacant seat ${i + 1}` },
    isVacant: true,
  }));
}

function publicKeyOf(label: DemoLabel): string {
  return toBase64(demoKeyPair(label).publicKey);
}
